import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { type Language, locales } from "../../contract/languages.ts";
import {
  type AcknowledgementRules,
  acknowledge,
  acknowledgementsOf,
  type Pace,
  paceKey,
  pacesOf,
  whyNot,
} from "../acknowledgements/index.ts";
import {
  type ClockRules,
  clockRow,
  clockRows,
  clockRulesOf,
  type Happening,
  type Matter,
  replyDueOf,
  turn,
} from "../clocks/index.ts";
import { type Db, TryAgain, type Tx, within } from "../db/database.ts";
import { recordset } from "../db/recordset.ts";
import { type Actor, eventRow, noteEventWritten } from "../events.ts";
import { whichLanguage } from "../language/index.ts";
import { requestRow, requestRows } from "../ledger/index.ts";
import {
  lookedAfterBy,
  type QueueRule,
  queueFor,
  type RoutingRules,
  rankAt,
  routingOf,
} from "../routing/index.ts";
import { type Rules, rulesOf } from "../triage/index.ts";
import { acknowledgedLately, acknowledgementRow } from "./acknowledging.ts";
import { nobody } from "./counts.ts";
import { type Incoming, keepFiles, messageRow, messageRows, wordsIn } from "./incoming.ts";
import { withoutClock } from "./next-step.ts";
import { nextNumber } from "./numbers.ts";
import { previewOf } from "./preview.ts";
import type { ConversationRow } from "./read.ts";
import { sort } from "./sorting.ts";
import { standsOf } from "./stands.ts";
import { giveFrom } from "./work/give-out.ts";
import { hand } from "./work/hand.ts";

/** A first message, and who is behind it. */
export interface Opening {
  actor: Actor;
  incoming: Incoming;
}

/**
 * Opens a conversation with each of these first messages: customers, conversations with owner and next step, messages,
 * requests, clocks, acknowledgements and events in one statement, so that no instant knows a message without an owner.
 * Many at once cost little more than one. Returns them in the same order.
 */
export async function openConversations(
  db: Db,
  workspaceId: string,
  openings: Opening[],
): Promise<{ conversation: Opened; messageId: string; queue: QueueRule | null }[]> {
  const newest = Math.max(...openings.map(({ incoming }) => incoming.inbox.rulesVersion));
  const now = openings[0]!.incoming.recordedAt ?? new Date();
  const known: Known = {
    rules: await rulesOf(db, workspaceId, newest),
    routing: await routingOf(db, workspaceId, newest),
    clocks: await clockRulesOf(db, workspaceId, newest),
    acknowledgements: await acknowledgementsOf(db, workspaceId, newest),
    paces: await pacesOf(db, workspaceId, now),
  };
  return within(db, workspaceId, async (tx) => {
    const senders = await sendersOf(tx, workspaceId, openings, now);
    const rows: OpeningRows[] = [];
    for (const opening of openings)
      rows.push(openingRows(workspaceId, await nextNumber(db, workspaceId), opening, senders, known));
    await insertAll(tx, workspaceId, rows, [...senders.values()]);
    for (const [at, { conversation, message }] of rows.entries())
      await keepFiles(tx, workspaceId, conversation.id, message.id, openings[at]!.incoming.files);
    const into = new Map(known.routing.queues.map((queue) => [queue.id, queue]));
    const reached = new Set(rows.map(({ conversation }) => conversation.queue_id));
    // Always in the order of the rules, so that two who give out at once do not wait for each other.
    await giveToDuty(db, tx, workspaceId, rows);
    for (const queue of known.routing.queues)
      if (queue.giving !== "pull" && reached.has(queue.id))
        await giveFrom(db, tx, workspaceId, known.routing, queue);
    return rows.map(({ conversation, message, sender }) => ({
      conversation: asOpened(workspaceId, conversation, sender),
      messageId: message.id,
      queue: (conversation.queue_id && into.get(conversation.queue_id)) || null,
    }));
  });
}

