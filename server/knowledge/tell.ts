import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { type Actor, actorOf, type EventKind, record } from "../events.ts";

type ArticleEvent = Extract<EventKind, `article.${string}`>;

/** Tells what happened to an article, and that it changed. */
export async function tellOf(
  tx: Tx,
  by: Caller | { workspaceId: string; actor: Actor },
  article: { id: string; number: number; brandId: string | null },
  kind: ArticleEvent,
  data: Record<string, unknown> = {},
): Promise<void> {
  await record(tx, {
    workspaceId: by.workspaceId,
    kind,
    actor: "actor" in by ? by.actor : actorOf(by),
    brandId: article.brandId,
    data: { articleId: article.id, number: article.number, ...data },
  });
}

/** Who wrote something, as it is kept. */
export const byOf = ({ kind, id, name }: Caller): string => JSON.stringify({ kind, id, name });
