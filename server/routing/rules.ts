import type { Duty, Giving } from "../../contract/routing.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { rememberRules } from "../rules.ts";

/** A queue as routing knows it; an empty list is no condition. */
export interface QueueRule {
  id: string;
  name: string;
  teamId: string;
  teamName: string;
  line: string | null;
  brands: string[];
  languages: string[];
  intents: string[];
  skills: string[];
  giving: Giving;
  sameAgain: boolean;
  calendarId: string | null;
  overflowId: string | null;
  duty: Duty[];
}

export interface RoutingRules {
  version: number;
  /** In the order in which they are tried. */
  queues: QueueRule[];
  /** What a matter weighs, by its channel. */
  points: Record<string, number>;
}

/** Where matters go in a workspace, at least as new as the given version of its rules. */
export const routingOf = rememberRules<RoutingRules>((db, workspaceId) =>
  look(db, workspaceId, (tx) => readRouting(tx, workspaceId)),
);

/** The same as of this moment, for who has no version of the rules at hand. */
export async function routingNow(db: Db, tx: Tx, workspaceId: string): Promise<RoutingRules> {
  const { rulesVersion } = await tx
    .selectFrom("workspaces")
    .select("rulesVersion")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return routingOf(db, workspaceId, rulesVersion);
}

/** Reads where matters go, in an open transaction. */
export async function readRouting(tx: Tx, workspaceId: string): Promise<RoutingRules> {
  const { rulesVersion, points } = await tx
    .selectFrom("workspaces")
    .select(["rulesVersion", "points"])
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const queues = await tx
    .selectFrom("queues as q")
    .innerJoin("teams as t", (join) =>
      join.onRef("t.workspaceId", "=", "q.workspaceId").onRef("t.id", "=", "q.teamId"),
    )
    .select(["q.id", "q.name", "q.teamId", "t.name as teamName", "q.line", "q.brands", "q.languages"])
    .select(["q.intents", "q.skills", "q.giving", "q.sameAgain", "q.calendarId", "q.overflowId", "q.duty"])
    .where("q.workspaceId", "=", workspaceId)
    .orderBy("q.position")
    .orderBy("q.id")
    .execute();
  return {
    version: rulesVersion,
    points,
    queues: queues.map((queue) => ({ ...queue, giving: queue.giving as Giving })),
  };
}

/** What a queue may ask of a matter. */
export interface Placed {
  line: string;
  brandId: string;
  language: string;
  intent: string | null;
}

/** The first queue that takes such a matter. */
export const queueFor = ({ queues }: RoutingRules, matter: Placed): QueueRule | null =>
  queues.find(
    (queue) =>
      (queue.line === null || queue.line === matter.line) &&
      meets(queue.brands, matter.brandId) &&
      meets(queue.languages, matter.language) &&
      meets(queue.intents, matter.intent),
  ) ?? null;

const meets = (wanted: string[], one: string | null) =>
  wanted.length === 0 || (one !== null && wanted.includes(one));
