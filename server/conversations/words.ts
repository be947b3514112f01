import { sql } from "kysely";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import { gather } from "../db/gather.ts";

const mostFound = 1000;

/**
 * The words of a text to find it by: letters and digits in lower case; ё as е, Arabic letters in one shape and
 * without vowel signs, apostrophes dropped; Chinese as overlapping pairs, since it has no spaces.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, 100_000)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\p{L})['’ʼ`](?=\p{L})/gu, "")
    .replace(/[\u064B-\u065F\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه")
    .replaceAll("ё", "е");
  const words = new Set<string>();
  for (const [run] of plain.matchAll(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu)) {
    // The Arabic article is written onto its word.
    if (!/\p{Script=Han}/u.test(run))
      words.add(run.replace(/^و?ال(?=\p{Script=Arabic}{3})/u, "").slice(0, 60));
    else {
      const letters = [...run];
      for (const letter of letters) words.add(letter);
      for (let i = 0; i + 1 < letters.length; i++) words.add(letters[i]! + letters[i + 1]!);
    }
  }
  return [...words];
}

/** Which message, where. */
interface MessageRef {
  workspaceId: string;
  id: string;
}

/** Writes what messages can be found by; safe to run twice. */
export const indexMessages = (db: Db, messages: MessageRef[]): Promise<void> =>
  indexTogether(db, "", messages);

const indexTogether = gather(async (db, given: MessageRef[][]) => {
  await withoutWall(db, (tx) => writeWords(tx, given.flat()));
  return given.map(() => undefined);
});

/**
 * The same in an open transaction without the wall. Each row is looked up by its key (that is what the limits are
 * for): of tables that were filled a moment ago PostgreSQL knows too little to choose a join.
 */
export async function writeWords(tx: Tx, messages: MessageRef[]): Promise<void> {
  const { rows } = await sql<{
    workspaceId: string;
    id: string;
    conversationId: string;
    text: string;
    subject: string;
    name: string;
    email: string | null;
    number: number;
  }>`
    select m.workspace_id, m.id, m.conversation_id, m.text, c.subject, p.name, p.email, c.number
    from unnest(${messages.map((one) => one.workspaceId)}::uuid[], ${messages.map((one) => one.id)}::uuid[])
      as asked (workspace_id, id)
    cross join lateral (
      select * from messages where workspace_id = asked.workspace_id and id = asked.id limit 1
    ) as m
    cross join lateral (
      select * from conversations where workspace_id = m.workspace_id and id = m.conversation_id limit 1
    ) as c
    cross join lateral (
      select * from customers where workspace_id = c.workspace_id and id = c.customer_id limit 1
    ) as p`.execute(tx);
  const found = rows.map((row) => ({
    workspace_id: row.workspaceId,
    id: row.id,
    conversation_id: row.conversationId,
    words: [
      ...wordsOf([row.subject, row.name, row.email ?? "", row.number, row.text].join(" \n ")),
      mark(row.workspaceId),
    ],
  }));
  await sql`
    insert into message_words (workspace_id, message_id, conversation_id, words)
    select distinct on (workspace_id, id) workspace_id, id, conversation_id, array_to_tsvector(words)
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      as found (workspace_id uuid, id uuid, conversation_id uuid, words text[])
    order by workspace_id, id
    on conflict (workspace_id, message_id) do update set words = excluded.words`.execute(tx);
}

// The workspace stands among the words, so that one index answers "these words, in this workspace".
const mark = (workspaceId: string) => `w:${workspaceId}`;

/**
 * The newest conversations that hold all the words, the last of them perhaps only begun. The index does not serve
 * queries behind a row policy (`@@` is not leakproof), so this one names workspace and brands itself.
 */
export async function findConversations(db: Db, caller: Caller, text: string): Promise<string[]> {
  const words = wordsOf(text).filter(
    (word, _, all) => [...word].length > 1 || !all.some((other) => other !== word && other.includes(word)),
  );
  if (!words.length) return [];
  const quoted = words.map((word) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`);
  const last = quoted.pop()!;
  const query = [...quoted, `${last}:*`, `'${mark(caller.workspaceId)}'`].join(" & ");
  const wall = caller.brands ? sql`and c.brand_id = any(${caller.brands}::uuid[])` : sql``;
  return withoutWall(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select c.id
      from (select distinct conversation_id from message_words
            where words @@ ${query}::tsquery and workspace_id = ${caller.workspaceId} limit 20000) as hit
      join conversations c on c.workspace_id = ${caller.workspaceId} and c.id = hit.conversation_id ${wall}
      order by c.last_message_at desc
      limit ${mostFound}`.execute(tx);
    return rows.map((row) => row.id);
  });
}
