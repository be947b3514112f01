import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  AlarmClock,
  BellOff,
  BookOpen,
  Handshake,
  type LucideIcon,
  ShieldAlert,
  ShieldCheck,
  UsersRound,
  Workflow,
} from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { type Notice, putNoticesSeen } from "../../contract/notices.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./NoticesPanel.module.css";
import { placeOf, useNoticeWords } from "./notice-words.ts";
import { noticesQuery } from "./queries.ts";

/** What one was told, newest first. Looking at it is having seen it. */
export function NoticesPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const notices = useInfiniteQuery(noticesQuery);
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const news = useSeen(items);
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>{t("notices.title")}</h2>
      {notices.isPending ? (
        <Skeleton lines={4} />
      ) : !notices.data ? (
        <Problem of={notices.error} onRetry={() => notices.refetch()} busy={notices.isFetching} />
      ) : items.length === 0 ? (
        <EmptyState icon={BellOff} title={t("notices.empty")}>
          {t("notices.empty.words")}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map((notice) => (
            <li key={notice.id}>
              <Line notice={notice} isNew={news.has(notice.id)} onOpen={onClose} />
            </li>
          ))}
        </ul>
      )}
      {notices.hasNextPage && (
        <Button kind="quiet" wide busy={notices.isFetchingNextPage} onPress={() => notices.fetchNextPage()}>
          {t("notices.more")}
        </Button>
      )}
    </div>
  );
}

/** Notes that all of it was seen. What was new when the panel was opened stays marked until it is closed. */
function useSeen(items: Notice[]): ReadonlySet<string> {
  const cache = useQueryClient();
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  const seen = useMutation({
    mutationFn: (upTo: string) => call(putNoticesSeen, { body: { upTo } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
  const look = useEffectEvent(() => {
    const fresh = items.filter(({ seenAt }) => !seenAt).map(({ id }) => id);
    if (!fresh.length || fresh.every((id) => news.has(id))) return;
    setNews(new Set([...news, ...fresh]));
    seen.mutate(items[0]!.id);
  });
  const newest = items[0]?.id;
  useEffect(() => {
    if (newest) look();
  }, [newest]);
  return news;
}

type LineProps = { notice: Notice; isNew: boolean; onOpen: () => void };

function Line({ notice, isNew, onOpen }: LineProps) {
  const { t } = useTexts();
  const words = useNoticeWords();
  const { conversation, at } = notice;
  return (
    <Link to={placeOf(notice)} className={styles.line} data-new={isNew || undefined} onClick={onOpen}>
      <span className={styles.icon} data-tone={toneOf(notice)}>
        <Icon of={iconOf(notice)} size={16} />
      </span>
      <span className={styles.words}>
        {isNew && <Said>{t("notices.new")}: </Said>}
        <span>{words(notice)}</span>
        <span className={styles.quiet}>
          {conversation && (
            <>
              #{conversation.number} <Text clip>{conversation.subject || t("conversation.noSubject")}</Text>
            </>
          )}
        </span>
      </span>
      <span className={styles.when}>
        <Time at={at} />
      </span>
    </Link>
  );
}

const toneOf = ({ kind, data }: Notice) =>
  kind !== "ledger" ? "due" : data.is === "mended" ? "good" : "late";

function iconOf({ kind, data }: Notice): LucideIcon {
  if (kind === "ledger") return data.is === "mended" ? ShieldCheck : ShieldAlert;
  return {
    clock: AlarmClock,
    promise: Handshake,
    automation: Workflow,
    article: BookOpen,
    colleague: UsersRound,
  }[kind];
}
