import { sql } from "kysely";
import { lineFieldOf } from "../../contract/condition-fields.ts";
import type { Language } from "../../contract/languages.ts";
import type { ConversationRow } from "../conversations/index.ts";
import type { Tx } from "../db/database.ts";
import type { Actor } from "../events.ts";
import type { Fact, Facts } from "./conditions.ts";
import type { Happened } from "./triggers.ts";
import type { WorkingTime } from "./working-time.ts";

/** A conversation as conditions and actions need it, with what stands around it. */
export interface Matter extends Omit<ConversationRow, "fields"> {
  fields: Record<string, string | number | boolean>;
  brandName: string;
  teamName: string;
  ownerName: string | null;
  queueName: string | null;
  inboxName: string;
  customerName: string;
  customerEmail: string | null;
  company: string | null;
  tier: string;
  customersMatters: number;
  tags: { id: string; name: string }[];
  timeZone: string;
  /** The customer's and ours, without notes. */
  messages: number;
}

/** The message that conditions speak of. */
export interface Said {
  text: string;
  language: Language;
  by: "customer" | "agent" | "automation";
  isAuto: boolean;
  hasAttachments: boolean;
}

/** Conversations by their ids, as they stand now. */
export async function mattersOf(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Matter>> {
  const { rows } = await sql<Matter>`
    select c.*, b.name as brand_name, t.name as team_name, a.name as owner_name, q.name as queue_name, i.name as inbox_name,
      p.name as customer_name, p.email as customer_email, p.company, coalesce(p.tier, 'none') as tier, w.time_zone,
      (select count(*) from conversations o where o.workspace_id = c.workspace_id and o.customer_id = c.customer_id)
        as customers_matters,
      (select count(*) from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
        and m.kind = 'message') as messages,
      coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name)
        from conversation_tags ct join tags g on g.workspace_id = ct.workspace_id and g.id = ct.tag_id
        where ct.workspace_id = c.workspace_id and ct.conversation_id = c.id), '[]') as tags
    from unnest(${[...ids]}::uuid[]) as asked (id)
    join conversations c on c.workspace_id = ${workspaceId} and c.id = asked.id
    join workspaces w on w.id = c.workspace_id
    join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
    join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
    join inboxes i on i.workspace_id = c.workspace_id and i.id = c.inbox_id
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
    left join queues q on q.workspace_id = c.workspace_id and q.id = c.queue_id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Messages by their ids, as conditions speak of them. */
export async function saidOf(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Said>> {
  if (!ids.length) return new Map();
  const rows = await tx
    .selectFrom("messages")
    .select(["id", "reply", "text", "language", "authorKind", "auto", "hasAttachments"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "in", [...ids])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        text: row.reply || row.text,
        language: row.language as Language,
        by: row.authorKind as Said["by"],
        isAuto: row.auto !== null,
        hasAttachments: row.hasAttachments,
      },
    ]),
  );
}

/** The message that an event brought; of one that brought none, or of time, the customer's newest. */
export async function messageFor(tx: Tx, matter: Matter, event: Happened | null): Promise<Said | null> {
  const { workspaceId, id } = matter;
  const brought = event && typeof event.data.messageId === "string" ? event.data.messageId : null;
  const newest =
    brought ??
    (
      await tx
        .selectFrom("messages")
        .select("id")
        .where("workspaceId", "=", workspaceId)
        .where("conversationId", "=", id)
        .where("kind", "=", "message")
        .where((eb) => eb.or([eb("authorKind", "=", "customer"), eb("auto", "is not", null)]))
        // By the order of their recording: a mail's own date may be any.
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst()
    )?.id;
  return newest ? ((await saidOf(tx, workspaceId, [newest])).get(newest) ?? null) : null;
}

/** Of what conditions are judged: the conversation at a moment, and what set the rule off. */
export interface Scene {
  matter: Pick<
    Matter,
    | "line"
    | "intent"
    | "status"
    | "stage"
    | "priority"
    | "mood"
    | "ownerId"
    | "teamId"
    | "queueId"
    | "brandId"
    | "inboxId"
    | "channel"
    | "language"
    | "startedBy"
    | "toSort"
    | "subject"
    | "fields"
    | "tags"
    | "tier"
    | "customerName"
    | "customerEmail"
    | "company"
    | "customersMatters"
    | "messages"
    | "waitingSince"
    | "createdAt"
    | "timeZone"
  >;
  said: Said | null;
  /** Null where time set the rule off. */
  event: Happened | null;
  at: Date;
  isOpenNow: boolean;
}

const automation: Actor = { kind: "automation", id: null, name: "" };

export function factsOf({ matter, said, event, at, isOpenNow }: Scene): Facts {
  const local = at.toTemporalInstant().toZonedDateTimeISO(matter.timeZone);
  const { actor } = event ?? { actor: automation };
  const minutesSince = (since: Date) => Math.max(0, Math.floor((at.getTime() - since.getTime()) / 60_000));
  const stage = (line: string, key: string | null) => key && `${line}.${key}`;
  const was = (name: "line" | "intent" | "stage" | "priority") => formerly(event, name);
  const known: Record<string, () => Fact> = {
    line: () => matter.line,
    intent: () => matter.intent,
    status: () => matter.status,
    stage: () => stage(matter.line, matter.stage),
    priority: () => matter.priority,
    mood: () => matter.mood,
    tags: () => matter.tags.map(({ id }) => id),
    owner: () => matter.ownerId,
    team: () => matter.teamId,
    queue: () => matter.queueId,
    brand: () => matter.brandId,
    inbox: () => matter.inboxId,
    channel: () => matter.channel,
    language: () => matter.language,
    started_by: () => matter.startedBy,
    to_sort: () => matter.toSort,
    subject: () => ({ text: matter.subject, language: matter.language as Language }),
    customer_tier: () => matter.tier,
    customer_name: () => matter.customerName,
    customer_domain: () => matter.customerEmail?.split("@")[1] ?? null,
    customer_company: () => matter.company,
    customer_conversations: () => matter.customersMatters,
    message_words: () => said && { text: said.text, language: said.language },
    message_attachments: () => said?.hasAttachments ?? null,
    message_automatic: () => said?.isAuto ?? null,
    messages: () => matter.messages,
    event_by: () => actor.kind,
    event_agent: () => (actor.kind === "agent" ? actor.id : null),
    was_line: () => was("line"),
    was_intent: () => was("intent"),
    was_stage: () => {
      // A stage is one of its line; where that changed too, of the former.
      const former = was("stage");
      return former && stage(was("line") ?? matter.line, former);
    },
    was_priority: () => was("priority"),
    waiting: () => matter.waitingSince && minutesSince(matter.waitingSince),
    age: () => minutesSince(matter.createdAt),
    time_of_day: () => local.toPlainTime().toString({ smallestUnit: "minute" }),
    weekday: () => String(local.dayOfWeek),
    within_hours: () => isOpenNow,
  };
  return {
    today: local.toPlainDate().toString(),
    of: (field) => {
      const own = lineFieldOf(field);
      if (own) return own.line === matter.line ? (matter.fields[own.key] ?? null) : null;
      return known[field]?.() ?? null;
    },
  };
}

/** What something was before the change that an event tells of. */
function formerly(event: Happened | null, name: string): string | null {
  if (!event) return null;
  const { kind, data } = event;
  const from =
    kind === "conversation.changed"
      ? fromIn(data[name])
      : kind === "conversation.sorted"
        ? name === "intent"
          ? data.from
          : fromIn(data[name])
        : kind === "conversation.handed_over" && name === "line"
          ? data.from
          : null;
  return typeof from === "string" ? from : null;
}

const fromIn = (change: unknown): unknown =>
  typeof change === "object" && change !== null && "from" in change ? change.from : null;

/** Whether the calendar of a matter is open, where somebody asks. */
export const isOpenFor = (
  working: WorkingTime,
  tx: Tx,
  uses: ReadonlySet<string>,
  matter: Pick<Matter, "workspaceId" | "brandId" | "line">,
  at: Date,
): Promise<boolean> => (uses.has("within_hours") ? working.isOpen(tx, matter, at) : Promise.resolve(false));
