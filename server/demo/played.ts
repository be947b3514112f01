import {
  type ClockRules,
  type ClockState,
  type Ended,
  type Happening,
  type Matter,
  replyDueOf,
  turn,
} from "../clocks/index.ts";

/** Something that happened to a matter of the sample workspace. */
export interface Played {
  at: Date;
  does: "writes" | "answers" | "closes" | "hands_over";
  messageId: string | null;
  /** Of a handover, the line it goes to. */
  line?: string;
  /** Whose turn it is afterwards. */
  status: "new" | "open" | "waiting" | "closed";
}

/** When the customer was told that a message came, and by when they were told to hear from us. */
export interface Told {
  acknowledgedAt: Date | null;
  toldAt: Date | null;
}

/** What the customer wrote, and by when it is to be answered. */
export interface Asked {
  messageId: string;
  askedAt: Date;
  dueAt: Date | null;
}

export interface PlayedRequest extends Asked, Told {
  answeredAt: Date | null;
  answeredBy: "reply" | "waived" | null;
  answerId: string | null;
  waitedMinutes: number | null;
}

/**
 * Plays what happened to a matter through the clocks, as it would have been recorded at the time: the clocks as they
 * stand in the end, its requests, and for each thing that happened what its event tells.
 */
export function play(
  rules: ClockRules,
  matter: Matter,
  happened: Played[],
  acknowledge: (asked: Asked) => Told,
) {
  const over: ClockState[] = [];
  const requests: PlayedRequest[] = [];
  let alive: ClockState[] = [];
  let was: Matter | null = null;
  let { line } = matter;
  const told = happened.map((one) => {
    line = one.line ?? line;
    const is: Matter = { ...matter, line, status: one.status };
    const turned = turn(rules, { was, is }, alive, new Set(happening(one, was)), one.at);
    over.push(...turned.changed.filter(({ endedAt }) => endedAt));
    alive = turned.alive;
    was = is;
    if (one.does === "writes") {
      const asked = { messageId: one.messageId!, askedAt: one.at, dueAt: replyDueOf(alive) };
      requests.push({
        ...asked,
        ...acknowledge(asked),
        answeredAt: null,
        answeredBy: null,
        answerId: null,
        waitedMinutes: null,
      });
      return { clocks: [] as Ended[], answers: [] };
    }
    if (one.does === "hands_over") return { clocks: turned.ended, answers: [] };
    const open = requests.filter(({ answeredAt }) => !answeredAt);
    for (const [at, request] of open.entries()) {
      request.answeredAt = one.at;
      request.answeredBy = one.does === "answers" ? "reply" : "waived";
      request.answerId = one.messageId;
      request.waitedMinutes =
        at === 0 ? (turned.ended.find(({ clock }) => clock.endsWith("_reply"))?.openMinutes ?? null) : null;
    }
    return {
      clocks: turned.ended,
      answers: open.map(({ messageId, askedAt, dueAt, acknowledgedAt, toldAt }) => ({
        messageId,
        askedAt: askedAt.toISOString(),
        dueAt: dueAt?.toISOString() ?? null,
        inTime: dueAt && one.at <= dueAt,
        acknowledged: acknowledgedAt !== null,
        toldInTime: toldAt && one.at <= toldAt,
      })),
    };
  });
  return { clocks: [...over, ...alive], requests, told, replyDueAt: replyDueOf(alive) };
}

function happening({ does, status }: Played, was: Matter | null): Happening[] {
  if (does === "closes") return ["closed"];
  if (does === "hands_over") return ["handed_over"];
  if (does === "answers") return status === "closed" ? ["answered", "closed"] : ["answered"];
  if (!was) return ["opened"];
  return was.status === "closed" ? ["customer_wrote", "reopened"] : ["customer_wrote"];
}