async function insertAll(tx: Tx, workspaceId: string, rows: OpeningRows[], senders: Sender[]) {
  const made = senders.filter(({ isNew }) => isNew);
  const all = {
    made: made.map(({ brandId, email, id, name, locale, since }) => ({
      brand_id: brandId,
      email,
      id,
      name,
      locale,
      since,
    })),
    conversations: rows.map(({ conversation }) => conversation),
    messages: rows.flatMap(({ message, acknowledgement }) =>
      acknowledgement ? [message, acknowledgement.message] : [message],
    ),
    deliveries: rows.flatMap(({ acknowledgement }) =>
      acknowledgement
        ? [
            {
              message_id: acknowledgement.message.id,
              conversation_id: acknowledgement.message.conversation_id,
            },
          ]
        : [],
    ),
    requests: rows.flatMap(({ request }) => request ?? []),
    clocks: rows.flatMap(({ clocks }) => clocks),
    events: rows.map(({ event }) => event),
  };
  try {
    await sql`
      with given as materialized (select ${JSON.stringify(all)}::jsonb as g),
      made as materialized (
        select r.* from given, jsonb_to_recordset(g -> 'made')
          as r (brand_id uuid, email text, id uuid, name text, locale text, since timestamptz)
      ), customers_made as (
        insert into customers (workspace_id, id, brand_id, name, email, locale, created_at, updated_at, last_seen_at)
        select ${workspaceId}, id, brand_id, name, email, locale, since, since, since from made
      ), identified as (
        insert into identities (workspace_id, brand_id, kind, value, customer_id)
        select ${workspaceId}, brand_id, 'email', email, id from made
      ), begun as materialized (
        select r.* from given, jsonb_to_recordset(g -> 'conversations') as r (${conversationRows.shape}, count_id uuid)
      ), opened as (
        insert into conversations (workspace_id, ${conversationRows.columns}) select ${workspaceId}, ${conversationRows.columns} from begun
      ), counted as (
        insert into conversation_count_changes (workspace_id, id, brand_id, status, owner_id, n)
        select ${workspaceId}, count_id, brand_id, status, ${nobody}, 1 from begun
      ), said as (
        insert into messages (workspace_id, ${messageRows.columns})
        select ${workspaceId}, ${messageRows.columns} from given, jsonb_to_recordset(g -> 'messages') as r (${messageRows.shape})
      ), leaving as (
        insert into deliveries (workspace_id, message_id, conversation_id, state, next_try_at)
        select ${workspaceId}, message_id, conversation_id, 'queued', now()
        from given, jsonb_to_recordset(g -> 'deliveries') as r (message_id uuid, conversation_id uuid)
      ), asked as (
        insert into requests (workspace_id, ${requestRows.columns})
        select ${workspaceId}, ${requestRows.columns} from given, jsonb_to_recordset(g -> 'requests') as r (${requestRows.shape})
      ), ticking as (
        insert into clocks (workspace_id, ${clockRows.columns})
        select ${workspaceId}, ${clockRows.columns} from given, jsonb_to_recordset(g -> 'clocks') as r (${clockRows.shape})
      )
      insert into outbox (workspace_id, id, at, kind, conversation_id, brand_id, actor, data)
      select ${workspaceId}, id, at, kind, conversation_id, brand_id, actor, data
      from given, jsonb_to_recordset(g -> 'events')
        as r (id uuid, at timestamptz, kind text, conversation_id uuid, brand_id uuid, actor jsonb, data jsonb)`.execute(
      tx,
    );
  } catch (error) {
    // Two first letters of one person at the same moment: whoever comes second finds the customer now.
    if ((error as { constraint?: string }).constraint === "identities_pkey") throw new TryAgain();
    throw error;
  }
  noteEventWritten();
}

/** Who sent a first message: a customer we know, or one who is made now. */
interface Sender {
  isNew: boolean;
  id: string;
  brandId: string;
  /** The address they wrote from. */
  email: string;
  name: string;
  /** The address we write to. */
  writesTo: string | null;
  locale: string | null;
  tier: string | null;
  country: string | null;
  since: Date;
  /** Matters of theirs that were acknowledged within the last hour. */
  lately: number;
}

const senderKey = (brandId: string, email: string) => `${brandId} ${email}`;

async function sendersOf(
  tx: Tx,
  workspaceId: string,
  openings: Opening[],
  now: Date,
): Promise<Map<string, Sender>> {
  const asked = openings.map(({ incoming }) => ({
    brand_id: incoming.inbox.brandId,
    email: incoming.from.email,
  }));
  const { rows } = await sql<Omit<Sender, "isNew" | "since">>`
    select i.brand_id, i.value as email, p.id, p.name, p.email as writes_to, p.locale, p.tier, p.country,
      ${acknowledgedLately(now)} as lately
    from (select distinct brand_id, email from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as r (brand_id uuid, email text)) as a
    join identities i on i.workspace_id = ${workspaceId} and i.brand_id = a.brand_id and i.kind = 'email'
      and i.value = a.email
    join customers p on p.workspace_id = i.workspace_id and p.id = i.customer_id`.execute(tx);
  const senders = new Map<string, Sender>(
    rows.map((row) => [senderKey(row.brandId, row.email), { ...row, isNew: false, since: now }]),
  );
  for (const { incoming } of openings) {
    const { email, name } = incoming.from;
    const { brandId } = incoming.inbox;
    const key = senderKey(brandId, email);
    if (!senders.has(key))
      senders.set(key, {
        isNew: true,
        id: randomUUIDv7(),
        brandId,
        email,
        name: name || email,
        writesTo: email,
        locale: null,
        tier: null,
        country: null,
        since: incoming.recordedAt ?? now,
        lately: 0,
      });
  }
  return senders;
}

