import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  AlarmClock,
  ArrowLeftRight,
  AtSign,
  BellOff,
  BookOpen,
  Check,
  CheckCheck,
  CircleCheck,
  Globe,
  Handshake,
  Lock,
  type LucideIcon,
  Mail,
  MailWarning,
  MessageCircleQuestion,
  Moon,
  Reply,
  RotateCw,
  Settings2,
  ShieldAlert,
  ShieldCheck,
  UserPlus,
  UsersRound,
  Workflow,
} from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { kindOf, type NoticeGroup } from "../../contract/notice-kinds.ts";
import { type Notice, putNoticesDone, putNoticesSeen } from "../../contract/notices.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
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

/** What one was told, by what it is about, newest first. Looking at it is having seen it; what is done goes. */
export function NoticesPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const notices = useInfiniteQuery(noticesQuery);
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const news = useSeen(items);
  const done = useDone();
  const groups = Map.groupBy(items, ({ kind }) => kindOf(kind).group);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t("notices.title")}</h2>
        {items.length > 0 && (
          <Button
            kind="quiet"
            size="s"
            icon={CheckCheck}
            busy={done.isPending}
            onPress={() => done.mutate({ upTo: items[0]!.id })}
          >
            {t("notices.doneAll")}
          </Button>
        )}
        <Link
          to="/settings/$"
          params={{ _splat: "notices" }}
          className={styles.choose}
          aria-label={t("notices.choose")}
          onClick={onClose}
        >
          <Icon of={Settings2} size={16} />
        </Link>
      </div>
      {notices.isPending ? (
        <Skeleton lines={4} />
      ) : !notices.data ? (
        <Problem of={notices.error} onRetry={() => notices.refetch()} busy={notices.isFetching} />
      ) : items.length === 0 ? (
        <EmptyState icon={BellOff} title={t("notices.empty")}>
          {t("notices.empty.words")}
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the links within
        <div className={styles.groups} onKeyDown={moveByArrow}>
          {[...groups].map(([group, own]) => (
            <Group key={group} group={group}>
              {own.map((notice) => (
                <li key={notice.id} className={styles.item}>
                  <Line notice={notice} isNew={news.has(notice.id)} onOpen={onClose} />
                  <DoneWith notice={notice} onDone={() => done.mutate({ ids: [notice.id] })} />
                </li>
              ))}
            </Group>
          ))}
        </div>
      )}
      {notices.hasNextPage && (
        <Button kind="quiet" wide busy={notices.isFetchingNextPage} onPress={() => notices.fetchNextPage()}>
          {t("notices.more")}
        </Button>
      )}
    </div>
  );
}

function Group({ group, children }: { group: NoticeGroup; children: ReactNode }) {
  const { t } = useTexts();
  const name = t(`told.group.${group}`);
  return (
    <section>
      <h3 className={styles.group}>{name}</h3>
      <ul className={styles.list} aria-label={name}>
        {children}
      </ul>
    </section>
  );
}

function DoneWith({ notice, onDone }: { notice: Notice; onDone: () => void }) {
  const { t } = useTexts();
  const words = useNoticeWords();
  return (
    <span className={styles.done}>
      <IconButton
        size="s"
        icon={Check}
        label={t("notices.doneOne", { what: words(notice) })}
        onPress={onDone}
      />
    </span>
  );
}

function useDone() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (which: { upTo: string } | { ids: string[] }) => call(putNoticesDone, { body: which }),
    onSuccess: () => cache.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
}

/** Up and down among what one was told, from one link to the next. */
function moveByArrow(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(`a.${styles.line}`)];
  const at = links.findIndex((link) => link.parentElement?.contains(document.activeElement));
  links[(at + step + links.length) % links.length]?.focus();
  event.preventDefault();
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
        <span className={styles.said}>{words(notice)}</span>
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

const plain: ReadonlySet<NoticeGroup> = new Set([
  "assigned",
  "named",
  "wrote_mine",
  "followed_wrote",
  "followed_replied",
  "followed_noted",
  "followed_moved",
]);
const late: ReadonlySet<NoticeGroup> = new Set(["undelivered", "alarms"]);

function toneOf({ kind, data }: Notice): string {
  const { group } = kindOf(kind);
  if (kind === "ledger") return data.is === "mended" ? "good" : "late";
  return plain.has(group) ? "plain" : late.has(group) ? "late" : "due";
}

function iconOf({ kind, data }: Notice): LucideIcon {
  if (kind === "ledger") return data.is === "mended" ? ShieldCheck : ShieldAlert;
  return icons[kind];
}

const icons: Record<Exclude<Notice["kind"], "ledger">, LucideIcon> = {
  assigned: UserPlus,
  mentioned: AtSign,
  asked: MessageCircleQuestion,
  answered: MessageCircleQuestion,
  wrote_mine: Mail,
  wrote_followed: Mail,
  replied: Reply,
  noted: Lock,
  closed: CircleCheck,
  handed_over: ArrowLeftRight,
  promise: Handshake,
  clock: AlarmClock,
  automation: Workflow,
  reply_stopped: MailWarning,
  undelivered: MailWarning,
  mailbox: MailWarning,
  outbox: MailWarning,
  loop: RotateCw,
  article: BookOpen,
  draft_taken: UsersRound,
  snooze: Moon,
  domain: Globe,
};
