import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { type Event, getConversation } from "../../contract/conversations.ts";
import { call, isProblem } from "../app/call.ts";
import { keepConversation } from "../conversations/list-cache.ts";
import { conversationQuery, countsQuery, eventsQuery, messagesQuery } from "../conversations/queries.ts";
import { followClaim } from "../together/keep-claim.ts";

/** What moves replies that have not left. */
const isOfPlans = /^conversation\.repl(ied|y_)/;

/** What of the desk's memory an event makes old, besides the conversation it belongs to. */
const stale: Record<string, (event: Event) => QueryKey[]> = {
  conversation: ({ kind, conversationId: id, data }) => [
    ["clocks", id],
    ["chat", id],
    ["recipients", id],
    ...(isOfPlans.test(kind) ? [["planned-of", id]] : []),
    ["following", id],
    ...((
      {
        "conversation.sorted": [["triage", id], ["corrections"], ["triage-settings"]],
        "conversation.handed_over": [["links", id], ["promises-of", id], ["promises"]],
        "conversation.linked": [
          ["links", id],
          ["links", data.to],
        ],
        "conversation.repeat_found": [
          ["repeats", id],
          ["repeats", data.repeatOf],
        ],
        "conversation.repeat_settled": [
          ["repeats", id],
          ["repeats", data.repeatOf],
          ["links", id],
          ["links", data.repeatOf],
        ],
        "conversation.merged": [["merges", id], ["links", id], ["promises-of", id], ["conversations-of"]],
        "conversation.unmerged": [["merges", id], ["links", id], ["promises-of", id], ["conversations-of"]],
        "conversation.messages_left": [
          ["links", id],
          ["promises-of", id],
          ["people", id],
          ["conversations-of"],
        ],
        "conversation.messages_came": [
          ["links", id],
          ["promises-of", id],
          ["people", id],
          ["conversations-of"],
        ],
        "conversation.customer_changed": [
          ["people", id],
          ["conversations-of", data.from],
          ["conversations-of", data.to],
        ],
        // The first answer after a handover ends the strip above it.
        "conversation.replied": [
          ["links", id],
          ["shared-drafts", id],
        ],
        "conversation.draft_shared": [["shared-drafts", id]],
        "conversation.draft_kept_back": [["shared-drafts", id]],
        "conversation.draft_taken": [["shared-drafts", id]],
        "conversation.rated": [["ratings", id]],
        // Somebody may have been named in it.
        "conversation.noted": [["conversations", "mentioned"]],
        // What is owed goes along to whoever has the matter now.
        "conversation.assigned": [["links", id], ["promises-of", id], ["promises"]],
      } as Record<string, QueryKey[]>
    )[kind] ?? []),
  ],
  clock: ({ conversationId: id, data }) => [
    ["clocks", id],
    ...(data.promiseId ? [["promises-of", id], ["promises"]] : []),
  ],
  clock_policy: () => [["clock-policies"]],
  promise: ({ conversationId: id }) => [["promises-of", id], ["promises"], ["promises-to"]],
  customer: ({ data }) => [["customer", data.customer], ["customers"]],
  article: ({ kind, data }) =>
    kind === "article.voted"
      ? [
          ["article-votes"],
          ["article-counts"],
          ["article", data.articleId],
          ["articles"],
          ["article-figures", data.articleId],
        ]
      : [
          ["articles"],
          ["article-counts"],
          ["article-sections"],
          ["article-flags"],
          ["article", data.articleId],
          ["translation", data.articleId],
          ["article-versions", data.articleId],
          ["article-figures", data.articleId],
        ],
  section: () => [["article-sections"], ["articles"]],
  workspace: () => [["workspace"], ["first-contact"]],
  brand: () => [["brands"]],
  line: () => [["lines"]],
  scorecard: () => [["scorecards"]],
  acknowledgement: () => [["acknowledgements"]],
  intent: () => [["intents"]],
  triage: () => [["triage-settings"], ["corrections"]],
  team: () => [["teams"]],
  tag: () => [["tags"]],
  view: () => [["saved-views"], ["saved-view-counts"]],
  participant: ({ conversationId: id }) => [
    ["people", id],
    ["recipients", id],
  ],
  loop: () => [["loop-brakes"]],
  inbox: () => [["inboxes"], ["mail-domains"]],
  suppression: () => [["suppressions"]],
  mail_domain: () => [["mail-domains"]],
  message: ({ kind }) => (kind === "message.delivery_failed" ? [["suppressions"]] : []),
  mailbox: () => [["inboxes"], ["mailboxes"]],
  queue: () => [["place"]],
  calendar: () => [["calendars"], ["clocks"]],
  skill: () => [["skills"], ["work-profiles"]],
  routing: () => [["routing"]],
  report: () => [["reports"]],
  agent: ({ kind, data }) => {
    if (kind === "agent.presence_changed") return [];
    return data.work ? [["work-profiles"]] : [["agents"], ["work-profiles"]];
  },
  automation: ({ kind, conversationId: id }) =>
    kind === "automation.changed" ? [["automations"]] : [["automation-runs", id]],
  api_key: () => [["api-keys"]],
  chat: ({ conversationId: id }) => [["chat", id]],
  chat_widget: () => [["chat-widgets"]],
  help_centre: () => [["help-centres"]],
  form: () => [["forms"]],
  canned_reply: () => [["canned-replies"]],
};

