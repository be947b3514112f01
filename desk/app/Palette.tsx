import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import {
  Bell,
  BookCheck,
  BookOpen,
  ChartColumn,
  FileCheck2,
  FilePlus,
  Handshake,
  Inbox,
  Keyboard,
  Languages,
  LayoutDashboard,
  LogOut,
  type LucideIcon,
  MessageSquareText,
  Newspaper,
  Search,
  Settings,
  UserRound,
  Users,
  Zap,
} from "lucide-react";
import { type KeyboardEvent, type ReactNode, use, useDeferredValue, useId, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import type { Excerpt } from "../../contract/found.ts";
import { search } from "../../contract/search.ts";
import { countsQuery } from "../conversations/queries.ts";
import { views } from "../conversations/views.ts";
import { localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { directionOf } from "../ui/direction.ts";
import { Icon } from "../ui/Icon.tsx";
import { KeyCap } from "../ui/KeyCap.tsx";
import { KeyDepth, type KeyId, useActiveKeys, useKeyDepth } from "../ui/keys.ts";
import { Marked } from "../ui/Marked.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import { Text } from "../ui/Text.tsx";
import { useNextBest } from "../work/next-best.ts";
import { presenceIcons, sayable, usePresence, useSayPresence } from "../work/presence.ts";
import { call } from "./call.ts";
import { useLines } from "./lines.ts";
import { useChangeMe, useMay } from "./me.ts";
import styles from "./Palette.module.css";
import { appearances } from "./ProfileMenu.tsx";
import { leave } from "./session.ts";

interface Entry {
  id: string;
  icon: LucideIcon;
  name: string;
  /** Words of a customer keep their own direction. */
  theirs?: boolean;
  detail?: string;
  keys?: string;
  /** Where the words stand that were looked for. */
  excerpt?: Excerpt;
  act: () => unknown;
}

type Props = { onClose: () => void; onKeys: () => void; onNotices: () => void };

/** Finds everything: a place, a conversation by number or words, a customer, something to do. */
export function Palette({ onClose, ...opens }: Props) {
  const { t } = useTexts();
  return (
    <ModalOverlay className={styles.veil} isOpen onOpenChange={onClose} isDismissable>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={t("app.find")}>
          <Asleep>
            <Finder onClose={onClose} {...opens} />
          </Asleep>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The keys of the screen below sleep. */
function Asleep({ children }: { children: ReactNode }) {
  const depth = use(KeyDepth) + 1;
  useKeyDepth(depth);
  return <KeyDepth value={depth}>{children}</KeyDepth>;
}

function Finder({ onClose, ...opens }: Props) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const found = useFound(text);
  const places = usePlaces(opens).filter((entry) => matches(entry, text));
  const entries = text.trim() ? [...found.entries, ...places] : places;
  const current = Math.min(at, entries.length - 1);

  function run(entry: Entry | undefined) {
    if (!entry) return;
    onClose();
    entry.act();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined && !(text && (event.key === "Home" || event.key === "End"))) {
      event.preventDefault();
      const next = (to + entries.length) % Math.max(1, entries.length);
      setAt(next);
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(entries[current]);
    }
  }

  return (
    <>
      <label className={styles.field}>
        {found.isBusy ? <Spinner /> : <Icon of={Search} />}
        <input
          // biome-ignore lint/a11y/noAutofocus: whoever asked for the palette asked to write in it
          autoFocus
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-activedescendant={entries.length > 0 ? `${list}-${current}` : undefined}
          aria-autocomplete="list"
          aria-label={t("app.find")}
          placeholder={t("app.find.hint")}
          dir="auto"
          className={styles.input}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div id={list} role="listbox" tabIndex={-1} aria-label={t("app.find.results")} className={styles.list}>
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the field
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={entry.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === current}
            className={styles.option}
            onPointerMove={() => setAt(index)}
            onClick={() => run(entry)}
          >
            <Icon of={entry.icon} />
            <span className={styles.name}>
              {entry.theirs ? <Text clip>{entry.name}</Text> : entry.name}
              {entry.excerpt && (
                <span className={styles.excerpt}>
                  <Text dir={directionOf(entry.excerpt.text)} clip>
                    <Marked marks={entry.excerpt.marks}>{entry.excerpt.text}</Marked>
                  </Text>
                </span>
              )}
            </span>
            {entry.detail && <bdi className={styles.detail}>{entry.detail}</bdi>}
            {entry.keys && <KeyCap keys={entry.keys} />}
          </div>
        ))}
        {found.corrected && (
          <p className={styles.nothing}>{t("search.corrected", { words: found.corrected })}</p>
        )}
        {entries.length === 0 && !found.isBusy && <p className={styles.nothing}>{t("ui.noMatches")}</p>}
      </div>
    </>
  );
}

