import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Laptop, Smartphone, Terminal } from "lucide-react";
import { deleteSession, listSessions, type Session } from "../../contract/accounts.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Time } from "../ui/Time.tsx";
import { toast } from "../ui/toasts.ts";
import { browserName, browserOf } from "./browser-of.ts";
import styles from "./Profile.module.css";

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => call(listSessions, {}, { signal }),
  select: ({ items }) => items,
});

/** Where one is signed in. Each can be ended, but for this one: that is what signing out is for. */
export function Sessions() {
  const sessions = useQuery(sessionsQuery);
  if (sessions.error)
    return <Problem of={sessions.error} onRetry={() => sessions.refetch()} busy={sessions.isFetching} />;
  if (!sessions.data) return <Skeleton height={4} />;
  return (
    <ul className={styles.sessions}>
      {sessions.data.map((session) => (
        <Row key={session.id} session={session} />
      ))}
    </ul>
  );
}

const icons = { computer: Laptop, phone: Smartphone, program: Terminal };

function Row({ session }: { session: Session }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const ending = useMutation({
    mutationFn: () => call(deleteSession, { params: { id: session.id } }),
    onSuccess: () => {
      toast({ kind: "good", text: t("profile.sessionEnded") });
      return cache.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const browser = browserOf(session.userAgent);
  const name = browserName(browser, t);

  return (
    <li className={styles.session}>
      <Icon of={icons[browser.kind]} size={20} />
      <div className={styles.sessionWords}>
        <p className={styles.sessionName}>
          <bdi>{name}</bdi>
          {session.current && <Badge tone="good">{t("profile.sessionHere")}</Badge>}
        </p>
        <p className={styles.quiet}>
          {t("profile.sessionSeen")}: <Time at={session.lastSeenAt} />
          {session.address && (
            <>
              {" · "}
              <bdi>{session.address}</bdi>
            </>
          )}
        </p>
        {ending.error && <Problem of={ending.error} />}
      </div>
      {!session.current && (
        <Button
          size="s"
          aria-label={t("profile.sessionEndOf", { browser: name })}
          busy={ending.isPending}
          onPress={() => ending.mutate()}
        >
          {t("profile.sessionEnd")}
        </Button>
      )}
    </li>
  );
}
