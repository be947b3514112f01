import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import type { DryRun, Finding, postDryRun } from "../../contract/automations.ts";
import { fieldNamed, triggerEvents } from "../../contract/condition-fields.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { defineQueue, enqueue } from "../jobs/index.ts";
import { Refusal } from "../refusal.ts";
import type { RunNeeds } from "./ask.ts";
import { judge } from "./conditions.ts";
import { episodesOf, isState } from "./episodes.ts";
import { factsOf, isOpenFor, type Matter, mattersOf, type Said, saidOf } from "./facts.ts";
import { type Beside, type Moment, story } from "./history.ts";
import { knownTo } from "./known.ts";
import { namesOf } from "./log.ts";
import { automationById } from "./read.ts";
import { isFor, usedBy } from "./rules.ts";
import { type Happened, heardBy, movesStates, type OnTime, setsOff } from "./triggers.ts";
import { countsAsIn } from "./waits.ts";
import { timeUp } from "./working-time.ts";
import { refuseFaults } from "./write.ts";

export const dryRunQueue = defineQueue({
  name: "dry-run",
  schema: z.object({ workspaceId: z.uuid(), id: z.uuid() }),
  retryLimit: 0,
  batchSize: 1,
  concurrency: 1,
});

type Body = BodyOf<typeof postDryRun>;
/** What was asked, and behind which walls. */
type Asked = Body & { behind: readonly string[] | null };

type Found = Omit<DryRun, "id" | "state" | "days">;
const nothingYet: Found = {
  reachedBackTo: null,
  isWhole: false,
  looked: 0,
  touched: 0,
  times: 0,
  judgedToday: [],
  byDay: [],
  conversations: [],
  names: {},
};

/** Orders a look at what a rule would have touched. */
export function beginDryRun(db: Db, caller: Caller, body: Body): Promise<DryRun> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    await refuseFaults(tx, caller, { ...body, actions: [] });
    if (body.automation) await automationById(tx, caller, body.automation);
    const id = randomUUIDv7();
    const asked: Asked = { ...body, behind: caller.brands };
    await tx
      .insertInto("automationDryRuns")
      .values({
        workspaceId,
        id,
        askedBy: caller.id,
        asked: JSON.stringify(asked),
        found: JSON.stringify(nothingYet),
      })
      .execute();
    await enqueue(tx, dryRunQueue, [{ workspaceId, id }], { share: workspaceId });
    return { id, state: "running", days: body.days, ...nothingYet };
  });
}

/** How far it has got; for whoever asked. */
export function dryRunOf(db: Db, caller: Caller, id: string): Promise<DryRun> {
  return look(db, caller.workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("automationDryRuns")
      .select(["id", "state", "asked", "found"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .where("askedBy", "=", caller.id)
      .executeTakeFirst();
    if (!row) throw new Refusal("not_found");
    const { days } = row.asked as Asked;
    return { id, state: row.state as DryRun["state"], days, ...(row.found as Found) };
  });
}

/** A look takes no longer, and goes through no more events, than this; then it says how far it got. */
const mostSeconds = 60;
const mostEvents = 500_000;
const eventsAtOnce = 2_000;
const matters = 200;
const listed = 200;
const tellEveryMs = 700;

/**
 * Walks over what happened, the newest first, and judges the rule for each of it by what the conversation was then.
 * What is not kept of the past is judged by today, and said so.
 */
export async function carryOutDryRun(needs: RunNeeds, workspaceId: string, id: string, now = new Date()) {
  const { db } = needs;
  const asked = await look(db, workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("automationDryRuns")
      .select("asked")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    return (row?.asked as Asked | undefined) ?? null;
  });
  // Forgotten meanwhile: nobody waits for it.
  if (!asked) return;
  const tally = openTally(asked);
  const walk = await openWalk(db, workspaceId, asked, now);
  const began = performance.now();
  let toldAt = began;
  let events = 0;
  let isWhole = false;
  while (!isWhole && performance.now() - began < mostSeconds * 1000 && events < mostEvents) {
    const { ids, rows, reachedBackTo, isEnd } = await walk();
    events += rows;
    for (let at = 0; at < ids.length; at += matters)
      await lookAt(needs, workspaceId, asked, ids.slice(at, at + matters), tally, now);
    isWhole = isEnd;
    tally.reached(isEnd ? sinceOf(asked, now) : reachedBackTo, isEnd);
    if (performance.now() - toldAt > tellEveryMs) {
      await tell(db, workspaceId, id, tally.found(), "running");
      toldAt = performance.now();
    }
  }
  await tell(db, workspaceId, id, tally.found(), "done");
}

/** What is left of one that could not be carried out. */
export const failDryRun = (db: Db, workspaceId: string, id: string): Promise<void> =>
  within(db, workspaceId, async (tx) => {
    await tx
      .updateTable("automationDryRuns")
      .set({ state: "failed" })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
  });

