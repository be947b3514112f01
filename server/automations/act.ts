import { sql } from "kysely";
import type { Action, Did } from "../../contract/automations.ts";
import { Priority } from "../../contract/conversations.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import type { Intent } from "../../contract/lines.ts";
import { type Role, roles } from "../../contract/permissions.ts";
import type { Caller } from "../caller.ts";
import {
  amend,
  askToSort,
  assign,
  close,
  followUp,
  giveBack,
  handOver,
  hold,
  isInDoubt,
  move,
  note,
  release,
  reopen,
  reply,
  setTags,
  snooze,
  sortByHand,
  unsnooze,
} from "../conversations/index.ts";
import type { Db, Tx } from "../db/database.ts";
import { isBraked } from "../loops/index.ts";
import { leadsOf, notify } from "../notices/index.ts";
import { Refusal } from "../refusal.ts";
import { type TextKey, text as textFor } from "../texts.ts";
import { type Matter, mattersOf, messageFor } from "./facts.ts";
import { type Known, thingKey } from "./known.ts";
import { hasWrittenSince } from "./log.ts";
import { filledIn } from "./placeholders.ts";
import { timeUp, type WorkingTime } from "./working-time.ts";

/** With what a rule acts. */
export interface Acting {
  db: Db;
  tx: Tx;
  working: WorkingTime;
  caller: Caller;
  known: Known;
  now: Date;
}

/** What became of an action, but for which it was; and whom it told. */
type Outcome = Pick<Did, "result"> & { because?: string; about?: string[]; to?: string[] };

const nothing: Outcome = { result: "nothing" };
const done = (...about: string[]): Outcome => ({ result: "done", about });
const withheld = (because: string): Outcome => ({ result: "withheld", because });

/** A rule writes to a customer at most once in so many minutes. */
const quietMinutes = 60;

/**
 * Carries out what a rule says, by the verbs that people use: all of it, or, when one refuses, none. The transaction
 * must hold the conversation. Says whom it told, too.
 */
export async function act(
  acting: Acting,
  matter: Matter,
  actions: readonly Action[],
): Promise<{ did: Did[]; told: string[] }> {
  const { tx } = acting;
  const did: Did[] = [];
  const told: string[] = [];
  let current = matter;
  await sql`savepoint before_the_rule`.execute(tx);
  for (const [at, action] of actions.entries()) {
    try {
      const { about = [], to = [], ...outcome } = await carryOut(acting, current, action);
      told.push(...to);
      did.push({ do: action.do, ...outcome, about });
      if (outcome.result === "done" && at < actions.length - 1)
        current = (await mattersOf(tx, matter.workspaceId, [matter.id])).get(matter.id)!;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await sql`rollback to savepoint before_the_rule`.execute(tx);
      const undone: Did[] = [
        ...did.map((one): Did => (one.result === "done" ? { ...one, result: "undone" } : one)),
        {
          do: action.do,
          result: "refused",
          because: error.code,
          about: (error.fields ?? []).map(({ path }) => path),
        },
        ...actions.slice(at + 1).map((one): Did => ({ do: one.do, result: "not_tried", about: [] })),
      ];
      return { did: undone, told: [] };
    }
  }
  await sql`release savepoint before_the_rule`.execute(tx);
  return { did, told };
}

