/** Random histories of a workspace: what could have happened to some conversations, as events in the order of a stream. */
import fc from "fast-check";
import type { Told } from "./matter.ts";

export type HistoryEvent = Told & { brandId: string };

const uuid = (family: number, n: number) =>
  `00000000-0000-7000-8${family.toString(16).padStart(3, "0")}-${n.toString(16).padStart(12, "0")}`;
export const ids = {
  brands: [1, 2, 3].map((n) => uuid(1, n)),
  teams: [1, 2].map((n) => uuid(2, n)),
  agents: [1, 2, 3].map((n) => uuid(3, n)),
  conversation: (n: number) => uuid(4, n),
  message: (conversation: number, n: number) => uuid(5, conversation * 1000 + n),
};
const lines = ["service", "support"];
const languages = ["en", "ru", "uk", "zh", "ar"];
const channels = ["email", "chat", "phone"];
const intents = ["booking", "complaint", "how_to", null];

/** What people and programs do; some of it more often. */
const steps = [
  ...["write", "write", "write", "reply", "reply", "reply", "close", "close", "close"],
  ...["write_auto", "program_replies", "reopen", "bounce", "arrive", "waive", "waive_and_close", "owe_again"],
  ...["assign", "queue", "hand_over", "sort", "change", "say_language", "breach"],
  ...["repeat", "link", "unlink", "dismiss", "promise", "keep", "break", "unkeep"],
] as const;

interface Step {
  what: (typeof steps)[number];
  afterMinutes: number;
  pick: number;
  clocked: boolean;
  late: boolean;
}
interface Plan {
  by: "customer" | "company" | "machine";
  beginsAfterMinutes: number;
  brand: number;
  pick: number;
  acknowledged: boolean;
  steps: Step[];
}

const minutes = fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 60, max: 9_000 }));
export const plans = (most: number): fc.Arbitrary<Plan[]> =>
  fc.array(
    fc.record({
      by: fc.constantFrom("customer", "customer", "customer", "company", "machine"),
      beginsAfterMinutes: fc.integer({ min: 0, max: 12_000 }),
      brand: fc.nat(2),
      pick: fc.nat(1000),
      acknowledged: fc.boolean(),
      steps: fc.array(
        fc.record({
          what: fc.constantFrom(...steps),
          afterMinutes: minutes,
          pick: fc.nat(1000),
          clocked: fc.boolean(),
          late: fc.boolean(),
        }),
        { maxLength: 14 },
      ),
    }),
    { minLength: 1, maxLength: most },
  );

/** Tells plans as events, from a moment on. Only what the desk lets happen happens. */
export function tell(all: Plan[], from: number): HistoryEvent[] {
  const begins = all.map((plan, n) => from + plan.beginsAfterMinutes * 60_000 + n);
  return all
    .flatMap((plan, n) => new Story(plan, n, begins).tell())
    .map((event, place) => ({ event, place }))
    .sort((a, b) => a.event.at - b.event.at || a.place - b.place)
    .map(({ event }, index) => ({ ...event, seq: index + 1 }));
}

/** One conversation as it is told, with as much of its state as decides what can happen next. */
class Story {
  readonly plan: Plan;
  readonly n: number;
  readonly begins: number[];
  readonly events: HistoryEvent[] = [];
  at: number;
  stands: Record<"line" | "team" | "language", string> & { intent: string | null };
  isOpen = true;
  openSince: number;
  waitingSince: number | null;
  waiting: { id: string; at: number }[] = [];
  asked: { id: string; at: number }[] = [];
  answered = false;
  messages = 0;
  clocks = 0;
  running: { clock: string; clockId: string }[] = [];
  /** The last reply or waiver, as long as it can be taken back. */
  last: {
    kind: "reply" | "waiver";
    message: string;
    settled: { id: string; at: number }[];
    wasFirst: boolean;
  } | null = null;
  bounced: string | null = null;
  pairs = new Map<string, boolean>();
  promises: { id: string; state: "made" | "kept" | "broken"; isLate: boolean }[] = [];

