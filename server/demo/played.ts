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
  does: "writes" | "answers" | "closes";
  messageId: string | null;
  /** Whose turn it is afterwards. */
  status: "new" | "open" | "waiting" | "closed";
}

export interface PlayedRequest {
  messageId: string;
  askedAt: Date;
  dueAt: Date | null;
  answeredAt: Date | null;
  answeredBy: "reply" | "waived" | null;
  answerId: string | null;
  waitedMinutes: number | null;
}

/**
 * Plays what happened to a matter through the clocks, as it would have been recorded at the time: the clocks as they
 * stand in the end, its requests, and for each thing that happened what its event tells.
 */
export function play(rules: ClockRules, matter: Matter, happened: Played[]) {
  const over: ClockState[] = [];
  const requests: PlayedRequest[] = [];
  let alive: ClockState[] = [];
  let was: Matter | null = null;
  const told = happened.map((one) => {
    const is: Matter = { ...matter, status: one.status };
    const turned = turn(rules, { was, is }, alive, new Set(happening(one, was)), one.at);
    over.push(...turned.changed.filter(({ endedAt }) => endedAt));
    alive = turned.alive;
    was = is;
    if (one.does === "writes") {
      requests.push({
        messageId: one.messageId!,
        askedAt: one.at,
        dueAt: replyDueOf(alive),
        answeredAt: null,
        answeredBy: null,
        answerId: null,
        waitedMinutes: null,
      });
      return { clocks: [] as Ended[], answers: [] };
    }
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
      answers: open.map(({ messageId, askedAt, dueAt }) => ({
        messageId,
        askedAt: askedAt.toISOString(),
        dueAt: dueAt?.toISOString() ?? null,
        inTime: dueAt && one.at <= dueAt,
        acknowledged: true,
        toldInTime: dueAt && one.at <= dueAt,
      })),
    };
  });
  return { clocks: [...over, ...alive], requests, told, replyDueAt: replyDueOf(alive) };
}

function happening({ does, status }: Played, was: Matter | null): Happening[] {
  if (does === "closes") return ["closed"];
  if (does === "answers") return status === "closed" ? ["answered", "closed"] : ["answered"];
  if (!was) return ["opened"];
  return was.status === "closed" ? ["customer_wrote", "reopened"] : ["customer_wrote"];
}
