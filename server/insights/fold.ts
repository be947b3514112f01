import { randomInt } from "node:crypto";
import { sql } from "kysely";
import { askWithoutWall, type Db, type Tx, within } from "../db/database.ts";
import { allPieces, onePieceEach } from "../one-by-one.ts";
import { beginningsOf, type First } from "./beginnings.ts";
import { type Day, Days, dayNumber, nextDay } from "./days.ts";
import { type Change, type Fact, type FactId, idOf } from "./facts.ts";
import { type Beginning, type Matter, type Told, take, unopened } from "./matter.ts";
import { learnWords } from "./words.ts";

/** Count this up when the rules by which events become facts change: every workspace is then folded anew. */
export const rules = 1;

/** So many events are folded in one transaction. */
const batch = 4_000;
const forgottenAtOnce = 100_000;

/**
 * Folds what happened since the last time into facts, in every workspace. Each is folded by one process at a time, in
 * the order of its stream, and how far is written down with the facts: nothing is counted twice or left out.
 */
export const foldFigures = async (db: Db): Promise<void> =>
  allPieces(await workspacesBehind(db), (workspaceId) => foldNext(db, workspaceId));

/** A piece of the same: the next events of each workspace that is behind. True when there are more. */
export const foldSome = async (db: Db): Promise<boolean> =>
  onePieceEach(await workspacesBehind(db), (workspaceId) => foldNext(db, workspaceId));

async function workspacesBehind(db: Db): Promise<string[]> {
  const { rows } = await askWithoutWall(db, (system) =>
    sql<{ workspaceId: string }>`
      select s.workspace_id from streams s
      join workspaces w on w.id = s.workspace_id
      left join fold_cursors c on c.workspace_id = s.workspace_id
      where s.seq > 0 and (c.seq is null or c.seq < s.seq or c.rules <> ${rules} or c.time_zone <> w.time_zone)`.execute(
      system,
    ),
  );
  return rows.map((row) => row.workspaceId);
}

/** Folds the next events of a workspace; false when there are none left, or another process is at it. */
export function foldNext(db: Db, workspaceId: string, most = batch): Promise<boolean> {
  return within(db, workspaceId, async (tx) => {
    const cursor = await holdCursor(tx, workspaceId);
    if (!cursor) return false;
    if (cursor.rules !== rules || cursor.timeZone !== cursor.zone)
      return forget(tx, workspaceId, cursor.zone);
    const upTo = Math.min(cursor.stream, cursor.seq + most);
    if (upTo === cursor.seq) return false;
    const events = await eventsAfter(tx, workspaceId, cursor.seq, upTo);
    const days = new Days(cursor.zone);
    const matters = await mattersOf(tx, workspaceId, events, cursor.day, days);
    const beginnings = await beginningsOf(tx, workspaceId, firstsIn(events, matters));
    const folded = fold(events, { matters, beginnings }, cursor.day, days);
    await writeDown(tx, { workspaceId, upTo }, folded, matters, days);
    await keepMatters(tx, workspaceId, folded.touched, matters);
    await tx
      .updateTable("foldCursors")
      .set({ seq: upTo, day: folded.day, ...(events.length && { at: new Date(events.at(-1)!.at) }) })
      .where("workspaceId", "=", workspaceId)
      .execute();
    return upTo < cursor.stream;
  });
}

interface Cursor {
  seq: number;
  day: string | null;
  timeZone: string;
  rules: number;
  /** The workspace's zone, and how far its stream goes. */
  zone: string;
  stream: number;
}