  constructor(plan: Plan, n: number, begins: number[]) {
    this.plan = plan;
    this.n = n;
    this.begins = begins;
    this.at = begins[n]!;
    this.openSince = this.at;
    this.waitingSince = plan.by === "customer" ? this.at : null;
    this.stands = {
      line: lines[plan.pick % 2]!,
      team: ids.teams[plan.pick % 2]!,
      language: languages[plan.pick % 5]!,
      intent: intents[plan.pick % 4]!,
    };
  }

  tell(): HistoryEvent[] {
    const { plan } = this;
    const first = this.message();
    if (plan.by === "customer") this.asks(first);
    this.add("conversation.opened", plan.by === "company" ? this.agent(plan.pick) : this.customer(), {
      number: this.n + 1,
      messageId: first,
      channel: channels[plan.pick % 3],
      begunBy: plan.by,
      stands: { ...this.stands },
      ...(plan.acknowledged && { acknowledged: this.message() }),
    });
    for (const step of plan.steps) {
      this.at += step.afterMinutes * 60_000 + (step.pick % 60) * 1000;
      this.does[step.what](step);
    }
    return this.events;
  }

  message = () => ids.message(this.n, this.messages++);
  customer = () => ({ kind: "customer" as const, id: uuid(6, this.n) });
  agent = (pick: number) => ({ kind: "agent" as const, id: ids.agents[pick % 3]! });
  program = { kind: "automation" as const, id: null };

  add(kind: string, actor: Told["actor"], data: Record<string, unknown> = {}) {
    const { at, n, plan } = this;
    const conversation = ids.conversation(n);
    this.events.push({ seq: 0, kind, conversation, at, actor, data, brandId: ids.brands[plan.brand]! });
  }

  asks(id: string) {
    this.asked.push({ id, at: this.at });
    this.waiting.push({ id, at: this.at });
    this.waitingSince ??= this.at;
  }

  /** What stops, with made-up working minutes. One that was missed before stops under the number it was missed by. */
  stopped(clock: string, since: number, { late, pick }: Step) {
    const missed = this.running.find((one) => one.clock === clock);
    this.running = this.running.filter((one) => one !== missed);
    return {
      clock,
      clockId: missed?.clockId ?? uuid(8, this.n * 1000 + this.clocks++),
      outcome: late ? "late" : "met",
      minutes: (this.at - since) / 60_000,
      openMinutes: Math.floor(((this.at - since) / 60_000) * ((pick % 10) / 10)),
      startedAt: new Date(since).toISOString(),
      dueAt: new Date(since + 3_600_000).toISOString(),
    };
  }

  answers({ late, pick }: Step) {
    return this.waiting.map(({ id, at }) => ({
      messageId: id,
      askedAt: new Date(at).toISOString(),
      dueAt: null,
      inTime: !late,
      acknowledged: this.plan.acknowledged,
      toldInTime: this.plan.acknowledged && pick % 3 ? !late : null,
    }));
  }

  ends() {
    if (this.waitingSince !== null) this.answered = true;
    this.waitingSince = null;
    this.waiting = [];
  }

  opens() {
    this.isOpen = true;
    this.openSince = this.at;
  }

  owed = (settled: { id: string; at: number }[]) =>
    settled.map(({ id, at }) => ({ messageId: id, askedAt: new Date(at).toISOString(), dueAt: null }));

  waitsAgain(settled: { id: string; at: number }[]) {
    this.waiting = [...settled, ...this.waiting];
    this.waitingSince = Math.min(...this.waiting.map(({ at }) => at));
  }