/** Everything that events keep fresh. */
export const followed = [
  "conversation",
  "conversations",
  "conversations-of",
  "shared-drafts",
  "messages",
  "events",
  "views",
  "saved-views",
  "saved-view-counts",
  "triage",
  "links",
  "merges",
  "repeats",
  "planned-of",
  "planned-mine",
  "board",
  "queues",
  "presence",
  "ledger",
  "requests",
  "notices",
  "automations",
  "chats",
  "ratings",
  "article-votes",
  ...Object.values(stale).flatMap((keys) => keys({ data: {} } as Event).map(([first]) => first)),
];

/** These do not change what was said. */
const withoutWords =
  /^(automation\.ran|chat\.visitor_.*|conversation\.(rated|following_changed|assigned|sorted|handed_over|linked|repeat_found|repeat_settled|tagged|changed|closed|reopened|held|released|snoozed|woken|reply_.*|draft_.*)|clock\..*|promise\..*)$/;
const gatherMs = 60;
/** A change of one's own that is under way is not overwritten by what was before it, for as long as this. */
const patienceMs = 1_500;
const countsMs = 800;
/** Saved views are counted by asking for each: seldom, and not by all desks at once. */
const savedCountsMs = 4_000;
const listsMs = 2_500;
/** All that is done anywhere moves the board and the queues: they are read once a second at most. */
const boardMs = 1_000;
/** The figures of the ledger are read as seldom, and its list with them. */
const ledgerMs = 2_000;
const movesLedger =
  /^(conversation\.(?!noted|tagged|sorted|reply_)|message\.(sent|delivery_failed)|clock\.|ledger\.|calendar\.)/;
const movesBoard = /^(conversation|clock|agent|queue|skill|routing|team)\./;
/** The chats that somebody holds are read at once when they move; what may have become one of them, as others stir. */
const chatsMs = 1_500;
const movesChats =
  /^(conversation\.(opened|customer_wrote|replied|assigned|closed|reopened|handed_over|answer_waived)|chat\.)/;
/** So many conversations in a row are read one by one and put in their place; when more change, lists are read. */
const singleReads = 8;
const singleReadEveryMs = 600;

/** Whether an event is one that somebody is told of: named in it, or of the ledger, which only those hear who run the workspace. */
const isToldTo = ({ kind, data }: Event, myId: string): boolean =>
  kind.startsWith("ledger.") || (Array.isArray(data.to) && data.to.includes(myId));

/**
 * Keeps what the desk shows true, as events come: the open conversation at once, others where they stand in a list,
 * counts a little later. When very much happens it asks less often, not more: a thousand desks hear the same event.
 */
