import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Link2, Merge, Repeat2 } from "lucide-react";
import { useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import type { Conversation } from "../../../contract/conversations.ts";
import type { Repeat } from "../../../contract/repeats.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { directionOf } from "../../ui/direction.ts";
import { Icon } from "../../ui/Icon.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { useKey } from "../../ui/keys.ts";
import { Link } from "../../ui/Link.tsx";
import { Text } from "../../ui/Text.tsx";
import { Time } from "../../ui/Time.tsx";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { MergeDialog } from "../merging/MergeDialog.tsx";
import { toldLanguage } from "../words.ts";
import { FormerMatter } from "./FormerMatter.tsx";
import styles from "./RepeatStrip.module.css";
import { repeatsQuery, useSettleRepeat } from "./repeats.ts";

type Props = { conversation: Conversation; isFixed: boolean };

/** That the customer has come about this before, and what we answered then: before the new words need reading. */
export function RepeatStrip({ conversation, isFixed }: Props) {
  const { t } = useTexts();
  const { data } = useQuery(repeatsQuery(conversation.id));
  const later = data?.later.filter(({ status }) => status !== "closed") ?? [];
  if (!data || (!data.repeats.length && !later.length)) return null;
  return (
    <section
      className={styles.strip}
      aria-label={t("repeat.label")}
      data-settled={data.repeats.every(({ state }) => state === "linked") || undefined}
    >
      {data.repeats.length > 0 && (
        <Former conversation={conversation} repeats={data.repeats} nth={data.nth} isFixed={isFixed} />
      )}
      {later.map(({ id, number, createdAt }) => (
        <p key={id} className={styles.later}>
          <Icon of={Repeat2} size={14} />
          <Link href={`/inbox/all/${id}`}>{t("repeat.later", { number: `#${number}` })}</Link>
          <Time at={createdAt} />
        </p>
      ))}
    </section>
  );
}

type FormerProps = Props & { repeats: Repeat[]; nth: number };

function Former({ conversation, repeats, nth, isFixed }: FormerProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const { link, dismiss } = useSettleRepeat(conversation);
  const inside = useId();
  const [first, ...others] = repeats as [Repeat, ...Repeat[]];
  const [isMerging, setMerging] = useState(false);
  const canLink = !isFixed && first.state === "found";

  useKey("formerAnswer", "o", () => setOpen(!isOpen));
  useKey("linkRepeat", "y", () => link.mutate(first), { enabled: canLink });
  useKey("dismissRepeat", "shift+y", () => dismiss.mutate(first), { enabled: !isFixed });

  return (
    <>
      <div className={styles.first}>
        <Tooltip text={<Reasons of={first} />} placement="bottom start">
          <AriaButton
            className={styles.line}
            aria-expanded={isOpen}
            aria-controls={isOpen ? inside : undefined}
            onPress={() => setOpen(!isOpen)}
          >
            <Icon of={Repeat2} size={14} />
            <span className={styles.said}>
              <Answered by={first} nth={nth} />
            </span>
            <span className={styles.fold} data-open={isOpen || undefined}>
              <Icon of={ChevronDown} size={14} label={t(isOpen ? "repeat.hide" : "repeat.show")} />
            </span>
          </AriaButton>
        </Tooltip>
        <div className={styles.acts}>
          {first.state === "linked" && <Badge icon={Link2}>{t("repeat.linked")}</Badge>}
          {canLink && (
            <Button icon={Link2} size="s" busy={link.isPending} onPress={() => link.mutate(first)}>
              {t("repeat.link")} <Key of="y" />
            </Button>
          )}
          {!isFixed && (
            <Button icon={Merge} size="s" onPress={() => setMerging(true)}>
              {t("merge.title")}
            </Button>
          )}
          {isMerging && <MergeDialog ids={[conversation.id, first.id]} onClose={() => setMerging(false)} />}
          {!isFixed && (
            <Button kind="quiet" size="s" busy={dismiss.isPending} onPress={() => dismiss.mutate(first)}>
              {t("repeat.notSame")} <Key of="shift+y" />
            </Button>
          )}
        </div>
      </div>
      {isOpen && (
        <div id={inside} className={styles.inside}>
          <FormerMatter repeat={first} />
          {others.map((repeat) => (
            <div key={repeat.id} className={styles.other}>
              <p className={styles.more}>{t("repeat.more")}</p>
              <FormerMatter repeat={repeat} />
              {!isFixed && (
                <div className={styles.acts}>
                  {repeat.state === "found" && (
                    <Button icon={Link2} size="s" onPress={() => link.mutate(repeat)}>
                      {t("repeat.link")}
                    </Button>
                  )}
                  <Button kind="quiet" size="s" onPress={() => dismiss.mutate(repeat)}>
                    {t("repeat.notSame")}
                  </Button>
                </div>
              )}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

/** When and by whom it was answered, and how the answer begins; or who has it without an answer. */
function Answered({ by: { answer, owner }, nth }: { by: Repeat; nth: number }) {
  const { t, dateTime } = useTexts();
  return (
    <>
      <span>
        <strong className={styles.nth}>{t("repeat.nth", { nth })}</strong>{" "}
        <span className={styles.when}>
          ·{" "}
          {answer
            ? t("repeat.answered", { date: dateTime(answer.at, "date"), who: answer.author.name })
            : t("repeat.unanswered", { who: owner.name })}
        </span>
      </span>{" "}
      {answer && (
        <Text
          language={toldLanguage(answer.language)}
          dir={directionOf(answer.text, answer.language)}
          clip="two-lines"
        >
          <q>{answer.text}</q>
        </Text>
      )}
    </>
  );
}

function Reasons({ of: { why } }: { of: Repeat }) {
  const { t } = useTexts();
  return (
    <div>
      {t("repeat.why")}
      <ul className={styles.reasons}>
        {why.map((reason) => (
          <li key={reason}>
            <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The key that does it, for whoever has a keyboard. */
const Key = ({ of }: { of: string }) => (
  <span className={styles.key}>
    <KeyCap keys={of} />
  </span>
);
