import { CornerUpRight, Forward, ShieldQuestion } from "lucide-react";
import type { Conversation, Message } from "../../contract/conversations.ts";
import type { LinkReason } from "../../contract/mail.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./MessagePlace.module.css";
import { useMoving } from "./moving/moving.ts";
import { nameOf, useMakeCustomer, usePeople } from "./people/people.ts";

type Props = { conversation: Conversation; message: Message };

/** What is in doubt about a message, or of use: whether it is them, whether it belongs here, who really wrote it. */
export function MessagePlace({ conversation, message }: Props) {
  const { linked, mail } = message;
  const original = mail?.forwarded?.from ?? null;
  return (
    <>
      {linked?.isUnverified && <InDoubt conversation={conversation} message={message} />}
      {linked?.related && <Seems conversation={conversation} message={message} />}
      {message.linkedBy === "guess" && <Guessed message={message} />}
      {original && original.address !== conversation.customer.email && (
        <WrittenBy conversation={conversation} person={original} />
      )}
    </>
  );
}

function InDoubt({ conversation, message }: Props) {
  const { t } = useTexts();
  const may = useMay("conversations.reply");
  const { verify } = usePeople(conversation.id);
  const address = message.mail?.from?.address;
  return (
    <div className={styles.place} data-tone="due">
      <Icon of={ShieldQuestion} size={14} />
      <p>
        <strong>{t("message.unverified")}</strong> {t("message.unverified.words")}
      </p>
      {/* What its domain disowns is theirs in nobody's word. */}
      {may && address && !message.linked?.isForged && (
        <Button size="s" busy={verify.isPending} onPress={() => verify.mutate({ address })}>
          {t("message.itIsThem")}
        </Button>
      )}
      {verify.error && <Problem of={verify.error} />}
    </div>
  );
}

function Seems({ conversation, message }: Props) {
  const { t } = useTexts();
  const may = useMay("conversations.manage");
  const moving = useMoving(conversation);
  const { related, isForged } = message.linked!;
  return (
    <div className={styles.place} data-tone={isForged ? "late" : "due"}>
      <Icon of={CornerUpRight} size={14} />
      <p>{t(isForged ? "message.seems.forged" : "message.seems", { number: related!.number })}</p>
      {may && (
        <Button
          size="s"
          busy={moving.isPending}
          onPress={() => moving.mutate({ messages: [message.id], to: related!.id })}
        >
          {t("message.moveThere")}
        </Button>
      )}
      {moving.error && <Problem of={moving.error} />}
    </div>
  );
}

function Guessed({ message }: { message: Message }) {
  const { t } = useTexts();
  const reasonWords = useReasonWords();
  return (
    <div className={styles.place}>
      <Icon of={ShieldQuestion} size={14} />
      <p>
        {t("message.guessed")}. {message.linked?.reasons.map(reasonWords)[0]}
      </p>
    </div>
  );
}

function WrittenBy({
  conversation,
  person,
}: {
  conversation: Conversation;
  person: { name: string; address: string };
}) {
  const { t } = useTexts();
  const may = useMay("conversations.manage");
  const customer = useMakeCustomer(conversation);
  const name = nameOf(person);
  return (
    <div className={styles.place}>
      <Icon of={Forward} size={14} />
      <p title={person.address}>{t("message.writtenBy", { name })}</p>
      {may && (
        <Button
          size="s"
          busy={customer.isPending}
          onPress={() => customer.make({ email: person.address, name: person.name })}
        >
          {t("message.makeCustomer", { name })}
        </Button>
      )}
      {customer.error && <Problem of={customer.error} />}
    </div>
  );
}

/** Why a message stands where it stands, one reason in a sentence. */
export function useReasonWords(): (reason: LinkReason) => string {
  const { t, dateTime } = useTexts();
  return ({ what, at, number, address, by }) =>
    t(`message.because.${what}`, {
      at: at ? dateTime(at) : "",
      number: number ?? "",
      address: address ? `\u2068${address}\u2069` : "",
      by: by ?? "",
    });
}