/** What decides what becomes of first messages. */
interface Known {
  rules: Rules;
  routing: RoutingRules;
  clocks: ClockRules;
  acknowledgements: AcknowledgementRules;
  paces: Map<string, Pace>;
}

type OpeningRows = ReturnType<typeof openingRows>;
/** A conversation as it stands when it begins. */
export type Opened = ConversationRow & { customerName: string; customerEmail: string | null };

/** The rows of a first message. */
function openingRows(
  workspaceId: string,
  number: number,
  { actor, incoming }: Opening,
  senders: Map<string, Sender>,
  { rules, routing, clocks: clockRules, acknowledgements, paces }: Known,
) {
  const { inbox, from, auto = null } = incoming;
  const { brandId } = inbox;
  const now = incoming.recordedAt ?? new Date();
  const conversationId = randomUUIDv7();
  const sender = senders.get(senderKey(brandId, from.email))!;
  const spoken = languageSpoken(incoming, sender.locale, rules);
  if (sender.isNew) sender.locale ??= locales.find((one) => one === spoken.language) ?? null;
  const message = messageRow(conversationId, incoming, spoken.language);
  const { verdict, toSort, ...sorted } = sort(rules, incoming, spoken);
  const usual = toSort ? null : queueFor(routing, { ...sorted, ...spoken, brandId });
  const looked = usual && lookedAfterBy(routing, usual, clockRules.calendarById, now);
  const queue = looked?.queue ?? null;

  const matter: Matter = {
    ...sorted,
    brandId,
    channel: incoming.channel,
    tier: sender.tier,
    country: sender.country ?? inbox.country,
    status: auto ? "open" : "new",
    stage: null,
    heldFor: null,
  };
  const happened = new Set<Happening>(auto ? [] : ["opened"]);
  const { alive } = turn(clockRules, { was: null, is: matter }, [], happened, now);
  const replyDueAt = replyDueOf(alive);
  const wanted = {
    now,
    number,
    brandId,
    line: sorted.line,
    channel: incoming.channel,
    language: spoken.language,
    customerLocale: sender.locale,
    email: sender.writesTo,
    auto,
    dmarc: incoming.senderCheck?.dmarc ?? null,
    acknowledgedAt: null,
    lately: sender.lately,
  };
  const unacknowledged = whyNot(acknowledgements, wanted);
  const acknowledged = unacknowledged
    ? null
    : acknowledge(acknowledgements, wanted, {
        dueAt: replyDueAt,
        calendar: clockRules.calendarFor(matter),
        pace: paces.get(paceKey(matter)),
      });
  if (acknowledged) sender.lately++;
  const acknowledgement = acknowledged && {
    message: acknowledgementRow(conversationId, incoming, acknowledged, {
      now,
      writesTo: sender.writesTo!,
      inbox,
      rules: acknowledgements,
    }),
  };
  const nextStepAt = replyDueAt ?? withoutClock(now);
  const short = verdict?.isShort === true;
  return {
    sender,
    message,
    acknowledgement,
    onDuty: looked?.onDuty ?? [],
    conversation: {
      ...sorted,
      id: conversationId,
      number,
      brand_id: brandId,
      inbox_id: inbox.id,
      customer_id: sender.id,
      to_sort: toSort,
      triage: verdict,
      status: matter.status,
      channel: incoming.channel,
      subject: incoming.subject,
      language: spoken.language,
      team_id: queue?.teamId ?? inbox.teamId,
      queue_id: queue?.id ?? null,
      started_by: "customer",
      waiting_since: auto ? null : now,
      next_step: auto ? "follow_up" : "first_reply",
      next_step_at: nextStepAt,
      rank_at: rankAt({ ...sorted, nextStepAt, tier: sender.tier, isShort: short }),
      preview: previewOf(incoming.reply || incoming.text),
      preview_by: message.author_kind,
      last_message_at: message.sent_at,
      acknowledged_at: acknowledged ? now : null,
      created_at: now,
      updated_at: now,
      count_id: randomUUIDv7(),
    },
    request: auto
      ? null
      : requestRow({
          messageId: message.id,
          conversationId,
          brandId,
          line: sorted.line,
          channel: incoming.channel,
          askedAt: now,
          dueAt: replyDueAt,
          acknowledgedAt: acknowledged ? now : null,
          toldAt: acknowledged?.toldAt ?? null,
        }),
    clocks: alive.map((clock) => clockRow({ id: conversationId, brandId }, clock)),
    event: eventRow({
      workspaceId,
      kind: "conversation.opened",
      actor,
      conversationId,
      brandId,
      at: now,
      data: {
        number,
        messageId: message.id,
        channel: incoming.channel,
        linkedBy: incoming.linkedBy,
        ...(auto && { auto }),
        ...(verdict && { line: sorted.line, intent: sorted.intent }),
        begunBy: auto ? "machine" : "customer",
        stands: standsOf({ ...sorted, ...spoken, teamId: queue?.teamId ?? inbox.teamId }),
        ...(acknowledgement ? { acknowledged: acknowledgement.message.id } : !auto && { unacknowledged }),
      },
    }),
  };
}

