import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Channel, Message, Priority } from "../../contract/conversations.ts";
import { type Language, locales } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import { type Db, TryAgain, type Tx, within } from "../db/database.ts";
import { type Actor, type EventKind, noteEventWritten, outboxRow, recordAll } from "../events.ts";
import { whichLanguage } from "../language/index.ts";
import { minutesBefore, type QueueRule, queueFor, type RoutingRules, routingOf } from "../routing/index.ts";
import { type Rules, rulesOf } from "../triage/index.ts";
import { countChange, nobody } from "./counts.ts";
import { nextNumber } from "./numbers.ts";
import { previewOf } from "./preview.ts";
import { type ConversationRow, lockConversation } from "./read.ts";
import { sort } from "./sorting.ts";
import { standsOf } from "./stands.ts";
import { giveFrom } from "./work/give-out.ts";
import { rankOf, tierMinutes } from "./work/placing.ts";

/** Where a message arrived: an inbox, with what a new conversation takes from it. */
export interface ArrivedAt {
  id: string;
  brandId: string;
  line: Line;
  /** The lines its brand has. */
  lines: readonly Line[];
  teamId: string;
  replyWithinMinutes: number;
  /** Which state of the workspace's rules is the newest (`rulesOf`). */
  rulesVersion: number;
}

/** A customer's message, understood, on its way into the record. */
export interface Incoming {
  inbox: ArrivedAt;
  from: { email: string; name: string };
  channel: Channel;
  subject: string;
  text: string;
  /** Cleaned. */
  html: string | null;
  /** The new words alone. */
  reply: string;
  sentAt: Date;
  /** What its sender says it is; told from the words when left out. */
  line?: Line;
  intent?: string;
  priority?: Priority;
  linkedBy: Message["linkedBy"];
  auto?: Message["auto"];
  recipients?: Pick<Message, "to" | "cc">;
  senderCheck?: Message["senderCheck"];
  problems?: string[];
  mailId?: string | null;
  inReplyTo?: string | null;
  rawMailId?: string | null;
  files?: IncomingFile[];
  /** For messages that are told long after they came. */
  recordedAt?: Date;
}

/** A file whose bytes are in the store already. */
export interface IncomingFile {
  id: string;
  filename: string;
  mimeType: string;
  size: number;
  sha256: string;
  inline: boolean;
  contentId: string | null;
}

/** A first message, and who is behind it. */
export interface Opening {
  actor: Actor;
  incoming: Incoming;
}

/**
 * Opens a conversation with each of these first messages: customers, conversations with owner and next step, messages
 * and events in one statement, so that no instant knows a message without an owner. Many at once cost little more
 * than one. Returns them in the same order.
 */
