import type { ClockRules, ClockState, Happening, Matter } from "./engine.ts";
import { turn } from "./engine.ts";

/** What happened to a matter, in order, and how it stands now. */
export interface History {
  now: Matter;
  /** Whose turn it is at a stage, by the stage's key. */
  turns: ReadonlyMap<string, "open" | "waiting">;
  happened: Told[];
}

/** An event as its stream tells it. */
export interface Told {
  at: string;
  kind: string;
  /** Who made it happen. */
  by: string;
  data: Record<string, unknown>;
}

/** A clock that ended with a result, or that goes on. */
export interface Run {
  clock: string;
  startedAt: Date;
  endedAt: Date | null;
  dueAt: Date | null;
  late: boolean;
}

/**
 * The clocks of a matter as they would have run by some rules. What happened stays as it was: a priority that a ladder
 * raised at the time was raised then, also where another ladder would have done it at another time.
 */
export function replay(rules: ClockRules, history: History, now: Date): Run[] {
  const runs: Run[] = [];
  let clocks: ClockState[] = [];
  let was: Standing | null = null;
  for (const event of history.happened) {
    const step = meaning[event.kind]?.(event, was ?? beganAs(history), history);
    if (!step || event.data.auto) continue;
    const { happened = [], becomes = {} }: Step = step;
    const is: Standing = { ...(was ?? beganAs(history)), ...becomes };
    const turned = turn(rules, { was, is }, clocks, new Set(happened), new Date(event.at));
    for (const clock of turned.changed)
      if (clock.endedAt && clock.state !== "cancelled") runs.push({ ...clock, late: clock.state === "late" });
    clocks = turned.alive;
    was = is;
  }
  for (const clock of clocks) runs.push({ ...clock, late: clock.dueAt !== null && clock.dueAt < now });
  return runs;
}

type Standing = Matter & {
  isOwned: boolean;
  /** Whether the customer waits for our answer. */
  waits: boolean;
  /** When it was last said that no answer is needed. */
  waivedAt: string | null;
};
interface Step {
  happened?: Happening[];
  becomes?: Partial<Standing>;
}

/** What was changed later began as what it was changed from; all else is as it is. */
function beganAs({ now, happened }: History): Standing {
  const first = <Value>(name: "line" | "priority", of: Value): Value => {
    for (const event of happened) {
      const change = changeOf(event, name);
      if (change) return change.from as Value;
    }
    return of;
  };
  return {
    ...now,
    line: first("line", now.line),
    priority: first("priority", now.priority),
    status: "new",
    stage: null,
    heldFor: null,
    isOwned: false,
    waits: true,
    waivedAt: null,
  };
}

interface Change {
  from: unknown;
  to: unknown;
}

/** How an event changed one thing, however its kind says so. */
function changeOf({ kind, data }: Told, name: "line" | "priority" | "stage" | "status"): Change | null {
  if (kind === "conversation.handed_over") return name === "line" ? { from: data.from, to: data.to } : null;
  if (kind === "clock.escalated")
    return name === "priority" && data.priority ? { from: data.from, to: data.priority } : null;
  const changes = kind === "conversation.changed" || kind === "conversation.sorted";
  return (changes && (data[name] as Change | undefined)) || null;
}

type Meaning = (event: Told, before: Standing, history: History) => Step | null;

const meaning: Record<string, Meaning> = {
  "conversation.opened": () => ({ happened: ["opened"] }),
  "conversation.customer_wrote": (_, { status }) => ({
    happened: status === "closed" ? ["customer_wrote", "reopened"] : ["customer_wrote"],
    becomes: { status: status === "new" ? "new" : "open", waits: true },
  }),
  "conversation.replied": ({ by, data: { status = "waiting" } }, { isOwned, waits }) => {
    // What a rule writes while the customer waits answers nobody.
    if (by === "automation" && waits) return null;
    const taken: Happening[] = !isOwned && by === "agent" ? ["assigned"] : [];
    return status === "closed"
      ? {
          happened: ["answered", ...taken, "closed"],
          becomes: { status, heldFor: null, isOwned: isOwned || by === "agent", waits: false },
        }
      : {
          happened: ["answered", ...taken],
          becomes: { status: String(status), isOwned: isOwned || by === "agent", waits: false },
        };
  },
  // A reply that closes is told twice, and so is a waiver, which is one act with the closing.
  "conversation.closed": ({ at }, { status, waivedAt }) =>
    status === "closed"
      ? null
      : {
          happened: waivedAt === at ? ["waived", "closed"] : ["closed"],
          becomes: { status: "closed", heldFor: null, waits: false },
        },
  "conversation.reopened": (_, { status }) =>
    status === "closed" ? { happened: ["reopened"], becomes: { status: "open" } } : null,
  "conversation.answer_waived": ({ at }, { status }) => ({
    happened: ["waived"],
    becomes: { waits: false, waivedAt: at, ...(status === "new" && { status: "open" }) },
  }),
  "conversation.held": () => ({ becomes: { heldFor: "third_party" } }),
  "conversation.released": () => ({ becomes: { heldFor: null } }),
  "conversation.handed_over": ({ data }, { status }) => ({
    happened: data.agent ? ["handed_over", "changed", "assigned"] : ["handed_over", "changed"],
    becomes: {
      line: String(data.to),
      stage: null,
      isOwned: Boolean(data.agent),
      ...(status === "waiting" && { status: "open" }),
    },
  }),
  "conversation.assigned": ({ data }) => ({
    happened: data.agent ? ["assigned"] : [],
    becomes: { isOwned: Boolean(data.agent) },
  }),
  "conversation.changed": changed,
  "conversation.sorted": changed,
  "clock.escalated": (event) =>
    changeOf(event, "priority") ? changed(event) : event.data.queue ? { becomes: { isOwned: false } } : null,
};

function changed(event: Told, before?: Standing, history?: History): Step {
  const [line, priority, stage, status] = (["line", "priority", "stage", "status"] as const).map((name) =>
    changeOf(event, name),
  );
  const isUnderWay = before?.status === "open" || before?.status === "waiting";
  const turnThere = stage?.to ? history?.turns.get(String(stage.to)) : undefined;
  return {
    happened: line || priority ? ["changed"] : [],
    becomes: {
      ...(line && { line: String(line.to), stage: null }),
      ...(priority && { priority: String(priority.to) }),
      ...(stage && { stage: stage.to === null ? null : String(stage.to) }),
      ...(isUnderWay && turnThere && { status: turnThere }),
      ...(status && { status: String(status.to) }),
    },
  };
}
