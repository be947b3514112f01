import type { Language } from "../../contract/languages.ts";
import type { postPromiseSuggestions } from "../../contract/promises.ts";
import type { BodyOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { textOfHtml } from "../channels/mail/reading/index.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { whichLanguage } from "../language/index.ts";
import { findPromises } from "./find/find-promises.ts";
import { refuseForeign } from "./read.ts";

/**
 * What a draft promises, with when it is due by the clock of whoever writes. A draft of few words is taken to be in the
 * language of its conversation.
 */
export async function suggestPromises(
  db: Db,
  caller: Caller,
  conversationId: string,
  { text, html = "" }: BodyOf<typeof postPromiseSuggestions>,
): Promise<ReplyOf<typeof postPromiseSuggestions>> {
  const { matter, timeZone } = await look(db, caller.workspaceId, async (tx) => ({
    matter: await refuseForeign(tx, caller, conversationId),
    timeZone: await zoneOf(tx, caller),
  }));
  const words = text ?? textOfHtml(html);
  const { language } = whichLanguage(words, [matter.language as Language, caller.locale]);
  const found = findPromises(words, { language, now: new Date(), timeZone });
  return { suggestions: found.map((one) => ({ ...one, dueAt: one.dueAt?.toISOString() ?? null })) };
}

async function zoneOf(tx: Tx, caller: Caller): Promise<string> {
  const agent =
    caller.kind === "agent"
      ? await tx
          .selectFrom("agents")
          .select("timeZone")
          .where("workspaceId", "=", caller.workspaceId)
          .where("id", "=", caller.id)
          .executeTakeFirstOrThrow()
      : await tx
          .selectFrom("workspaces")
          .select("timeZone")
          .where("id", "=", caller.workspaceId)
          .executeTakeFirstOrThrow();
  return agent.timeZone;
}