export async function openConversations(
  db: Db,
  workspaceId: string,
  openings: Opening[],
): Promise<{ conversation: Opened; messageId: string; queue: QueueRule | null }[]> {
  const newest = Math.max(...openings.map(({ incoming }) => incoming.inbox.rulesVersion));
  const known = {
    rules: await rulesOf(db, workspaceId, newest),
    routing: await routingOf(db, workspaceId, newest),
  };
  return within(db, workspaceId, async (tx) => {
    const languages = await languagesOf(tx, workspaceId, openings, known.rules);
    const rows: OpeningRow[] = [];
    for (const [at, opening] of openings.entries())
      rows.push(openingRow(workspaceId, await nextNumber(db, workspaceId), opening, languages[at]!, known));
    let opened: Map<string, Opened>;
    try {
      const result = await sql<Opened>`
        with opening as materialized (
          select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${openingShape}, ${messageShape})
        ), sender as materialized (
          select distinct on (o.brand_id, o.email) o.brand_id, o.email, o.author_name, o.locale, o.made_id,
            o.recorded_at, known.id as known_id, known.name as known_name, known.email as known_email,
            coalesce(known.tier_minutes, 0) as tier_minutes
          from opening o
          left join lateral (
            select p.id, p.name, p.email, ${tierMinutes} as tier_minutes from identities i
            join customers p on p.workspace_id = i.workspace_id and p.id = i.customer_id
            where i.workspace_id = ${workspaceId} and i.brand_id = o.brand_id and i.kind = 'email' and i.value = o.email
            limit 1
          ) as known on true
          order by o.brand_id, o.email
        ), made as (
          insert into customers (workspace_id, id, brand_id, name, email, locale, created_at, updated_at, last_seen_at)
          select ${workspaceId}, made_id, brand_id, author_name, email, locale, recorded_at, recorded_at, recorded_at
          from sender where known_id is null
        ), identified as (
          insert into identities (workspace_id, brand_id, kind, value, customer_id)
          select ${workspaceId}, brand_id, 'email', email, made_id from sender where known_id is null
        ), opened as (
          insert into conversations (workspace_id, id, number, brand_id, inbox_id, customer_id, line, intent, to_sort,
            status, channel, subject, language, priority, mood, triage, team_id, queue_id, started_by,
            waiting_since, next_step, next_step_at, rank_at, preview, preview_by, last_message_at, created_at, updated_at)
          select ${workspaceId}, o.conversation_id, o.number, o.brand_id, o.inbox_id, coalesce(s.known_id, s.made_id),
            o.line, o.intent, o.to_sort, o.status, o.channel, o.subject, o.language, o.priority, o.mood, o.triage,
            o.team_id, o.queue_id, 'customer', o.waiting_since, o.next_step, o.next_step_at,
            o.next_step_at - make_interval(mins => o.rank_minutes + s.tier_minutes), o.preview, o.author_kind, o.sent_at,
            o.recorded_at, o.recorded_at
          from opening o join sender s on s.brand_id = o.brand_id and s.email = o.email
          returning *
        ), said as (
          insert into messages (workspace_id, ${messageColumns}) select ${workspaceId}, ${messageColumns} from opening
        ), counted as (
          insert into conversation_count_changes (workspace_id, id, brand_id, status, owner_id, n)
          select ${workspaceId}, count_id, brand_id, status, ${nobody}, 1 from opening
        ), told as (
          insert into outbox (workspace_id, id, at, kind, conversation_id, brand_id, actor, data)
          select ${workspaceId}, event_id, recorded_at, event_kind, conversation_id, brand_id, event_actor, event_data
          from opening
        )
        select c.*, coalesce(s.known_name, s.author_name) as customer_name,
          case when s.known_id is null then s.email else s.known_email end as customer_email
        from opened c
        join opening o on o.conversation_id = c.id
        join sender s on s.brand_id = o.brand_id and s.email = o.email`.execute(tx);
      opened = new Map(result.rows.map((conversation) => [conversation.id, conversation]));
    } catch (error) {
      // Two first letters of one person at the same moment: whoever comes second finds the customer now.
      if ((error as { constraint?: string }).constraint === "identities_pkey") throw new TryAgain();
      throw error;
    }
    noteEventWritten();
    for (const [at, row] of rows.entries())
      await keepFiles(tx, workspaceId, row.conversation_id, row.id, openings[at]!.incoming.files);
    const into = new Map(known.routing.queues.map((queue) => [queue.id, queue]));
    const reached = new Set(rows.map((row) => row.queue_id));
    // Always in the order of the rules, so that two who give out at once do not wait for each other.
    for (const queue of known.routing.queues)
      if (queue.giving !== "pull" && reached.has(queue.id))
        await giveFrom(tx, workspaceId, known.routing, queue);
    return rows.map((row) => ({
      conversation: opened.get(row.conversation_id)!,
      messageId: row.id,
      queue: (row.queue_id && into.get(row.queue_id)) || null,
    }));
  });
}

/**
 * The language of each first message. Where the letters leave it open, the language decides in which its sender wrote
 * before, then that of the workspace.
 */
async function languagesOf(
  tx: Tx,
  workspaceId: string,
  openings: Opening[],
  rules: Rules,
): Promise<Spoken[]> {
  const read = openings.map(({ incoming }) => whichLanguage(wordsIn(incoming)));
  const open = openings.filter((_, at) => read[at]!.p < sure);
  if (!open.length) return read;
  const { rows } = await sql<{ brandId: string; email: string; locale: Language | null }>`
    select i.brand_id, i.value as email, c.locale from identities i
    join customers c on c.workspace_id = i.workspace_id and c.id = i.customer_id
    where i.workspace_id = ${workspaceId} and i.kind = 'email'
      and i.value = any(${open.map(({ incoming }) => incoming.from.email)}::text[])`.execute(tx);
  return openings.map(({ incoming: { from, inbox, ...said } }, at) => {
    if (read[at]!.p >= sure) return read[at]!;
    const before = rows.find((row) => row.email === from.email && row.brandId === inbox.brandId)?.locale;
    return whichLanguage(wordsIn(said), [...(before ? [before] : []), rules.locale]);
  });
}