/** What comes while a team is not there goes to who is on duty for it, the least laden of them by turns. */
async function giveToDuty(db: Db, tx: Tx, workspaceId: string, rows: OpeningRows[]): Promise<void> {
  const urgent = rows.filter(({ onDuty }) => onDuty.length);
  if (!urgent.length) return;
  const people = await tx
    .selectFrom("agents")
    .select(["id", "name"])
    .where("workspaceId", "=", workspaceId)
    .where("status", "=", "active")
    .where("id", "in", [...new Set(urgent.flatMap(({ onDuty }) => onDuty))])
    .orderBy("id")
    .forShare()
    .execute();
  const given = urgent.flatMap(({ conversation, onDuty }) => {
    const able = people.filter(({ id }) => onDuty.includes(id));
    const to = able[conversation.number % Math.max(1, able.length)];
    return to ? [{ matter: asMatter(workspaceId, conversation), to, told: { because: "on_duty" } }] : [];
  });
  if (given.length) await hand(db, tx, workspaceId, router, given);
}

const router: Actor = { kind: "automation", id: null, name: "routing" };

const asMatter = (workspaceId: string, row: OpeningRows["conversation"]) => ({
  workspaceId,
  id: row.id,
  brandId: row.brand_id,
  line: row.line,
  priority: row.priority,
  channel: row.channel,
  status: row.status,
  stage: null,
  heldFor: null,
  ownerId: null,
});

/** The conversation as it stands now, without asking the database for what was just written. */
function asOpened(
  workspaceId: string,
  { count_id: _, ...row }: OpeningRows["conversation"],
  sender: Sender,
): Opened {
  return {
    workspaceId,
    id: row.id,
    number: row.number,
    brandId: row.brand_id,
    inboxId: row.inbox_id,
    customerId: row.customer_id,
    line: row.line,
    intent: row.intent,
    toSort: row.to_sort,
    status: row.status,
    channel: row.channel,
    subject: row.subject,
    language: row.language,
    priority: row.priority,
    mood: row.mood,
    triage: row.triage,
    teamId: row.team_id,
    queueId: row.queue_id,
    ownerId: null,
    startedBy: row.started_by,
    waitingSince: row.waiting_since,
    nextStep: row.next_step,
    nextStepAt: row.next_step_at,
    promiseAt: null,
    firstStep: row.next_step,
    firstStepAt: row.next_step_at,
    rankAt: row.rank_at,
    preview: row.preview,
    previewBy: row.preview_by,
    lastMessageAt: row.last_message_at,
    acknowledgedAt: row.acknowledged_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: null,
    version: 1,
    stage: null,
    fields: {},
    heldFor: null,
    heldUntil: null,
    customerName: sender.name,
    customerEmail: sender.writesTo,
  };
}

const conversationTypes: Record<Exclude<keyof OpeningRows["conversation"], "count_id">, string> = {
  id: "uuid",
  number: "bigint",
  brand_id: "uuid",
  inbox_id: "uuid",
  customer_id: "uuid",
  line: "text",
  intent: "text",
  to_sort: "boolean",
  status: "text",
  channel: "text",
  subject: "text",
  language: "text",
  priority: "text",
  mood: "text",
  triage: "jsonb",
  team_id: "uuid",
  queue_id: "uuid",
  started_by: "text",
  waiting_since: "timestamptz",
  next_step: "text",
  next_step_at: "timestamptz",
  rank_at: "timestamptz",
  preview: "text",
  preview_by: "text",
  last_message_at: "timestamptz",
  acknowledged_at: "timestamptz",
  created_at: "timestamptz",
  updated_at: "timestamptz",
};
const conversationRows = recordset(conversationTypes);

/** Where the letters leave the language open, the one decides in which its sender wrote before, then that of the workspace. */
function languageSpoken(incoming: Incoming, before: string | null, rules: Rules): Spoken {
  const read = whichLanguage(wordsIn(incoming));
  if (read.p >= sure) return read;
  return whichLanguage(wordsIn(incoming), [...(before ? [before as Language] : []), rules.locale]);
}

const sure = 0.9;
type Spoken = ReturnType<typeof whichLanguage>;
