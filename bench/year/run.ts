import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { Caller } from "../../server/caller.ts";
import {
  close,
  continueConversation,
  escalate,
  followTheSun,
  type Incoming,
  openConversations,
  reply,
  waive,
} from "../../server/conversations/index.ts";
import { type Db, openDb, withoutWall } from "../../server/db/database.ts";
import { startEmbeddedPostgres } from "../../server/db/embedded/index.ts";
import { migrate } from "../../server/db/migrate.ts";
import { prepareJobs } from "../../server/jobs/index.ts";
import { proveLedgers } from "../../server/ledger/index.ts";
import { localBus, startSequencer } from "../../server/live/index.ts";
import { queues } from "../../server/queues.ts";
import { prepareTriage } from "../../server/triage/index.ts";
import type { Row } from "../report.ts";
import { type Chance, chanceFrom } from "./chance.ts";
import { type Firm, foundFirm } from "./firm.ts";
import { letters } from "./letters.ts";
import { type Plan, planOf } from "./plan.ts";
import { Schedule } from "./schedule.ts";
import { virtualClock } from "./virtual-clock.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** What happens within so much of the virtual time happens together. */
const tick = 15 * minute;
/** A year of the outsourcer after whom Tandem is measured. */
const requestsAYear = 291_847;

/** One thing that somebody does with a matter. */
type Task =
  | { does: "answer"; matter: MatterUnderWay }
  | { does: "write"; matter: MatterUnderWay }
  | { does: "close"; matter: MatterUnderWay };

interface MatterUnderWay {
  id: string;
  plan: Plan;
  from: Incoming["from"];
  language: string;
  left: number;
}

/**
 * A year in minutes: requests over 17 countries, 9 brands and five languages take the whole way from their record to the
 * figures, by a clock that runs ahead. Mail that leaves and the index of words are left out. Throws when a request was
 * ignored or acknowledged twice.
 */
export async function yearRows({ days, say }: { days: number; say: (line: string) => void }): Promise<Row[]> {
  const dataDir = join(import.meta.dirname, "..", "..", "data", "bench-year");
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await prepareTriage(() => undefined);
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const begun = performance.now();
  try {
    await migrate(server.connection, () => undefined);
    await prepareJobs(server.connection, queues);
    const db = openDb(server.connection, { size: 20 });
    try {
      return await replayYear(db, { days, say });
    } finally {
      await db.close();
    }
  } finally {
    await server.stop();
    say(`A year: ${((performance.now() - begun) / 60_000).toFixed(1)} minutes in all.`);
  }
}

async function replayYear(
  db: Db,
  { days, say }: { days: number; say: (line: string) => void },
): Promise<Row[]> {
  const requests = Math.round((requestsAYear * days) / 365);
  const chance = chanceFrom(2026);
  const until = Math.floor(Date.now() / day) * day;
  const from = until - days * day;
  const clock = virtualClock(from);
  const sequencer = startSequencer(db, { bus: localBus() });
  try {
    const firm = await foundFirm(db, new Date(from));
    const plans = planOf(chance, { requests, days, from, doors: firm.doors });
    const begun = performance.now();
    const work = new Year(db, firm, chance);
    let next = 0;
    for (let now = from; next < plans.length || work.isBusy; now += tick) {
      clock.set(now + tick);
      const arriving: Plan[] = [];
      while (next < plans.length && plans[next]!.at < now + tick) arriving.push(plans[next++]!);
      await work.until(now + tick, arriving);
      if ((now - from) % (30 * day) === 0 && now > from)
        say(
          `  ${Math.round((now - from) / day)} days, ${work.asked.toLocaleString("en")} requests, ${Math.round(work.asked / ((performance.now() - begun) / 1000))}/s`,
        );
    }
    await sequencer.idle();
    const seconds = (performance.now() - begun) / 1000;
    await refuseIgnored(db, firm.workspaceId, requests);
    const late = await lateShare(db, firm.workspaceId);
    return [
      {
        what: `${days} days of ${requests.toLocaleString("en")} requests, whole path`,
        ours: requests / seconds,
        unit: "requests/s",
        ...(days === 365 && { bar: "≤ 15 min", met: seconds <= 900 }),
        note: `${(seconds / 60).toFixed(1)} min; none ignored, none acknowledged twice; ${work.escalated} looks at due clocks, ${(late * 100).toFixed(1)} % late`,
      },
    ];
  } finally {
    await sequencer.stop();
    clock.stop();
  }
}

/** What customers and agents do, in the order of the virtual time. */
class Year {
  asked = 0;
  escalated = 0;
  #db: Db;
  #firm: Firm;
  #chance: Chance;
  #letters: ReturnType<typeof letters>;
  #schedule = new Schedule<Task>();
  #customers = 0;

  constructor(db: Db, firm: Firm, chance: Chance) {
    this.#db = db;
    this.#firm = firm;
    this.#chance = chance;
    this.#letters = letters(chance);
  }

  get isBusy(): boolean {
    return this.#schedule.size > 0;
  }

