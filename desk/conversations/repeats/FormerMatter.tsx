import type { Repeat } from "../../../contract/repeats.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import { Time } from "../../ui/Time.tsx";
import { PlainWords } from "../PlainWords.tsx";
import { channelIcons } from "../words.ts";
import styles from "./FormerMatter.module.css";

/** A former matter: what we answered, what was asked, when the customer came, and why it is taken for the same. */
export function FormerMatter({ repeat }: { repeat: Repeat }) {
  const { t, dateTime } = useTexts();
  const { answer, asked, contacts, why, linkedBy } = repeat;
  return (
    <div className={styles.matter}>
      {answer ? (
        <Said title={t("repeat.answer", { who: answer.author.name })} words={answer} side="ours">
          {answer.isCut && (
            <Link href={`/inbox/all/${answer.conversationId}`}>
              {t("repeat.whole", { number: `#${answer.number}` })}
            </Link>
          )}
        </Said>
      ) : (
        <p className={styles.quiet}>{t("repeat.noAnswer")}</p>
      )}
      {asked && <Said title={t("repeat.asked")} words={asked} side="theirs" />}
      <dl className={styles.facts}>
        <dt>{t("repeat.contacts")}</dt>
        <dd>
          <ul className={styles.contacts}>
            {contacts.map(({ id, number, channel, createdAt }) => (
              <li key={id}>
                <Icon of={channelIcons[channel]} size={14} label={t(`channel.${channel}`)} />
                <Link href={`/inbox/all/${id}`}>#{number}</Link>
                <Time at={createdAt} />
              </li>
            ))}
          </ul>
        </dd>
        {why.length > 0 && (
          <>
            <dt>{t("repeat.why")}</dt>
            <dd>
              <ul>
                {why.map((reason) => (
                  <li key={reason}>
                    <bdi>{reason}</bdi>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      {linkedBy && (
        <p className={styles.quiet}>
          {t("repeat.linkedBy", { who: linkedBy.name, date: dateTime(linkedBy.at, "short") })}
        </p>
      )}
    </div>
  );
}

type SaidProps = {
  title: string;
  words: NonNullable<Repeat["asked"]>;
  side: "ours" | "theirs";
  children?: React.ReactNode;
};

function Said({ title, words: { text, language, at, isCut }, side, children }: SaidProps) {
  return (
    <figure className={styles.said} data-side={side}>
      <figcaption className={styles.title}>
        {title} · <Time at={at} style="short" />
      </figcaption>
      <PlainWords text={isCut ? `${text}…` : text} language={language} />
      {children}
    </figure>
  );
}