async function carryOut(acting: Acting, matter: Matter, action: Action): Promise<Outcome> {
  const { db, tx, caller, known } = acting;
  const { id } = matter;
  const nameOf = (of: "agents" | "teams" | "queues" | "tags", id: string) =>
    known.things.get(thingKey({ of, id }))?.name ?? id;
  switch (action.do) {
    case "assign":
      return give(acting, matter, action.to);
    case "give_back":
      if (matter.ownerId === null || matter.status === "closed") return nothing;
      await giveBack(db, caller, id);
      return done(matter.teamName);
    case "hand_over":
      if (matter.line === action.line) return nothing;
      await handOver(db, caller, id, { line: action.line, reason: written(acting, matter, action.reason) });
      return done(action.line);
    case "set_intent":
      if (matter.intent === action.intent && !matter.toSort) return nothing;
      await sortByHand(db, caller, id, action.intent);
      return done(action.intent);
    case "set_stage":
      if (matter.line !== action.line) return withheld("other_line");
      if (matter.stage === action.stage) return nothing;
      await amend(db, caller, id, { stage: action.stage });
      return done(...(action.stage ? [`${action.line}.${action.stage}`] : []));
    case "set_priority":
      return prioritise(acting, matter, action.priority);
    case "raise_priority": {
      const { options } = Priority;
      return prioritise(
        acting,
        matter,
        options[Math.min(options.indexOf(matter.priority as Priority) + 1, options.length - 1)]!,
      );
    }
    case "set_field":
      if (matter.line !== action.line) return withheld("other_line");
      if ((matter.fields[action.field] ?? null) === action.value) return nothing;
      await amend(db, caller, id, { fields: { [action.field]: action.value } });
      return done(`${action.line}.${action.field}`);
    case "add_tags":
    case "remove_tags": {
      const has = matter.tags.map((tag) => tag.id);
      const changed = action.tags.filter((tag) => has.includes(tag) !== (action.do === "add_tags"));
      if (!changed.length) return nothing;
      await setTags(
        db,
        caller,
        id,
        action.do === "add_tags" ? [...has, ...changed] : has.filter((tag) => !changed.includes(tag)),
      );
      return done(...changed.map((tag) => nameOf("tags", tag)));
    }
    case "note":
      await note(db, caller, id, { text: written(acting, matter, action.text), attachments: [] });
      return done();
    case "reply":
      return answer(acting, matter, action);
    case "close":
      if (matter.status === "closed") return nothing;
      await close(db, caller, id);
      return done();
    case "reopen":
      if (matter.status !== "closed") return nothing;
      await reopen(db, caller, id);
      return done();
    case "follow_up": {
      if (matter.status === "closed") return withheld("closed");
      if (matter.waitingSince || matter.nextStep === "mend_delivery") return withheld("customer_waits");
      const at = await timeUp(acting.working, tx, matter, acting.now, action);
      await followUp(db, caller, id, at);
      return done(at.toISOString());
    }
    case "hold": {
      if (matter.status === "closed") return withheld("closed");
      const until = (await timeUp(acting.working, tx, matter, acting.now, action)).toISOString();
      await hold(db, caller, id, { until, note: written(acting, matter, action.note) });
      return done(until);
    }
    case "release":
      if (!matter.heldUntil) return nothing;
      await release(db, caller, id);
      return done();
    case "snooze": {
      if (matter.status === "closed") return withheld("closed");
      const until = (await timeUp(acting.working, tx, matter, acting.now, action)).toISOString();
      await snooze(db, caller, id, { until, for: "time", keepAfterThanks: false });
      return done(until);
    }
    case "wake":
      if (!matter.snoozedUntil) return nothing;
      await unsnooze(db, caller, id);
      return done();
    case "notify":
      return tell(acting, matter, action);
    case "ask_to_sort":
      if (matter.toSort || matter.status === "closed") return nothing;
      await askToSort(db, caller, id);
      return done();
  }
}

async function give(
  { db, caller, known }: Acting,
  matter: Matter,
  to: Extract<Action, { do: "assign" }>["to"],
): Promise<Outcome> {
  const { id, ownerId, teamId, queueId, status } = matter;
  if ("agent" in to) {
    if (ownerId === to.agent) return nothing;
    await assign(db, caller, id, to);
    return done(known.things.get(thingKey({ of: "agents", id: to.agent }))!.name);
  }
  if ("team" in to) {
    if (ownerId === null && teamId === to.team && queueId === null) return nothing;
    await assign(db, caller, id, to);
    return done(known.things.get(thingKey({ of: "teams", id: to.team }))!.name);
  }
  if (status === "closed" || (ownerId === null && queueId === to.queue)) return nothing;
  await move(db, caller, { conversations: [id], to, reason: "" });
  return done(known.things.get(thingKey({ of: "queues", id: to.queue }))!.name);
}

async function prioritise({ db, caller }: Acting, matter: Matter, priority: Priority): Promise<Outcome> {
  if (matter.priority === priority) return nothing;
  await amend(db, caller, matter.id, { priority });
  return done(priority);
}