  async until(now: number, arriving: Plan[]): Promise<void> {
    await this.#arrive(arriving);
    const due = this.#schedule.until(now);
    await Promise.all(due.map(({ task }) => this.#do(task, now)));
    for (let looked = 1; looked > 0; ) {
      looked = await escalate(this.#db, new Date(now));
      this.escalated += looked;
    }
    if (now % hour === 0) await followTheSun(this.#db, new Date(now));
    if (now % day === 0) {
      const broken = await proveLedgers(this.#db, new Date(now));
      if (broken.length) throw new Error(`the ledger is broken: ${JSON.stringify(broken)}`);
    }
  }

  async #arrive(plans: Plan[]) {
    if (!plans.length) return;
    const coming = plans.map((plan) => {
      const language = this.#chance.weighed(plan.door.country.languages);
      // One in three wrote before.
      const n =
        this.#chance.share() < 0.33 && this.#customers
          ? this.#chance.whole(this.#customers)
          : this.#customers++;
      const from = { email: `c${n}@people.example`, name: `Customer ${n}` };
      return { plan, from, language, incoming: this.#letter(plan, from, language, plan.at) };
    });
    const opened = await openConversations(
      this.#db,
      this.#firm.workspaceId,
      coming.map(({ incoming, from }) => ({
        actor: { kind: "customer", id: null, name: from.name },
        incoming,
      })),
    );
    this.asked += plans.length;
    for (const [at, { conversation }] of opened.entries()) {
      const { plan, from } = coming[at]!;
      const matter = {
        id: conversation.id,
        plan,
        from,
        language: conversation.language,
        left: plan.followUps,
      };
      this.#planAnswer(matter, plan.at, conversation.nextStepAt!.getTime());
    }
  }

  #letter(
    plan: Plan,
    from: Incoming["from"],
    language: "en" | "ru" | "uk" | "zh" | "ar",
    at: number,
  ): Incoming {
    const { subject, text } = this.#letters.question(language);
    return {
      inbox: plan.door.inbox,
      from,
      channel: "email",
      subject,
      text,
      html: null,
      reply: text,
      sentAt: new Date(at),
      recordedAt: new Date(at),
      linkedBy: "new",
    };
  }

  /** Most are answered in time, some late. */
  #planAnswer(matter: MatterUnderWay, askedAt: number, dueAt: number) {
    const share =
      this.#chance.share() < 0.94 ? 0.08 + 0.8 * this.#chance.share() : 1.05 + this.#chance.share();
    this.#schedule.plan(askedAt + Math.max(tick, (dueAt - askedAt) * share), { does: "answer", matter });
  }

  async #do(task: Task, now: number) {
    const { matter } = task;
    const agent = this.#agentOf(matter);
    if (task.does === "answer") return this.#answer(agent, matter, now);
    if (task.does === "close") {
      await close(this.#db, agent, matter.id);
      return;
    }
    const { plan, from } = matter;
    const language = this.#chance.weighed(plan.door.country.languages);
    await continueConversation(
      this.#db,
      this.#firm.workspaceId,
      { kind: "customer", id: null, name: from.name },
      matter.id,
      { ...this.#letter(plan, from, language, now), linkedBy: "reply_token" },
    );
    this.asked++;
    this.#planAnswer(matter, now, now + 4 * hour);
  }

  async #answer(agent: Caller, matter: MatterUnderWay, now: number) {
    const last = matter.left === 0;
    if (last && this.#chance.share() < 0.03) {
      await waive(this.#db, agent, matter.id, { reason: "thanks", note: "", close: true });
      return;
    }
    const closes = this.#chance.share() < (last ? 0.6 : 0.15);
    await reply(this.#db, agent, matter.id, {
      text: this.#letters.answer(matter.language),
      attachments: [],
      after: closes ? "close" : "wait",
    });
    if (!last) {
      matter.left--;
      this.#schedule.plan(now + this.#chance.around(5 * hour, 1), { does: "write", matter });
    } else if (!closes) this.#schedule.plan(now + 3 * day, { does: "close", matter });
  }

  #agentOf({ plan }: MatterUnderWay): Caller {
    return this.#chance.of(this.#firm.agents.get(plan.door.brand)!);
  }
}

/** The proof: every request was answered, and each matter acknowledged, at most once a day. */
async function refuseIgnored(db: Db, workspaceId: string, requests: number) {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ asked: number; ignored: number; unacknowledged: number; twice: number }>`
      select count(*) as asked, count(*) filter (where answered_at is null) as ignored,
          count(*) filter (where acknowledged_at is null) as unacknowledged,
          (select count(*) from (
            select sent_at - lag(sent_at) over (partition by conversation_id order by sent_at) as gap
            from messages where workspace_id = ${workspaceId} and auto = 'acknowledgement') a
          where gap < interval '24 hours') as twice
      from requests where workspace_id = ${workspaceId}`.execute(tx),
  );
  const { asked, ignored, unacknowledged, twice } = rows[0]!;
  if (Number(asked) !== requests) throw new Error(`${asked} of ${requests} requests are in the ledger`);
  if (Number(ignored)) throw new Error(`${ignored} requests were ignored`);
  if (Number(twice)) throw new Error(`${twice} matters were acknowledged twice within a day`);
  if (Number(unacknowledged) > requests * 0.01) throw new Error(`${unacknowledged} were not acknowledged`);
}

/** Of the requests that were due by a clock, how many were answered late. */
async function lateShare(db: Db, workspaceId: string): Promise<number> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ share: number }>`
      select (count(*) filter (where answered_at > due_at))::float / count(*) as share
      from requests where workspace_id = ${workspaceId} and due_at is not null`.execute(tx),
  );
  return rows[0]!.share;
}
