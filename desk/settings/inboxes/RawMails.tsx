import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, MailCheck, RotateCw } from "lucide-react";
import { getRawMailFile, postRawMailReading, type RawMail } from "../../../contract/mail-in.ts";
import { addressOf, call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Time } from "../../ui/Time.tsx";
import { toast } from "../../ui/toasts.ts";
import { Envelope } from "./Envelope.tsx";
import styles from "./inboxes.module.css";
import { rawMailsQuery } from "./queries.ts";

type State = Exclude<RawMail["state"], "read">;

/** Mails of one state, newest first, with why they are among these and what can be done. */
export function RawMails({ state }: { state: State }) {
  const { t } = useTexts();
  const mails = useInfiniteQuery(rawMailsQuery(state));
  const items = mails.data?.pages.flatMap((page) => page.items) ?? [];
  if (mails.isPending) return <Skeleton lines={4} />;
  if (!mails.data)
    return <Problem of={mails.error} onRetry={() => mails.refetch()} busy={mails.isFetching} />;
  if (!items.length) return <EmptyState icon={MailCheck} title={t(`mailIn.none.${state}`)} />;
  return (
    <>
      <ul className={styles.mails}>
        {items.map((mail) => (
          <li key={mail.id} className={styles.mail}>
            <Mail mail={mail} />
          </li>
        ))}
      </ul>
      {mails.hasNextPage && (
        <Button kind="quiet" wide busy={mails.isFetchingNextPage} onPress={() => mails.fetchNextPage()}>
          {t("notices.more")}
        </Button>
      )}
    </>
  );
}

function Mail({ mail }: { mail: RawMail }) {
  const { t, bytes } = useTexts();
  const { id, state, way, size, receivedAt, error, forwardedBy, conversation } = mail;
  return (
    <>
      <div className={styles.mailWords}>
        <Envelope from={mail.from} to={mail.to} />
        <p>
          {state === "unreadable"
            ? t("mailIn.why.unreadable")
            : t(state === "duplicate" ? "mailIn.why.duplicate" : "mailIn.why.waiting")}
        </p>
        {error && (
          <p className={styles.quiet} dir="ltr">
            {error}
          </p>
        )}
        <p className={styles.quiet}>
          <Time at={receivedAt} /> · {bytes(size)} · {t(`mailIn.way.${way}`)}
          {forwardedBy && ` · ${t("mailIn.forwarded", { by: forwardedBy })}`}
        </p>
      </div>
      <div className={styles.mailActs}>
        {conversation && (
          <Link href={`/inbox/all/${conversation.id}`}>
            {t("mailIn.conversation", { number: `#${conversation.number}` })}
          </Link>
        )}
        <a className={styles.file} href={addressOf(getRawMailFile, { id })} download={`${id}.eml`}>
          <Icon of={Download} size={14} />
          {t("mailIn.download")}
        </a>
        {state === "unreadable" && <TryAgain id={id} />}
      </div>
    </>
  );
}

function TryAgain({ id }: { id: string }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const reading = useMutation({
    mutationFn: () => call(postRawMailReading, { params: { id } }),
    onSuccess: async () => {
      toast({ kind: "good", text: t("mailIn.asked") });
      await cache.invalidateQueries({ queryKey: ["raw-mails"] });
    },
  });
  return (
    <>
      <Button size="s" icon={RotateCw} busy={reading.isPending} onPress={() => reading.mutate()}>
        {t("ui.tryAgain")}
      </Button>
      {reading.error ? <Problem of={reading.error} /> : null}
    </>
  );
}