/** The workspace's cursor, locked; nothing when another process holds it. */
async function holdCursor(tx: Tx, workspaceId: string): Promise<Cursor | undefined> {
  await sql`
    insert into fold_cursors (workspace_id, seq, time_zone, rules)
    select id, 0, time_zone, ${rules} from workspaces where id = ${workspaceId}
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<Cursor>`
    select c.seq, c.day, c.time_zone, c.rules, w.time_zone as zone, s.seq as stream
    from fold_cursors c
    join workspaces w on w.id = c.workspace_id
    join streams s on s.workspace_id = c.workspace_id
    where c.workspace_id = ${workspaceId}
    for update of c skip locked`.execute(tx);
  return rows[0];
}

/** Makes a workspace be folded anew, from its first event. */
export async function foldAnew(tx: Tx, workspaceId: string): Promise<void> {
  await tx.updateTable("foldCursors").set({ rules: 0 }).where("workspaceId", "=", workspaceId).execute();
}

/** Throws away what was folded of a workspace, a part at a time; when all is gone, its stream is read from the start. */
async function forget(tx: Tx, workspaceId: string, timeZone: string): Promise<true> {
  const { numAffectedRows } = await sql`
    delete from facts where workspace_id = ${workspaceId} and seq <= coalesce((
      select seq from facts where workspace_id = ${workspaceId} order by seq offset ${forgottenAtOnce} limit 1), ${Number.MAX_SAFE_INTEGER})
    `.execute(tx);
  if (numAffectedRows) {
    await tx.updateTable("foldCursors").set({ rules: 0 }).where("workspaceId", "=", workspaceId).execute();
    return true;
  }
  for (const table of ["foldedConversations", "sheets"] as const)
    await tx.deleteFrom(table).where("workspaceId", "=", workspaceId).execute();
  await tx
    .updateTable("foldCursors")
    .set({ seq: 0, day: null, at: null, timeZone, rules, epoch: randomInt(2 ** 47) })
    .where("workspaceId", "=", workspaceId)
    .execute();
  return true;
}

async function eventsAfter(tx: Tx, workspaceId: string, after: number, upTo: number): Promise<Event[]> {
  const rows = await tx
    .selectFrom("events")
    .select(["seq", "kind", "at", "conversationId", "brandId", "actor", "data"])
    .where("workspaceId", "=", workspaceId)
    .where("seq", ">", after)
    .where("seq", "<=", upTo)
    .where("conversationId", "is not", null)
    .orderBy("seq")
    .execute();
  return rows.map(({ conversationId, at, ...row }) => ({
    ...row,
    conversation: conversationId!,
    at: at.getTime(),
  }));
}

type Event = Told & { brandId: string | null };

/** What is known of the conversations that events speak of, and of all that are open where a day ends among them. */
async function mattersOf(
  tx: Tx,
  workspaceId: string,
  events: Event[],
  day: Day | null,
  days: Days,
): Promise<Map<string, Matter>> {
  const spoken = new Set(events.flatMap((event) => [event.conversation, ...othersIn(event)]));
  const dayEnds = events.some((event) => days.of(event.at) !== (day ?? days.of(events[0]!.at)));
  const { rows } = await sql<{ id: string; matter: Matter }>`
    select conversation_id as id, matter from folded_conversations
    where workspace_id = ${workspaceId} and conversation_id = any(${[...spoken]}::uuid[])
    ${dayEnds ? sql`union all select conversation_id, matter from folded_conversations where workspace_id = ${workspaceId} and is_open` : sql``}`.execute(
    tx,
  );
  return new Map(rows.map(({ id, matter }) => [id, matter]));
}

/** The events that are the first of their conversations. */
function firstsIn(events: Event[], matters: Map<string, Matter>): First[] {
  const firsts = new Map<string, First>();
  for (const { conversation, brandId, kind, at, data } of events)
    if (!matters.has(conversation) && !firsts.has(conversation))
      firsts.set(conversation, { conversation, brand: brandId, kind, at, data });
  return [...firsts.values()];
}

/** The other conversations that an event speaks of and changes. */
function othersIn({ kind, data }: Event): string[] {
  const name = kind.startsWith("conversation.repeat_") ? "repeatOf" : othersBy[kind];
  const other = name && data[name];
  return typeof other === "string" ? [other] : [];
}
const othersBy: Record<string, string> = {
  "conversation.merged": "into",
  "conversation.unmerged": "outOf",
  "conversation.messages_came": "from",
};

/** What events did: facts that are there now, those seen otherwise, those that never were; by their ids. */
export interface Folded {
  puts: Map<string, Fact>;
  sees: Map<string, { id: FactId; good?: boolean | null; detail?: string }>;
  drops: Map<string, FactId>;
  touched: Set<string>;
  /** The day that has not ended yet. */
  day: Day | null;
}

/** What is known of conversations, and how those begin that are not known yet. */
interface Known {
  matters: Map<string, Matter>;
  beginnings: Map<string, Beginning>;
}

/** Takes events into account one after the other; where a day ends between two, notes down what is open then. */
export function fold(events: Event[], { matters, beginnings }: Known, begun: Day | null, days: Days): Folded {
  const folded: Folded = {
    puts: new Map(),
    sees: new Map(),
    drops: new Map(),
    touched: new Set(),
    day: begun,
  };
  for (const event of events) {
    const today = days.of(event.at);
    folded.day ??= today;
    // History that is told late does not turn back the day.
    while (folded.day < today) {
      for (const fact of backlogOf(matters, folded.day, days)) folded.puts.set(idOf(fact), fact);
      folded.day = nextDay(folded.day);
    }
    const beginning = beginnings.get(event.conversation);
    if (beginning && !matters.has(event.conversation)) matters.set(event.conversation, unopened(beginning));
    const matter = matters.get(event.conversation);
    if (!matter) continue;
    for (const id of [event.conversation, ...othersIn(event)]) folded.touched.add(id);
    for (const change of take(matter, event, (id) => matters.get(id))) apply(folded, change);
  }
  return folded;
}

function apply({ puts, sees, drops }: Folded, change: Change) {
  if (change.does === "put") {
    puts.set(idOf(change.fact), change.fact);
    return;
  }
  const key = idOf(change.id);
  const fresh = puts.get(key);
  if (change.does === "drop") {
    sees.delete(key);
    if (!puts.delete(key)) drops.set(key, change.id);
    return;
  }
  const { does, ...seen } = change;
  if (fresh) {
    if (seen.good !== undefined) fresh.good = seen.good;
    if (seen.detail !== undefined) fresh.detail = seen.detail;
  } else sees.set(key, { ...sees.get(key), ...seen });
}

/** What is open at the end of a day, as facts of its last moment. */
export function backlogOf(matters: Map<string, Matter>, day: Day, days: Days): Fact[] {
  const [, end] = days.bounds(day);
  return backlogAt(matters, end, dayNumber(day));
}

/** What is open at a moment, of those whose events up to then are folded. */
export function backlogAt(matters: Map<string, Matter>, moment: number, seq: number): Fact[] {
  const facts: Fact[] = [];
  for (const [conversation, { openSince, wait, stands }] of matters) {
    if (openSince === null) continue;
    facts.push({
      ...stands,
      seq,
      kind: "backlog",
      which: conversation,
      conversation,
      at: moment - 1,
      detail: wait ? "ours" : "",
      good: null,
      seconds: Math.max(0, Math.round((moment - openSince) / 1000)),
      working: null,
    });
  }
  return facts;
}

/** Writes facts down and makes the days they lie on be packed anew. */
async function writeDown(
  tx: Tx,
  { workspaceId, upTo }: { workspaceId: string; upTo: number },
  { puts, sees, drops, touched }: Folded,
  matters: Map<string, Matter>,
  days: Days,
) {
  const fresh = [...puts.values()];
  // What is open is told apart by where it stands now, of which there may be no fact yet.
  const standing = [...touched].flatMap((id) => matters.get(id)?.stands ?? []);
  const seen = [...sees.values()].flatMap(({ detail }) => detail || []);
  await learnWords(tx, workspaceId, [
    ...fresh,
    ...standing.map((stands) => ({ ...stands, detail: "ours" })),
    ...seen.map((detail) => ({ detail })),
  ]);
  for (let at = 0; at < fresh.length; at += 5_000)
    await insertFacts(tx, workspaceId, fresh.slice(at, at + 5_000));
  const changed = [
    ...(await seeFacts(tx, workspaceId, [...sees.values()])),
    ...(await dropFacts(tx, workspaceId, [...drops.values()])),
  ];
  const sheets = new Map<string, { kind: string; day: Day }>();
  for (const { kind, at } of [...fresh, ...changed]) {
    const day = days.of(at);
    sheets.set(`${kind} ${day}`, { kind, day });
  }
  if (!sheets.size) return;
  await sql`
    insert into sheets (workspace_id, kind, day, touched)
    select ${workspaceId}, s.kind, s.day, ${upTo}
    from jsonb_to_recordset(${JSON.stringify([...sheets.values()])}::jsonb) as s (kind text, day text)
    on conflict (workspace_id, kind, day) do update set touched = excluded.touched, size = null, marks = null, hours = null,
      brands = null, teams = null, agents = null, channels = null, languages = null, intents = null, seconds = null,
      working_seconds = null`.execute(tx);
}

const insertFacts = (tx: Tx, workspaceId: string, facts: Fact[]) =>
  sql`
    insert into facts (workspace_id, seq, kind, which, at, conversation_id, brand_id, line, team_id, agent_id, channel,
      language, intent, detail, good, seconds, working_seconds)
    select ${workspaceId}, f.seq, f.kind, f.which, to_timestamp(f.at / 1000.0), f.conversation, f.brand, f.line, f.team,
      f.agent, f.channel, f.language, f.intent, f.detail, f.good, f.seconds, f.working
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f (seq bigint, kind text, which text, at bigint,
      conversation uuid, brand uuid, line text, team uuid, agent uuid, channel text, language text, intent text,
      detail text, good boolean, seconds integer, working integer)`.execute(tx);

async function seeFacts(
  tx: Tx,
  workspaceId: string,
  sees: { id: FactId; good?: boolean | null; detail?: string }[],
) {
  if (!sees.length) return [];
  const rows = sees.map(({ id, good, detail }) => ({
    ...id,
    good: good ?? null,
    says_good: good !== undefined,
    detail: detail ?? null,
  }));
  const changed = await sql<{ kind: string; at: Date }>`
    update facts f set good = case when s.says_good then s.good else f.good end, detail = coalesce(s.detail, f.detail)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as s (seq bigint, kind text, which text, good boolean, says_good boolean, detail text)
    where f.workspace_id = ${workspaceId} and f.seq = s.seq and f.kind = s.kind and f.which = s.which
    returning f.kind, f.at`.execute(tx);
  return changed.rows.map(({ kind, at }) => ({ kind, at: at.getTime() }));
}

async function dropFacts(tx: Tx, workspaceId: string, drops: FactId[]) {
  if (!drops.length) return [];
  const { rows } = await sql<{ kind: string; at: Date }>`
    delete from facts f using jsonb_to_recordset(${JSON.stringify(drops)}::jsonb) as d (seq bigint, kind text, which text)
    where f.workspace_id = ${workspaceId} and f.seq = d.seq and f.kind = d.kind and f.which = d.which
    returning f.kind, f.at`.execute(tx);
  return rows.map(({ kind, at }) => ({ kind, at: at.getTime() }));
}

async function keepMatters(tx: Tx, workspaceId: string, touched: Set<string>, matters: Map<string, Matter>) {
  const rows = [...touched].flatMap((id) => {
    const matter = matters.get(id);
    return matter ? [{ id, is_open: matter.openSince !== null, matter }] : [];
  });
  if (!rows.length) return;
  await sql`
    insert into folded_conversations (workspace_id, conversation_id, is_open, matter)
    select ${workspaceId}, f.id, f.is_open, f.matter
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f (id uuid, is_open boolean, matter jsonb)
    on conflict (workspace_id, conversation_id) do update set is_open = excluded.is_open, matter = excluded.matter`.execute(
    tx,
  );
}