const sure = 0.9;
type Spoken = ReturnType<typeof whichLanguage>;

/** The words that say which language a message is in. */
const wordsIn = ({ reply, text, subject }: Pick<Incoming, "reply" | "text" | "subject">): string =>
  [reply, text, subject].find((words) => words.trim()) ?? "";

/** What decides what becomes of first messages. */
interface Known {
  rules: Rules;
  routing: RoutingRules;
}

type OpeningRow = ReturnType<typeof openingRow>;
/** A conversation as it stands when it begins. */
export type Opened = ConversationRow & { customerName: string; customerEmail: string | null };

/** What the statement above takes of each first message. */
function openingRow(
  workspaceId: string,
  number: number,
  { actor, incoming }: Opening,
  spoken: Spoken,
  { rules, routing }: Known,
) {
  const { inbox, from, auto = null } = incoming;
  const now = incoming.recordedAt ?? new Date();
  const conversationId = randomUUIDv7();
  const message = messageRow(conversationId, incoming, spoken.language);
  const { verdict, toSort, ...sorted } = sort(rules, incoming, spoken);
  const { brandId } = inbox;
  const queue = toSort ? null : queueFor(routing, { ...sorted, ...spoken, brandId });
  const event = outboxRow({
    workspaceId,
    kind: "conversation.opened",
    actor,
    conversationId,
    brandId: inbox.brandId,
    data: {
      number,
      messageId: message.id,
      channel: incoming.channel,
      linkedBy: incoming.linkedBy,
      ...(verdict && { line: sorted.line, intent: sorted.intent }),
      begunBy: auto ? "machine" : "customer",
      stands: standsOf({ ...sorted, ...spoken, teamId: queue?.teamId ?? inbox.teamId }),
    },
  });
  return {
    ...message,
    ...sorted,
    to_sort: toSort,
    triage: verdict,
    number,
    brand_id: inbox.brandId,
    inbox_id: inbox.id,
    team_id: queue?.teamId ?? inbox.teamId,
    queue_id: queue?.id ?? null,
    rank_minutes: minutesBefore({ ...sorted, isShort: verdict?.isShort === true }),
    email: from.email,
    made_id: randomUUIDv7(),
    locale: locales.find((one) => one === spoken.language) ?? null,
    status: auto ? "open" : "new",
    waiting_since: auto ? null : now,
    next_step: auto ? "follow_up" : "first_reply",
    next_step_at: new Date(now.getTime() + inbox.replyWithinMinutes * 60_000),
    preview: previewOf(incoming.reply || incoming.text),
    recorded_at: now,
    count_id: randomUUIDv7(),
    event_id: event.id,
    event_kind: event.kind,
    event_actor: actor,
    event_data: JSON.parse(event.data),
  };
}

const openingShape =
  sql.raw(`number bigint, brand_id uuid, inbox_id uuid, team_id uuid, email text, made_id uuid,
  queue_id uuid, rank_minutes integer, locale text, line text, intent text, to_sort boolean, status text, priority text, mood text, triage jsonb, waiting_since timestamptz, next_step text,
  next_step_at timestamptz, preview text, recorded_at timestamptz, count_id uuid, event_id uuid, event_kind text,
  event_actor jsonb, event_data jsonb`);

/**
 * Adds a customer's message to a conversation that goes on. The customer waits for us again, and a closed matter is
 * open again; a machine's message is kept without either.
 */