/** Writes to the customer in their language: never to a machine, and not again so soon. */
async function answer(
  acting: Acting,
  matter: Matter,
  { texts, after }: Extract<Action, { do: "reply" }>,
): Promise<Outcome> {
  const { db, tx, caller, now } = acting;
  if (!matter.customerEmail) return withheld("no_address");
  if ((await messageFor(tx, matter, null))?.isAuto) return withheld("machine");
  if (await hasWrittenSince(tx, matter, new Date(now.getTime() - quietMinutes * 60_000)))
    return withheld("too_soon");
  if (await isInDoubt(tx, matter)) return withheld("sender_in_doubt");
  const to = { inboxId: matter.inboxId, address: matter.customerEmail };
  if (await isBraked(tx, matter.workspaceId, to, now)) return withheld("loop_braked");
  const locale = await languageFor(tx, matter, texts);
  await reply(db, caller, matter.id, {
    text: written(acting, matter, texts[locale]!, locale),
    attachments: [],
    after,
  });
  return done(locale);
}

/** The customer's language where there are words in it, else the brand's, else the first there are words in. */
async function languageFor(tx: Tx, matter: Matter, texts: Partial<Record<Locale, string>>): Promise<Locale> {
  const brand = await tx
    .selectFrom("brands")
    .select("locales")
    .where("workspaceId", "=", matter.workspaceId)
    .where("id", "=", matter.brandId)
    .executeTakeFirstOrThrow();
  const wanted = [matter.language, ...brand.locales, ...locales];
  return wanted.find((one): one is Locale => texts[one as Locale] !== undefined)!;
}

/** Tells people here, in the desk: those who work here and may look behind the brand's wall. */
async function tell(
  acting: Acting,
  matter: Matter,
  { owner, leads, agents, teams, text }: Extract<Action, { do: "notify" }>,
): Promise<Outcome> {
  const { tx, caller, now } = acting;
  const { workspaceId, id, brandId } = matter;
  const asked = [
    ...agents,
    ...(owner && matter.ownerId ? [matter.ownerId] : []),
    ...(leads ? await leadsOf(tx, matter) : []),
  ];
  const { rows } = await sql<{ id: string; name: string; role: Role }>`
    select a.id, a.name, a.role from agents a
    where a.workspace_id = ${workspaceId} and a.status = 'active'
      and (a.all_brands or exists (select from agent_brands x where x.workspace_id = a.workspace_id
        and x.agent_id = a.id and x.brand_id = ${brandId}))
      and (a.id = any(${asked}::uuid[]) or exists (select from team_members m where m.workspace_id = a.workspace_id
        and m.agent_id = a.id and m.team_id = any(${teams}::uuid[])))
    order by a.name, a.id`.execute(tx);
  const told = rows.filter(({ role }) => (roles[role] as readonly string[]).includes("conversations.read"));
  if (!told.length) return withheld("nobody");
  const to = told.map((agent) => agent.id);
  await notify(tx, workspaceId, {
    to,
    kind: "automation",
    conversationId: id,
    data: { automationId: caller.id, name: caller.name, text: written(acting, matter, text) },
    at: now,
  });
  return { ...done(...told.map(({ name }) => name)), to };
}

/** A text of a rule with what it leaves open filled in. */
const written = ({ caller, known }: Acting, matter: Matter, text: string, locale = caller.locale): string =>
  filledIn(text, {
    // Somebody whose name we do not know is called by their address; that is no way to greet them.
    "customer.name": matter.customerName.includes("@") ? "" : matter.customerName,
    number: String(matter.number),
    subject: matter.subject,
    brand: matter.brandName,
    owner: matter.ownerName ?? "",
    team: matter.teamName,
    intent: matter.intent ? intentName(locale, known.intents.get(matter.intent)) : "",
  });

function intentName(locale: Locale, intent: Intent | undefined): string {
  const own = intent?.names[locale];
  if (own || !intent) return own ?? "";
  return intent.isBase
    ? textFor(locale, `intent.${intent.key}` as TextKey)
    : (Object.values(intent.names)[0] ?? "");
}