export function followEvents(cache: QueryClient, myId: string) {
  const conversations = new Map<string, { said: boolean }>();
  const keys = new Map<string, QueryKey>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let reads = singleReads;
  let readAt = performance.now();
  let waitingSince: number | undefined;

  const once = (name: string, ms: number, act: () => void) => {
    if (timers.has(name)) return;
    const run = () => {
      timers.delete(name);
      act();
    };
    timers.set(name, setTimeout(run, ms));
  };

  function take(events: Event[]) {
    for (const event of events) {
      if (followClaim(cache, event)) continue;
      for (const key of stale[event.kind.split(".")[0]!]?.(event) ?? []) keys.set(JSON.stringify(key), key);
      if (event.kind.startsWith("agent.") && event.data.agentId === myId) {
        const key = event.kind === "agent.presence_changed" ? "presence" : "me";
        keys.set(key, [key]);
      }
      if (movesBoard.test(event.kind)) once("board", boardMs, readBoard);
      if (movesLedger.test(event.kind)) once("ledger", ledgerMs * (0.5 + Math.random()), readLedger);
      if (movesChats.test(event.kind)) followChats(event);
      if (isToldTo(event, myId)) keys.set("notices", ["notices"]);
      if (isOfPlans.test(event.kind) && (event.actor.id === myId || isToldTo(event, myId)))
        keys.set("planned-mine", ["planned-mine"]);
      if (event.kind === "conversation.opened") keys.set("of", ["conversations-of"]);
      if (event.conversationId) {
        const said = !withoutWords.test(event.kind) || conversations.get(event.conversationId)?.said === true;
        conversations.set(event.conversationId, { said });
      }
    }
    once("gather", gatherMs, flush);
  }

  function flush() {
    waitingSince ??= performance.now();
    if (cache.isMutating() > 0 && performance.now() - waitingSince < patienceMs)
      return once("gather", gatherMs, flush);
    waitingSince = undefined;
    for (const queryKey of keys.values()) cache.invalidateQueries({ queryKey });
    keys.clear();
    if (conversations.size === 0) return;

    const changed = [...conversations];
    conversations.clear();
    once("counts", countsMs * (1 + Math.random() / 2), () => cache.invalidateQueries(countsQuery));
    once("saved counts", savedCountsMs * (1 + Math.random()), () =>
      cache.invalidateQueries({ queryKey: ["saved-view-counts"] }),
    );
    const elsewhere: string[] = [];
    for (const [id, { said }] of changed) {
      if (said) cache.invalidateQueries({ queryKey: messagesQuery(id).queryKey });
      cache.invalidateQueries({ queryKey: eventsQuery(id).queryKey });
      if (isShown(conversationQuery(id).queryKey)) void refresh(id);
      else elsewhere.push(id);
    }
    if (elsewhere.length > 0) refreshLists(elsewhere);
  }

  /** Not while work is being moved on it, nor twice at a time: an answer from before the last event comes too early. */
  function readBoard() {
    if (cache.isMutating() > 0 || cache.isFetching({ queryKey: ["board"] }) > 0)
      return once("board", boardMs, readBoard);
    for (const key of ["board", "queues"]) cache.invalidateQueries({ queryKey: [key] });
  }

  function followChats({ kind, conversationId }: Event) {
    const known = cache.getQueriesData<{ conversation: string }[]>({ queryKey: ["chats"] });
    const isKnown = known.some(([, chats]) => chats?.some((chat) => chat.conversation === conversationId));
    if (isKnown) keys.set("chats", ["chats"]);
    else if (kind !== "conversation.replied")
      once("chats", chatsMs * (0.5 + Math.random()), () => cache.invalidateQueries({ queryKey: ["chats"] }));
  }

  function readLedger() {
    if (cache.isMutating() > 0) return once("ledger", ledgerMs / 4, readLedger);
    for (const key of ["ledger", "requests"]) cache.invalidateQueries({ queryKey: [key] });
  }

  function refreshLists(ids: string[]) {
    const now = performance.now();
    reads = Math.min(singleReads, reads + (now - readAt) / singleReadEveryMs);
    readAt = now;
    if (isShown(["conversations"]) && ids.length <= reads) {
      reads -= ids.length;
      for (const id of ids) void refresh(id);
      return;
    }
    for (const id of ids) cache.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
    // What is not shown is read when it is.
    once("lists", listsMs * (0.5 + Math.random()), () =>
      cache.invalidateQueries({ queryKey: ["conversations"] }),
    );
  }

  async function refresh(id: string) {
    const { queryKey } = conversationQuery(id);
    try {
      const conversation = await call(getConversation, { params: { id } });
      // A request from before the event must not come after us.
      await cache.cancelQueries({ queryKey });
      keepConversation(cache, conversation, myId);
      if (cache.isFetching({ queryKey: ["conversations"] }) > 0)
        cache.invalidateQueries({ queryKey: ["conversations"] });
    } catch (thrown) {
      cache.invalidateQueries({ queryKey });
      // Gone behind a wall: the lists that showed it are old.
      if (isProblem(thrown)) cache.invalidateQueries({ queryKey: ["conversations"] });
    }
  }

  const isShown = (queryKey: QueryKey) =>
    cache.getQueryCache().findAll({ queryKey, type: "active" }).length > 0;

  return {
    take,
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