export async function continueConversation(
  db: Db,
  workspaceId: string,
  actor: Actor,
  conversationId: string,
  incoming: Incoming,
): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    const now = incoming.recordedAt ?? new Date();
    const before = await lockConversation(tx, workspaceId, conversationId);
    const { language } = whichLanguage(wordsIn(incoming), [before.language as Language]);
    const message = messageRow(conversationId, incoming, language);
    const messageId = message.id;
    const wantsAnswer = !incoming.auto;
    const reopened = wantsAnswer && before.status === "closed";
    const status = !wantsAnswer ? before.status : before.status === "new" ? "new" : "open";
    const at = new Date(now.getTime() + incoming.inbox.replyWithinMinutes * 60_000);
    const nextStepAt = before.waitingSince ? before.nextStepAt : at;

    await sql`
      insert into messages (workspace_id, ${messageColumns})
      select ${workspaceId}, ${messageColumns}
      from jsonb_to_recordset(${JSON.stringify([message])}::jsonb) as r (${messageShape})`.execute(tx);
    await tx
      .updateTable("conversations")
      .set((eb) => ({
        status,
        updatedAt: now,
        version: eb("version", "+", 1),
        ...(wantsAnswer && {
          closedAt: null,
          waitingSince: before.waitingSince ?? now,
          nextStep: before.waitingSince ? before.nextStep : "reply",
          nextStepAt,
          rankAt: rankOf({ ...before, nextStepAt }),
          preview: previewOf(incoming.reply || incoming.text),
          previewBy: "customer",
          lastMessageAt: new Date(Math.max(incoming.sentAt.getTime(), before.lastMessageAt.getTime())),
          language: language === "unknown" ? before.language : language,
        }),
      }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", conversationId)
      .execute();
    await countChange(tx, before, { status, ownerId: before.ownerId });
    const kinds: EventKind[] = reopened
      ? ["conversation.reopened", "conversation.customer_wrote"]
      : ["conversation.customer_wrote"];
    await recordAll(
      tx,
      kinds.map((kind) => ({
        workspaceId,
        kind,
        actor,
        conversationId,
        brandId: before.brandId,
        data: {
          messageId,
          auto: incoming.auto ?? null,
          linkedBy: incoming.linkedBy,
          ...(language !== "unknown" && { language }),
        },
        at: now,
      })),
    );
    await keepFiles(tx, workspaceId, conversationId, messageId, incoming.files);
  });
}

/** A customer's message as its table holds it, but for the workspace. */
function messageRow(conversationId: string, incoming: Incoming, language: Language) {
  const { from, auto = null } = incoming;
  return {
    id: randomUUIDv7(),
    conversation_id: conversationId,
    kind: "message",
    author_kind: auto ? "automation" : "customer",
    author_name: from.name || from.email,
    channel: incoming.channel,
    subject: incoming.subject,
    text: incoming.text,
    html: incoming.html,
    reply: incoming.reply,
    language,
    recipients: incoming.recipients ?? null,
    auto,
    linked_by: incoming.linkedBy,
    sender_check: incoming.senderCheck ?? null,
    problems: incoming.problems ?? [],
    mail_id: incoming.mailId ?? null,
    in_reply_to: incoming.inReplyTo ?? null,
    raw_mail_id: incoming.rawMailId ?? null,
    has_attachments: Boolean(incoming.files?.length),
    sent_at: incoming.sentAt,
  };
}

const messageTypes: Record<keyof ReturnType<typeof messageRow>, string> = {
  id: "uuid",
  conversation_id: "uuid",
  kind: "text",
  author_kind: "text",
  author_name: "text",
  channel: "text",
  subject: "text",
  text: "text",
  html: "text",
  reply: "text",
  language: "text",
  recipients: "jsonb",
  auto: "text",
  linked_by: "text",
  sender_check: "jsonb",
  problems: "text[]",
  mail_id: "text",
  in_reply_to: "text",
  raw_mail_id: "uuid",
  has_attachments: "boolean",
  sent_at: "timestamptz",
};
const messageColumns = sql.raw(Object.keys(messageTypes).join(", "));
const messageShape = sql.raw(
  Object.entries(messageTypes)
    .map(([column, type]) => `${column} ${type}`)
    .join(", "),
);

async function keepFiles(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  messageId: string,
  files: IncomingFile[] = [],
) {
  if (!files.length) return;
  await tx
    .insertInto("attachments")
    .values(files.map((file) => ({ ...file, workspaceId, conversationId, messageId })))
    .execute();
}