/** What can be done with the open conversation, besides what has an entry of its own. */
const ofConversation: readonly KeyId[] = [
  "reply",
  "note",
  "sort",
  "handOver",
  "linked",
  "merge",
  "split",
  "move",
  "assign",
  "take",
  "tag",
  "promise",
  "keepPromise",
  "articles",
  "clocks",
  "snooze",
  "wake",
  "hold",
  "release",
  "waive",
  "close",
  "reopen",
];

function usePlaces({ onKeys, onNotices }: Omit<Props, "onClose">): Entry[] {
  const { t } = useTexts();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const router = useRouter();
  const change = useChangeMe();
  const mayReports = useMay("reports.read");
  const mayArticles = useMay("articles.read");
  const mayWrite = useMay("articles.write");
  const next = useNextBest();
  const presence = usePresence();
  const say = useSayPresence();
  const lines = useLines();
  const { data: counts } = useQuery(countsQuery);
  // As it was when the palette opened: the keys of the screen below sleep since then.
  const [acts] = useState(useActiveKeys());
  return [
    ...acts
      .filter(({ id }) => ofConversation.includes(id))
      .map(({ id, keys, act }) => ({
        id: `act-${id}`,
        icon: MessageSquareText,
        name: t(`keys.${id}`),
        keys,
        // The palette gives the focus back first; what opens now would lose it again.
        act: () => setTimeout(act, 100),
      })),
    ...(next.may ? [{ id: "next", icon: Zap, name: t("next.take"), keys: "g n", act: next.take }] : []),
    ...views
      .filter((view) => view !== "to-sort" || (counts?.[view] ?? 0) > 0)
      .map((view) => ({
        id: `view-${view}`,
        icon: Inbox,
        name: t(`inbox.view.${view}`),
        detail: t("app.inbox"),
        keys: { mine: "g m", unassigned: "g u" }[view as string],
        act: () => navigate({ to: "/inbox/$view", params: { view } }),
      })),
    {
      id: "board",
      icon: LayoutDashboard,
      name: t("app.board"),
      keys: "g b",
      act: () => navigate({ to: "/board" }),
    },
    {
      id: "promises",
      icon: Handshake,
      name: t("app.promises"),
      keys: "g p",
      act: () => navigate({ to: "/promises" }),
    },
    {
      id: "customers",
      icon: Users,
      name: t("app.customers"),
      keys: "g c",
      act: () => navigate({ to: "/customers" }),
    },
    ...(mayArticles
      ? [
          {
            id: "knowledge",
            icon: BookOpen,
            name: t("app.knowledge"),
            keys: "g k",
            act: () => navigate({ to: "/knowledge" }),
          },
        ]
      : []),
    ...(mayWrite
      ? [
          {
            id: "article-new",
            icon: FilePlus,
            name: t("knowledge.new"),
            detail: t("app.knowledge"),
            act: () => navigate({ to: "/knowledge", search: { begin: "article" } }),
          },
          {
            id: "unfound",
            icon: BookOpen,
            name: t("knowledge.unfound"),
            detail: t("app.knowledge"),
            act: () => navigate({ to: "/knowledge/reports/$report", params: { report: "not-found" } }),
          },
        ]
      : []),
    ...(mayReports
      ? [
          {
            id: "reports",
            icon: FileCheck2,
            name: t("reports.title"),
            act: () => navigate({ to: "/figures/reports" }),
          },
        ]
      : []),
    {
      id: "figures",
      icon: ChartColumn,
      name: t("app.figures"),
      keys: "g f",
      act: () => navigate({ to: "/figures" }),
    },
    ...(lines.length > 1 ? lines : []).map(({ line, name }) => ({
      id: `figures-${line}`,
      icon: ChartColumn,
      name,
      detail: t("app.figures"),
      act: () => navigate({ to: "/figures/$line", params: { line } }),
    })),
    {
      id: "ledger",
      icon: BookCheck,
      name: t("app.ledger"),
      keys: "g l",
      act: () => navigate({ to: "/ledger" }),
    },
    {
      id: "notices",
      icon: Bell,
      name: t("notices.title"),
      keys: "g t",
      act: () => setTimeout(onNotices, 100),
    },
    {
      id: "settings",
      icon: Settings,
      name: t("app.settings"),
      keys: "g s",
      act: () => navigate({ to: "/settings/$", params: { _splat: "" } }),
    },
    {
      id: "profile",
      icon: UserRound,
      name: t("settings.profile"),
      act: () => navigate({ to: "/settings/$", params: { _splat: "profile" } }),
    },
    { id: "keys", icon: Keyboard, name: t("ui.keySheet"), keys: "?", act: onKeys },
    ...(presence ? sayable.filter((state) => state !== presence) : []).map((state) => ({
      id: `presence-${state}`,
      icon: presenceIcons[state],
      name: t(`presence.${state}`),
      detail: t("presence.label"),
      act: () => say.mutate(state),
    })),
    ...appearances.map(({ id, icon }) => ({
      id: `appearance-${id}`,
      icon,
      name: t(`app.appearance.${id}`),
      detail: t("app.appearance"),
      act: () => change.mutate({ appearance: id }),
    })),
    ...locales.map((locale) => ({
      id: `locale-${locale}`,
      icon: Languages,
      name: localeNames[locale],
      detail: t("app.language"),
      act: () => change.mutate({ locale }),
    })),
    { id: "out", icon: LogOut, name: t("app.signOut"), act: () => leave(queryClient, router) },
  ];
}