  does: Record<(typeof steps)[number], (step: Step) => void> = {
    write: ({ pick }) => {
      const id = this.message();
      if (!this.isOpen) {
        this.add("conversation.reopened", this.customer(), { messageId: id, auto: null });
        this.opens();
      }
      this.asks(id);
      this.stands.language = languages[pick % 5]!;
      const { language } = this.stands;
      this.add("conversation.customer_wrote", this.customer(), { messageId: id, auto: null, language });
    },
    write_auto: () =>
      this.add("conversation.customer_wrote", this.customer(), {
        messageId: this.message(),
        auto: "auto-reply",
      }),
    reply: (step) => {
      if (!this.isOpen) return;
      const { clocked, late, pick } = step;
      const clock = this.plan.by === "customer" && !this.answered ? "first_reply" : "next_reply";
      const since = this.waitingSince;
      const message = this.message();
      const answers = this.answers(step);
      this.add("conversation.replied", this.agent(pick), {
        messageId: message,
        status: "waiting",
        ...(pick % 4 === 0 && { asks: true }),
        ...(clocked &&
          since !== null && {
            clocks: [
              this.stopped(clock, since, step),
              ...(late ? [this.stopped("own", this.openSince, step)] : []),
            ],
          }),
        ...((clocked || since !== null) && { answers }),
      });
      this.last = { kind: "reply", message, settled: [...this.waiting], wasFirst: !this.answered };
      this.bounced = null;
      this.ends();
    },
    program_replies: (step) => {
      if (!this.isOpen) return;
      const isAccepted = step.clocked && this.waitingSince !== null;
      this.add("conversation.replied", this.program, {
        messageId: this.message(),
        status: "waiting",
        clocks: [],
        answers: isAccepted ? this.answers(step) : [],
      });
      this.last = null;
      if (isAccepted) this.ends();
    },
    close: (step) => {
      if (!this.isOpen) return;
      this.add("conversation.closed", step.pick % 4 ? this.agent(step.pick) : this.program, {
        ...(step.clocked && { clocks: [this.stopped("resolution", this.openSince, step)] }),
      });
      this.isOpen = false;
      this.last = null;
      this.ends();
    },
    reopen: ({ pick }) => {
      if (this.isOpen) return;
      this.add("conversation.reopened", this.agent(pick));
      this.opens();
    },
    bounce: () => {
      const { last } = this;
      if (last?.kind !== "reply" || !last.settled.length || this.bounced) return;
      this.add("message.delivery_failed", this.program, {
        messageId: last.message,
        error: "no such user",
        owedAgain: this.owed(last.settled),
      });
      this.waitsAgain(last.settled);
      this.answered = !last.wasFirst;
      this.bounced = last.message;
    },
    arrive: (step) => {
      if (!this.bounced || this.waitingSince === null) return;
      this.add("message.sent", this.program, { messageId: this.bounced, answers: this.answers(step) });
      this.bounced = null;
      this.last = null;
      this.ends();
    },
    waive: (step) => this.waives(step, false),
    waive_and_close: (step) => this.waives(step, true),
    owe_again: ({ pick }) => {
      const { last } = this;
      if (last?.kind !== "waiver") return;
      if (!this.isOpen) {
        this.add("conversation.reopened", this.agent(pick));
        this.opens();
      }
      this.add("conversation.answer_owed_again", this.agent(pick), { answers: this.owed(last.settled) });
      this.asked.push(...last.settled);
      this.waitsAgain(last.settled);
      this.answered = !last.wasFirst;
      this.last = null;
    },
    assign: ({ pick }) =>
      this.add("conversation.assigned", this.agent(pick), {
        agent: ids.agents[(pick + 1) % 3]!,
        name: "Somebody",
      }),
    queue: ({ pick }) => {
      this.stands.team = ids.teams[pick % 2]!;
      this.add("conversation.assigned", this.program, { team: this.stands.team, because: "owner_away" });
    },
    hand_over: ({ pick }) => {
      if (!this.isOpen) return;
      const was = this.stands.line;
      const is = was === "service" ? "support" : "service";
      const intent = pick % 3 ? null : intents[pick % 4]!;
      Object.assign(this.stands, { line: is, team: ids.teams[pick % 2], intent });
      this.add("conversation.handed_over", this.agent(pick), {
        from: was,
        to: is,
        reason: "theirs",
        ...(pick % 2 && { agent: ids.agents[pick % 3], name: "Somebody" }),
        stands: { ...this.stands },
      });
    },
    sort: ({ pick }) => {
      const before = this.stands.intent;
      this.stands.intent = intents[pick % 4]!;
      this.add("conversation.sorted", this.agent(pick), { from: before, to: this.stands.intent });
    },
    change: ({ pick }) => {
      const before = this.stands.line;
      this.stands.line = lines[pick % 2]!;
      const { line } = this.stands;
      this.add("conversation.changed", this.agent(pick), {
        priority: { from: "normal", to: "high" },
        ...(before !== line && { line: { from: before, to: line }, stands: { ...this.stands } }),
      });
    },
    say_language: ({ pick }) => {
      const one = this.asked[pick % Math.max(1, this.asked.length)];
      if (!one) return;
      this.stands.language = languages[pick % 5]!;
      const { language } = this.stands;
      this.add("message.language_changed", this.agent(pick), { messageId: one.id, language });
    },
    breach: ({ pick }) => {
      const clock = ["first_reply", "next_reply", "resolution", "own", "promise"][pick % 5]!;
      if (!this.isOpen || this.running.some((one) => one.clock === clock)) return;
      const clockId = uuid(8, this.n * 1000 + this.clocks++);
      this.running.push({ clock, clockId });
      this.add("clock.breached", this.program, { clock, clockId });
    },
    repeat: (step) =>
      this.pair(step, "conversation.repeat_found", (isFound) => (isFound === undefined ? true : null), {
        nth: 2,
      }),
    link: (step) =>
      this.pair(step, "conversation.repeat_settled", (isFound) => isFound ?? false, { how: "linked" }),
    unlink: (step) =>
      this.pair(step, "conversation.repeat_settled", (isFound) => isFound ?? null, { how: "unlinked" }),
    dismiss: (step) =>
      this.pair(step, "conversation.repeat_settled", (isFound) => isFound ?? null, { how: "dismissed" }),
    promise: ({ pick }) => {
      const id = uuid(7, this.n * 1000 + this.promises.length);
      this.promises.push({ id, state: "made", isLate: false });
      this.add("promise.made", this.agent(pick), {
        promiseId: id,
        dueAt: new Date(this.at + 3_600_000).toISOString(),
      });
    },
    keep: ({ pick, late }) => {
      const promise = this.promises.findLast(({ state }) => state !== "kept");
      if (!promise) return;
      promise.isLate ||= late;
      this.add("promise.kept", this.agent(pick), { promiseId: promise.id, late: promise.isLate });
      promise.state = "kept";
    },
    break: () => {
      const promise = this.promises.findLast(({ state }) => state === "made");
      if (!promise) return;
      Object.assign(promise, { state: "broken", isLate: true });
      this.add("promise.broken", this.program, { promiseId: promise.id, late: true });
    },
    unkeep: ({ pick }) => {
      const promise = this.promises.findLast(({ state }) => state === "kept");
      if (!promise) return;
      // What was broken stays so, whatever is taken back.
      promise.state = promise.isLate ? "broken" : "made";
      this.add("promise.changed", this.agent(pick), { promiseId: promise.id, wasSettled: "kept" });
    },
  };

