import type { Caller } from "../../server/caller.ts";
import type { Chance } from "../../server/chance.ts";
import {
  close,
  continueConversation,
  escalate,
  foldCounts,
  followTheSun,
  type Incoming,
  openConversations,
  reply,
  waive,
} from "../../server/conversations/index.ts";
import { type Db, withoutWall } from "../../server/db/database.ts";
import { foldFigures, packSheets } from "../../server/insights/index.ts";
import { foldRequestCounts, proveLedgers } from "../../server/ledger/index.ts";
import type { Firm } from "./firm.ts";
import { letters } from "./letters.ts";
import type { Plan } from "./plan.ts";
import { Schedule } from "./schedule.ts";

const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** What happens within so much of the virtual time happens together. */
export const tick = 15 * minute;

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

/** What customers and agents do, in the order of the virtual time. */
export class Year {
  asked = 0;
  opened = 0;
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
    const due = this.#schedule.until(now);
    await Promise.all([this.#arrive(arriving), ...due.map(({ task }) => this.#do(task, now))]);
    for (let looked = 1; looked > 0; ) {
      looked = await escalate(this.#db, new Date(now));
      this.escalated += looked;
    }
    if (now % hour === 0) await followTheSun(this.#db, new Date(now));
    if (now % (6 * hour) === 0) await this.count();
    if (now % day === 0) {
      const broken = await proveLedgers(this.#db, new Date(now));
      if (broken.length) throw new Error(`the ledger is broken: ${JSON.stringify(broken)}`);
    }
  }

  /** Folds counts and figures up to what has its number in the stream. */
  async count() {
    await withoutWall(this.#db, (tx) => foldCounts(tx));
    await withoutWall(this.#db, (tx) => foldRequestCounts(tx));
    await foldFigures(this.#db);
    await packSheets(this.#db);
  }

  async #arrive(plans: Plan[]) {
    if (!plans.length) return;
    const coming = plans.map((plan) => {
      const language = this.#chance.weighed(plan.door.country.languages);
      // One in three wrote before.
      const n =
        this.#chance.share() < 0.33 && this.#customers
          ? this.#chance.below(this.#customers)
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
    this.opened += plans.length;
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
      this.#schedule.plan(now + around(this.#chance, 5 * hour), { does: "write", matter });
    } else if (!closes) this.#schedule.plan(now + 3 * day, { does: "close", matter });
  }

  #agentOf({ plan }: MatterUnderWay): Caller {
    return this.#chance.of(this.#firm.agents.get(plan.door.brand)!);
  }
}

/** Log-normal around a median, with a spread of 1, by the method of Box and Muller. */
const around = (chance: Chance, median: number) =>
  median * Math.exp(Math.sqrt(-2 * Math.log(1 - chance.share())) * Math.cos(2 * Math.PI * chance.share()));