/** What the server knows of these words. A number alone is a conversation's. */
function useFound(text: string): { entries: Entry[]; corrected: string | null; isBusy: boolean } {
  const { t } = useTexts();
  const navigate = useNavigate();
  const words = useDeferredValue(text.trim().replace(/^[#№]/, ""));
  const enabled = words.length > 1 || /^\d+$/.test(words);
  const found = useQuery({
    queryKey: ["find", words],
    queryFn: ({ signal }) => call(search, { query: { text: words, limit: 8 } }, { signal }),
    enabled,
    placeholderData: keepPreviousData,
  });
  if (!enabled) return { entries: [], corrected: null, isBusy: false };
  return {
    isBusy: found.isFetching,
    corrected: found.data?.query.corrected ?? null,
    entries: [
      ...(found.data?.conversations ?? []).map(({ conversation, excerpt }) => ({
        id: conversation.id,
        icon: MessageSquareText,
        name: conversation.subject,
        theirs: true,
        detail: `#${conversation.number} · ${conversation.customer.name}`,
        excerpt: excerpt?.marks.length ? excerpt : undefined,
        act: () =>
          navigate({
            to: "/inbox/$view/$conversationId",
            params: { view: "all", conversationId: conversation.id },
          }),
      })),
      ...(found.data?.articles ?? []).slice(0, 4).map((article) => ({
        id: article.id,
        icon: Newspaper,
        name: article.title,
        theirs: true,
        detail: `${t("knowledge.article")} ${article.number}`,
        excerpt: article.excerpt.marks.length ? article.excerpt : undefined,
        act: () => navigate({ to: "/knowledge/$articleId", params: { articleId: article.id } }),
      })),
      ...(found.data?.customers ?? []).slice(0, 4).map((customer) => ({
        id: customer.id,
        icon: UserRound,
        name: customer.name,
        theirs: true,
        detail: customer.email ?? undefined,
        act: () => navigate({ to: "/customers/$customerId", params: { customerId: customer.id } }),
      })),
    ],
  };
}

/** Every word of the question begins a word of the entry. */
function matches({ name, detail }: Entry, text: string): boolean {
  const known = `${name} ${detail ?? ""}`.toLocaleLowerCase();
  return text
    .trim()
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(
      (word) =>
        known.startsWith(word) ||
        known.includes(` ${word}`) ||
        (/\p{Script=Han}/u.test(word) && known.includes(word)),
    );
}
