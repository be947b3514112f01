import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { linesOf } from "../lines/index.ts";
import { ask, lockedMatter, type Open, type RunNeeds } from "./ask.ts";
import { type Episode, episodesOf, stillHolds } from "./episodes.ts";
import { type Matter, saidOf } from "./facts.ts";
import { type Beside, type Moment, story } from "./history.ts";
import { knownTo } from "./known.ts";
import { writeLog } from "./log.ts";
import { isFor, type Rule, rulesOf } from "./rules.ts";
import type { Happened, OnTime } from "./triggers.ts";
import { timeUp } from "./working-time.ts";

type Timed = Rule & { trigger: OnTime };
const isTimed = (rule: Rule): rule is Timed => rule.trigger.kind === "elapsed";

/**
 * Puts the waits of a conversation in line with its story: an episode that goes on has one, an episode that is over has
 * none that is armed. The transaction must hold the conversation. Told twice, or late, it comes to the same.
 */
export async function keepWaits(open: Open, matter: Matter, rules: readonly Rule[]): Promise<void> {
  const timed = rules.filter(isTimed);
  if (!timed.length) return;
  const { tx } = open;
  const { workspaceId, id } = matter;
  const moments = await storyOf(tx, matter);
  const current = timed.flatMap((rule) => {
    const episode = currentEpisode(rule, moments);
    return episode ? [{ rule, episode }] : [];
  });
  await sql`
    update automation_waits w set state = 'ended'
    where w.workspace_id = ${workspaceId} and w.conversation_id = ${id} and w.state = 'armed'
      and w.automation_id = any(${timed.map((rule) => rule.id)}::uuid[])
      and not exists (
        select from unnest(${current.map(({ rule }) => rule.id)}::uuid[], ${current.map(({ episode }) => episode.began.id)}::uuid[])
          as goes_on (rule, episode)
        where goes_on.rule = w.automation_id and goes_on.episode = w.episode)`.execute(tx);
  if (!current.length) return;
  await tx
    .insertInto("automationWaits")
    .values(await Promise.all(current.map((one) => waitFor(open, matter, one))))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The episode that goes on now. What began before the rule was switched on does not count. */
function currentEpisode(rule: Timed, moments: readonly Moment[]): Episode | null {
  const last = episodesOf(rule.trigger, moments, rule.id).at(-1);
  return last && last.endedAt === null && last.began.at >= rule.countsFrom ? last : null;
}

const waitFor = async (
  { tx, working, now }: Open,
  matter: Matter,
  { rule, episode: { began } }: { rule: Timed; episode: Episode },
) => ({
  workspaceId: matter.workspaceId,
  id: randomUUIDv7(),
  automationId: rule.id,
  version: rule.version,
  conversationId: matter.id,
  episode: began.id,
  episodeKind: began.kind,
  beganAt: began.at,
  armedAt: now,
  dueAt: await timeUp(working, tx, matter, began.at, rule.trigger),
  chain: [...(began.actor.chain ?? [])],
});

/** What happened to a conversation, and what it was after each of it; what has no number yet is told too. */
export async function storyOf(tx: Tx, matter: Matter): Promise<Moment[]> {
  const { workspaceId, id } = matter;
  const { rows } = await sql<Happened>`
    select id, kind, at, actor, data from (
      select * from (
        select id, kind, at, actor, data, seq from events
        where workspace_id = ${workspaceId} and conversation_id = ${id}
          and at >= ${new Date(matter.createdAt.getTime() - 1000)}
        order by at desc limit ${mostEvents}) as newest
      union all
      select id, kind, at, actor, data, null from outbox where workspace_id = ${workspaceId} and conversation_id = ${id}
    ) as told
    order by seq nulls last, id`.execute(tx);
  const first = rows.flatMap(({ kind, data }) =>
    kind === "conversation.opened" && typeof data.messageId === "string" ? [data.messageId] : [],
  );
  const said = await saidOf(tx, workspaceId, first);
  return story(rows, matter, {
    countsAs: await countsAsIn(tx, workspaceId),
    message: (messageId) => {
      const message = said.get(messageId);
      return message && { by: message.by, auto: message.isAuto };
    },
  });
}

/** A conversation with more than that is not looked at further back. */
const mostEvents = 2000;

/** Whose turn it is at a stage, as the lines are set now. */
export async function countsAsIn(tx: Tx, workspaceId: string): Promise<Beside["countsAs"]> {
  const lines = await linesOf(tx, workspaceId);
  return (line, stage) =>
    lines.find((one) => one.line === line)?.stages.find(({ key }) => key === stage)?.countsAs;
}

const mostAtOnce = 200;
const mostTries = 5;

/**
 * Asks the rules whose time is up, each in a transaction of its own, and looks at everything anew before. Returns how
 * many it asked. One that fails by a mistake of ours is put off, so that it does not stand in the way of others.
 */
export async function fireWaits(needs: RunNeeds, now = new Date()): Promise<number> {
  let fired = 0;
  const failures: unknown[] = [];
  for (;;) {
    const due = await withoutWall(needs.db, (tx) =>
      tx
        .selectFrom("automationWaits")
        .select(["workspaceId", "id", "conversationId", "tries"])
        .where("state", "=", "armed")
        .where("dueAt", "<=", now)
        .orderBy("dueAt")
        .limit(mostAtOnce)
        .execute(),
    );
    for (const wait of due)
      await fire(needs, wait, now).catch(async (error: unknown) => {
        failures.push(error);
        await putOff(needs.db, wait, now);
      });
    fired += due.length;
    if (due.length < mostAtOnce) break;
  }
  if (failures.length) throw failures[0];
  return fired;
}

type Wait = { workspaceId: string; id: string; conversationId: string; tries: number };

const fire = (
  { db, working }: RunNeeds,
  { workspaceId, id, conversationId }: Wait,
  now: Date,
): Promise<void> =>
  within(db, workspaceId, async (tx) => {
    // In the order in which events take them, so that neither waits for the other in a circle.
    const matter = await lockedMatter(tx, workspaceId, conversationId);
    const wait = await tx
      .selectFrom("automationWaits")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("state", "=", "armed")
      .forUpdate()
      .executeTakeFirst();
    if (!wait) return;
    const become = (change: { state: "fired" | "ended" | "cancelled" | "failed" } | { dueAt: Date }) =>
      tx
        .updateTable("automationWaits")
        .set(change)
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", id)
        .execute();
    const { rulesVersion } = await tx
      .selectFrom("workspaces")
      .select("rulesVersion")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    const { rules, locale } = await rulesOf(db, workspaceId, rulesVersion);
    const rule = rules.find((one) => one.id === wait.automationId);
    // Switched off, or it counts from something else now: what is newer is armed by what happens.
    if (!matter || !rule || !isTimed(rule) || !isFor(rule, matter.brandId)) {
      await become({ state: "cancelled" });
      return;
    }
    const episode = currentEpisode(rule, await storyOf(tx, matter));
    if (episode?.began.id !== wait.episode || !stillHolds(rule.trigger, matter)) {
      await become({ state: "ended" });
      return;
    }
    // The rule may count longer than when this was armed, and its calendar may have been changed.
    const dueAt = await timeUp(working, tx, matter, wait.beganAt, rule.trigger);
    if (dueAt > now) {
      await become({ dueAt });
      return;
    }
    const known = await knownTo(tx, { workspaceId, id: "", brands: null }, [rule]);
    const entry = await ask({ db, tx, working, now, known, locale }, rule, matter, {
      event: null,
      setOff: { wait },
      chain: wait.chain,
    });
    await become({ state: entry.outcome === "failed" ? "failed" : "fired" });
    await writeLog(tx, matter, [entry], now);
  });

/** Again in 1, 2, 4, 8 minutes; then never. */
const putOff = (db: Db, { workspaceId, id, tries }: Wait, now: Date) =>
  withoutWall(db, (tx) =>
    tx
      .updateTable("automationWaits")
      .set({
        tries: tries + 1,
        dueAt: new Date(now.getTime() + 2 ** tries * 60_000),
        ...(tries + 1 >= mostTries && { state: "failed" }),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("state", "=", "armed")
      .execute(),
  );

/**
 * Arms a rule that was just switched on for what waits already: one conversation after the other, while all else goes
 * on. Returns for how many.
 */
export async function armCurrent(needs: RunNeeds, workspaceId: string, ruleId: string): Promise<number> {
  const { rulesVersion } = await within(needs.db, workspaceId, (tx) =>
    tx
      .selectFrom("workspaces")
      .select("rulesVersion")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow(),
  );
  const { rules } = await rulesOf(needs.db, workspaceId, rulesVersion);
  const rule = rules.find(({ id }) => id === ruleId);
  if (!rule || !isTimed(rule)) return 0;
  let last = "00000000-0000-0000-0000-000000000000";
  let seen = 0;
  for (;;) {
    const page = await withoutWall(needs.db, (tx) =>
      tx
        .selectFrom("conversations")
        .select("id")
        .where("workspaceId", "=", workspaceId)
        .where("id", ">", last)
        .$if(rule.trigger.since !== "closed", (query) => query.where("status", "<>", "closed"))
        .$if(rule.brands.length > 0, (query) => query.where("brandId", "in", rule.brands))
        .orderBy("id")
        .limit(mostAtOnce)
        .execute(),
    );
    for (const { id } of page)
      await within(needs.db, workspaceId, async (tx) => {
        const matter = await lockedMatter(tx, workspaceId, id);
        if (matter) await keepWaits({ ...needs, tx, now: new Date() }, matter, [rule]);
      });
    seen += page.length;
    if (page.length < mostAtOnce) return seen;
    last = page.at(-1)!.id;
  }
}