const tell = (db: Db, workspaceId: string, id: string, found: Found, state: DryRun["state"]) =>
  within(db, workspaceId, (tx) =>
    tx
      .updateTable("automationDryRuns")
      .set({ found: JSON.stringify(found), state })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute(),
  );

const sinceOf = ({ days }: Asked, now: Date): Date => new Date(now.getTime() - days * 86_400_000);

/** From where on what begins may have its time up within the days asked for. Working time is at most a fifth of all. */
function fromWhenOf(asked: Asked, now: Date): Date {
  const { trigger } = asked;
  const since = sinceOf(asked, now);
  if (trigger.kind === "event") return since;
  const stretch = trigger.hours === "working" ? 5 : 1;
  return new Date(since.getTime() - trigger.minutes * stretch * 60_000);
}

/** Goes back in time by the conversations in which something happened that the rule has to do with. */
async function openWalk(db: Db, workspaceId: string, asked: Asked, now: Date) {
  const { trigger, brands, behind } = asked;
  const kinds = [
    ...(trigger.kind === "event"
      ? heardBy(trigger)
      : isState(trigger.since)
        ? movesStates
        : [triggerEvents[trigger.since]]),
  ];
  const from = fromWhenOf(asked, now);
  const seen = new Set<string>();
  let before = Number.MAX_SAFE_INTEGER;
  const walls = [brands.length ? brands : null, behind].filter((wall) => wall !== null);
  return () =>
    look(db, workspaceId, async (tx) => {
      const rows = await tx
        .selectFrom("events")
        .select(["seq", "at", "conversationId"])
        .where("workspaceId", "=", workspaceId)
        .where("seq", "<", before)
        .where("at", ">=", from)
        .where("kind", "in", kinds)
        .where("conversationId", "is not", null)
        .$call((query) =>
          walls.reduce((all, wall) => all.where(sql<boolean>`brand_id = any(${[...wall]}::uuid[])`), query),
        )
        .orderBy("seq", "desc")
        .limit(eventsAtOnce)
        .execute();
      const ids = [...new Set(rows.map((row) => row.conversationId!))].filter((id) => !seen.has(id));
      for (const id of ids) seen.add(id);
      before = rows.at(-1)?.seq ?? 0;
      return {
        ids,
        rows: rows.length,
        reachedBackTo: rows.at(-1)?.at ?? from,
        isEnd: rows.length < eventsAtOnce,
      };
    });
}

type Tally = ReturnType<typeof openTally>;

/** Judges the rule for all that happened to these conversations within the days asked for. */
async function lookAt(
  { db, working }: RunNeeds,
  workspaceId: string,
  asked: Asked,
  ids: readonly string[],
  tally: Tally,
  now: Date,
): Promise<void> {
  await look(db, workspaceId, async (tx) => {
    const uses = usedBy(asked.conditions);
    const known = await knownTo(tx, { workspaceId, id: "", brands: null }, [{ ...asked, actions: [] }]);
    const found = await mattersOf(tx, workspaceId, ids);
    const histories = await eventsOf(tx, workspaceId, [...found.values()]);
    const said = await saidOf(tx, workspaceId, messagesAsked(histories, uses));
    const beside: Beside = {
      countsAs: await countsAsIn(tx, workspaceId),
      message: (id) => {
        const message = said.get(id);
        return message && { by: message.by, auto: message.isAuto };
      },
    };
    const tagIds = new Map((await tagsOf(tx, workspaceId)).map((tag) => [tag.name, tag]));
    for (const matter of found.values()) {
      if (!isFor(asked, matter.brandId)) continue;
      const moments = story(histories.get(matter.id) ?? [], matter, beside);
      const touches: Touch[] = [];
      for (const chance of await chances({ tx, working, now }, asked, matter, moments)) {
        const then = asIt(matter, chance.past, tagIds);
        const { held, findings } = judge(
          asked.conditions,
          factsOf({
            matter: then,
            said: messageAt(chance, said),
            event: chance.event,
            at: chance.at,
            isOpenNow: await isOpenFor(working, tx, uses, matter, chance.at),
          }),
        );
        if (held) touches.push({ at: chance.at, setOffBy: chance.setOffBy, findings });
      }
      tally.looked(matter, touches, touches.length ? namesOf({ ...asked, actions: [] }, known, matter) : {});
    }
  });
}

/** A moment at which the rule would have been asked. */
interface Chance {
  /** Null where time set it off. */
  event: Happened | null;
  past: Moment["past"];
  at: Date;
  setOffBy: string;
}

interface Touch {
  at: Date;
  setOffBy: string;
  findings: Finding[];
}

