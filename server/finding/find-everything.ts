import type { QueryOf, ReplyOf } from "../../contract/route.ts";
import type { search } from "../../contract/search.ts";
import type { Caller } from "../caller.ts";
import { foundConversations } from "../conversations/index.ts";
import { foundCustomers } from "../customers/index.ts";
import type { Db } from "../db/database.ts";
import { foundArticles } from "../knowledge/index.ts";
import { parseQuery } from "../search/index.ts";

/** What answers some words best, of each kind that the caller may read. */
export async function findEverything(
  db: Db,
  caller: Caller,
  { text, kinds, limit }: QueryOf<typeof search>,
): Promise<ReplyOf<typeof search>> {
  const { text: words, phrases, operators } = parseQuery(text);
  const named = [words, ...phrases].join(" ");
  const mayCustomers = kinds.includes("customers") && caller.permissions.has("customers.read");
  // Operators speak of conversations.
  const mayArticles = kinds.includes("articles") && caller.permissions.has("articles.read");
  const [found, customers, articles] = await Promise.all([
    foundConversations(db, caller, text, kinds.includes("conversations") ? limit : 0),
    mayCustomers && operators.length === 0 ? foundCustomers(db, caller, named, limit) : [],
    mayArticles && operators.length === 0 ? foundArticles(db, caller, named, limit) : [],
  ]);
  return { ...found, customers, articles };
}