  /** All that waits needs no answer. */
  waives({ pick }: Step, closes: boolean) {
    if (!this.waiting.length || !this.isOpen) return;
    this.last = { kind: "waiver", message: "", settled: [...this.waiting], wasFirst: !this.answered };
    const answers = this.owed(this.waiting).map((one) => ({ ...one, toldInTime: null }));
    this.add("conversation.answer_waived", this.agent(pick), { reason: "thanks", answers });
    this.asked = this.asked.filter((one) => !this.waiting.includes(one));
    this.ends();
    if (!closes) return;
    this.add("conversation.closed", this.agent(pick));
    this.isOpen = false;
  }

  /** Something about a pair with a former conversation; `next` says whether it was found, null for nothing. */
  pair(
    { pick }: Step,
    kind: string,
    next: (isFound: boolean | undefined) => boolean | null,
    data: Record<string, unknown>,
  ) {
    const { begins, n } = this;
    const former = begins.flatMap((begun, other) => (begun < begins[n]! && other !== n ? [other] : []));
    const other = former[pick % Math.max(1, former.length)];
    if (other === undefined) return;
    const repeatOf = ids.conversation(other);
    const isFound = next(this.pairs.get(repeatOf));
    if (isFound === null) return;
    this.pairs.set(repeatOf, isFound);
    this.add(kind, kind.endsWith("found") ? this.program : this.agent(pick), { repeatOf, ...data });
  }
}