async function chances(
  { tx, working, now }: Pick<RunNeeds, "working"> & { tx: Tx; now: Date },
  asked: Asked,
  matter: Matter,
  moments: readonly Moment[],
): Promise<Chance[]> {
  const { trigger, automation = null } = asked;
  const since = sinceOf(asked, now);
  // Rules are asked after the commit: what was done at one moment was done in one transaction.
  const byTime = Map.groupBy(moments, ({ event }) => event.at.getTime());
  const committed = ({ at }: Happened) => byTime.get(at.getTime())!.at(-1)!.past;
  if (trigger.kind === "event")
    return moments
      .filter(({ event }) => event.at >= since && event.actor.id !== automation && setsOff(trigger, event))
      .map(({ event }) => ({ event, past: committed(event), at: event.at, setOffBy: event.kind }));
  const up: Chance[] = [];
  for (const { began, endedAt } of episodesOf(trigger satisfies OnTime, moments, automation)) {
    const at = await timeUp(working, tx, matter, began.at, trigger);
    if (at < since || at > now || (endedAt !== null && endedAt <= at)) continue;
    const { past } = moments.findLast(({ event }) => event.at <= at)!;
    up.push({ event: null, past, at, setOffBy: began.kind });
  }
  return up;
}

/** The conversation as it was then: what is not kept of the past stands as it does today. */
const asIt = (
  matter: Matter,
  past: Moment["past"],
  tags: Map<string, { id: string; name: string }>,
): Matter => ({
  ...matter,
  status: past.status,
  ownerId: past.ownerId,
  line: past.line,
  intent: past.intent,
  stage: past.stage,
  priority: past.priority,
  subject: past.subject,
  fields: past.fields,
  waitingSince: past.waitingSince,
  messages: past.messages,
  tags: past.tags.flatMap((name) => tags.get(name) ?? []),
});

function messageAt({ event, past }: Chance, said: ReadonlyMap<string, Said>): Said | null {
  const brought = event && typeof event.data.messageId === "string" ? event.data.messageId : null;
  const id = brought ?? past.newestMessageId;
  return id ? (said.get(id) ?? null) : null;
}

async function eventsOf(
  tx: Tx,
  workspaceId: string,
  matters: readonly Matter[],
): Promise<Map<string, Happened[]>> {
  if (!matters.length) return new Map();
  const oldest = Math.min(...matters.map(({ createdAt }) => createdAt.getTime()));
  const rows = await tx
    .selectFrom("events")
    .select(["id", "kind", "at", "actor", "data", "conversationId"])
    .where("workspaceId", "=", workspaceId)
    .where(
      "conversationId",
      "in",
      matters.map(({ id }) => id),
    )
    .where("at", ">=", new Date(oldest - 1000))
    .orderBy("seq")
    .execute();
  return Map.groupBy(rows, (row) => row.conversationId!);
}

/** First messages say how a conversation began; others are read where conditions ask of them. */
function messagesAsked(histories: ReadonlyMap<string, Happened[]>, uses: ReadonlySet<string>): string[] {
  const asks = [...uses].some((field) => field.startsWith("message_"));
  return [...histories.values()].flat().flatMap(({ kind, data }) => {
    const wanted = asks || kind === "conversation.opened";
    return wanted && typeof data.messageId === "string" ? [data.messageId] : [];
  });
}

const tagsOf = (tx: Tx, workspaceId: string) =>
  tx.selectFrom("tags").select(["id", "name"]).where("workspaceId", "=", workspaceId).execute();

/** Adds up what was found. */
function openTally(asked: Asked) {
  const found: Found = { ...nothingYet, judgedToday: judgedTodayIn(asked), conversations: [], names: {} };
  const days = new Map<string, number>();
  return {
    looked(matter: Matter, touches: readonly Touch[], names: Record<string, string>) {
      found.looked += 1;
      const newest = touches.at(-1);
      if (!newest) return;
      found.touched += 1;
      found.times += touches.length;
      for (const { at } of touches) {
        const day = at.toTemporalInstant().toZonedDateTimeISO(matter.timeZone).toPlainDate().toString();
        days.set(day, (days.get(day) ?? 0) + 1);
      }
      found.conversations.push({
        id: matter.id,
        number: matter.number,
        subject: matter.subject,
        times: touches.length,
        at: newest.at.toISOString(),
        setOffBy: newest.setOffBy,
        findings: newest.findings,
      });
      found.conversations.sort((a, b) => (a.at < b.at ? 1 : -1)).splice(listed);
      Object.assign(found.names, names);
    },
    reached(at: Date, isWhole: boolean) {
      found.reachedBackTo = at.toISOString();
      found.isWhole = isWhole;
    },
    found: (): Found => ({
      ...found,
      byDay: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, times]) => ({ day, times })),
    }),
  };
}

const judgedTodayIn = ({ conditions }: Asked): string[] =>
  [...usedBy(conditions)].filter((field) => fieldNamed(field)?.judgedToday === true);
