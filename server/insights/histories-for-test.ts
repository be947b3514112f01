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

const steps = [
  "write",
  "write",
  "write_auto",
  "reply",
  "reply",
  "reply",
  "program_replies",
  "close",
  "close",
  "reopen",
  "bounce",
  "waive",
  "assign",
  "queue",
  "hand_over",
  "sort",
  "change",
  "say_language",
  "breach",
  "repeat",
  "promise",
  "keep",
  "break",
] as const;

interface Plan {
  by: "customer" | "company" | "machine";
  beginsAfterMinutes: number;
  brand: number;
  pick: number;
  acknowledged: boolean;
  steps: {
    what: (typeof steps)[number];
    afterMinutes: number;
    pick: number;
    clocked: boolean;
    late: boolean;
  }[];
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
  const begins = (plan: Plan, n: number) => from + plan.beginsAfterMinutes * 60_000 + n;
  const events = all.flatMap((plan, n) => tellOne(plan, n, all.map(begins)));
  return events
    .map((event, place) => ({ event, place }))
    .sort((a, b) => a.event.at - b.event.at || a.place - b.place)
    .map(({ event }, index) => ({ ...event, seq: index + 1 }));
}

function tellOne(plan: Plan, n: number, begins: number[]): HistoryEvent[] {
  const conversation = ids.conversation(n);
  const brandId = ids.brands[plan.brand]!;
  const events: HistoryEvent[] = [];
  let at = begins[n]!;
  const stands = {
    line: lines[plan.pick % 2]!,
    team: ids.teams[plan.pick % 2]!,
    language: languages[plan.pick % 5]!,
    intent: intents[plan.pick % 4]!,
  };
  const customer = { kind: "customer" as const, id: uuid(6, n) };
  const program = { kind: "automation" as const, id: null };
  const agent = (pick: number) => ({ kind: "agent" as const, id: ids.agents[pick % 3]! });
  const add = (kind: string, actor: Told["actor"], data: Record<string, unknown> = {}) =>
    events.push({ seq: 0, kind, conversation, at, actor, data, brandId });

  let isOpen = true;
  let openSince = at;
  let waitingSince: number | null = plan.by === "customer" ? at : null;
  let waiting: string[] = [];
  let answered = false;
  let messages = 0;
  const asked: string[] = [];
  const promises = { made: [] as string[], broken: [] as string[], count: 0 };
  const message = () => ids.message(n, messages++);

  const first = message();
  if (plan.by === "customer") {
    asked.push(first);
    waiting.push(first);
  }
  add("conversation.opened", plan.by === "company" ? agent(plan.pick) : customer, {
    number: n + 1,
    messageId: first,
    channel: channels[plan.pick % 3],
    begunBy: plan.by,
    stands: { ...stands },
    ...(plan.acknowledged && { acknowledged: message() }),
  });

  /** What stops, with made-up working minutes. */
  const stopped = (clock: string, since: number, late: boolean, pick: number) => ({
    clock,
    outcome: late ? "late" : "met",
    minutes: (at - since) / 60_000,
    openMinutes: Math.floor(((at - since) / 60_000) * ((pick % 10) / 10)),
    startedAt: new Date(since).toISOString(),
    dueAt: new Date(since + 3_600_000).toISOString(),
  });
  const answers = (late: boolean, pick: number) =>
    waiting.map((messageId) => ({
      messageId,
      askedAt: new Date(waitingSince ?? at).toISOString(),
      dueAt: null,
      inTime: !late,
      acknowledged: plan.acknowledged,
      toldInTime: plan.acknowledged && pick % 3 ? !late : null,
    }));

  for (const { what, afterMinutes, pick, clocked, late } of plan.steps) {
    at += afterMinutes * 60_000 + (pick % 60) * 1000;
    switch (what) {
      case "write": {
        const id = message();
        if (!isOpen) {
          add("conversation.reopened", customer, { messageId: id, auto: null });
          isOpen = true;
          openSince = at;
        }
        asked.push(id);
        waiting.push(id);
        waitingSince ??= at;
        stands.language = languages[pick % 5]!;
        add("conversation.customer_wrote", customer, {
          messageId: id,
          auto: null,
          language: stands.language,
        });
        break;
      }
      case "write_auto":
        add("conversation.customer_wrote", customer, { messageId: message(), auto: "auto-reply" });
        break;
      case "reply": {
        if (!isOpen) break;
        const clock = plan.by === "customer" && !answered ? "first_reply" : "next_reply";
        add("conversation.replied", agent(pick), {
          messageId: message(),
          status: "waiting",
          ...(clocked &&
            waitingSince !== null && {
              clocks: [
                stopped(clock, waitingSince, late, pick),
                ...(late ? [stopped("own", openSince, late, pick)] : []),
              ],
            }),
          ...(clocked && waitingSince !== null && { answers: answers(late, pick) }),
        });
        if (waitingSince !== null) answered = true;
        waitingSince = null;
        waiting = [];
        break;
      }
      case "program_replies": {
        if (!isOpen) break;
        const isAccepted = clocked && waitingSince !== null;
        add("conversation.replied", program, {
          messageId: message(),
          status: "waiting",
          ...(isAccepted && { answers: answers(late, pick) }),
        });
        if (!isAccepted) break;
        answered = true;
        waitingSince = null;
        waiting = [];
        break;
      }
      case "close":
        if (!isOpen) break;
        add("conversation.closed", pick % 4 ? agent(pick) : program, {
          ...(clocked && { clocks: [stopped("resolution", openSince, late, pick)] }),
        });
        if (waitingSince !== null) answered = true;
        isOpen = false;
        waitingSince = null;
        waiting = [];
        break;
      case "reopen":
      case "bounce":
        if (isOpen) break;
        if (what === "reopen") add("conversation.reopened", agent(pick), {});
        else
          add("message.delivery_failed", program, {
            messageId: first,
            error: "no such user",
            reopened: true,
          });
        isOpen = true;
        openSince = at;
        break;
      case "waive": {
        const id = asked[pick % Math.max(1, asked.length)];
        if (!id) break;
        const ended = waiting.includes(id) && waiting.length === 1;
        add("conversation.answer_waived", agent(pick), {
          reason: "thanks",
          ...(pick % 2 ? { messageId: id } : { answers: [{ messageId: id, toldInTime: null }] }),
        });
        asked.splice(asked.indexOf(id), 1);
        waiting = waiting.filter((one) => one !== id);
        if (ended) {
          answered = true;
          waitingSince = null;
        }
        break;
      }
      case "assign":
        add("conversation.assigned", agent(pick), { agent: ids.agents[(pick + 1) % 3]!, name: "Somebody" });
        break;
      case "queue":
        stands.team = ids.teams[pick % 2]!;
        add("conversation.assigned", program, { team: stands.team, because: "owner_away" });
        break;
      case "hand_over": {
        if (!isOpen) break;
        const [was, is] = stands.line === "service" ? ["service", "support"] : ["support", "service"];
        Object.assign(stands, {
          line: is,
          team: ids.teams[pick % 2],
          intent: pick % 3 ? null : intents[pick % 4],
        });
        add("conversation.handed_over", agent(pick), {
          from: was,
          to: is,
          reason: "theirs",
          ...(pick % 2 && { agent: ids.agents[pick % 3], name: "Somebody" }),
          stands: { ...stands },
        });
        break;
      }
      case "sort": {
        const before = stands.intent;
        stands.intent = intents[pick % 4]!;
        add("conversation.sorted", agent(pick), { from: before, to: stands.intent });
        break;
      }
      case "change": {
        const before = stands.line;
        stands.line = lines[pick % 2]!;
        add("conversation.changed", agent(pick), {
          priority: { from: "normal", to: "high" },
          ...(before !== stands.line && { line: { from: before, to: stands.line }, stands: { ...stands } }),
        });
        break;
      }
      case "say_language": {
        const id = asked[pick % Math.max(1, asked.length)];
        if (!id) break;
        stands.language = languages[pick % 5]!;
        add("message.language_changed", agent(pick), { messageId: id, language: stands.language });
        break;
      }
      case "breach":
        if (isOpen)
          add("clock.breached", program, {
            clock: ["first_reply", "next_reply", "resolution", "own", "promise"][pick % 5],
          });
        break;
      case "repeat": {
        const former = begins.flatMap((begun, other) => (begun < begins[n]! && other !== n ? [other] : []));
        const repeated = former[pick % Math.max(1, former.length)];
        if (repeated === undefined) break;
        add("conversation.repeat_found", program, { repeatOf: ids.conversation(repeated), nth: 2 });
        break;
      }
      case "promise": {
        const promiseId = uuid(7, n * 1000 + promises.count++);
        promises.made.push(promiseId);
        add("promise.made", agent(pick), { promiseId, dueAt: new Date(at + 3_600_000).toISOString() });
        break;
      }
      case "keep": {
        const promiseId = promises.made.at(-1);
        if (!promiseId) break;
        // One that was given more time after it was broken may be kept in time after all.
        const isLate = promises.broken.includes(promiseId) ? late : false;
        add("promise.kept", agent(pick), { promiseId, late: isLate });
        promises.made.pop();
        break;
      }
      case "break": {
        const promiseId = promises.made.at(-1);
        if (!promiseId || promises.broken.includes(promiseId)) break;
        promises.broken.push(promiseId);
        add("promise.broken", program, { promiseId, dueAt: new Date(at).toISOString() });
        break;
      }
    }
  }
  return events;
}
