import { sql } from "kysely";
import { type Db, type Tx, within } from "../../db/database.ts";
import { type Actor, recordAll } from "../../events.ts";
import { type BaseModel, baseModel } from "../../triage/index.ts";
import { wordsToSortBy } from "../sorting.ts";
import {
  type Candidate,
  candidatesFor,
  type Fresh,
  freshAmong,
  mostOwn,
  type TellingRow,
} from "./candidates.ts";
import { firstContactOf } from "./first-contact.ts";
import { itemsInFields, type Named, namedIn } from "./items.ts";
import { compare, likelihood, type Matter } from "./likeness.ts";
import { mattersOf } from "./matter.ts";
import { toldIn } from "./told.ts";
import { type Why, whyOf } from "./why.ts";

/** Above this likelihood a former matter is shown; see docs/first-contact.md for how often that is right. */
export const sureEnough = 0.5;
/** Who gives the number of a former letter means it. */
const byNumber = 0.97;
/** So many different former matters a conversation may repeat. */
const mostMatters = 3;

/** Which conversation, where. */
interface ConversationRef {
  workspaceId: string;
  id: string;
  /** What a customer says to our answer tells no new matter. */
  unlessAnswered?: boolean;
}

/**
 * Notes what things these conversations name, and looks whether they tell again what was told before: by the same
 * customer, or by somebody who names the same order, address or number. Safe to run twice; what somebody has said
 * about a pair stays said.
 */
export async function lookForRepeats(db: Db, conversations: readonly ConversationRef[]): Promise<void> {
  const base = await baseModel();
  for (const [workspaceId, ofOne] of Map.groupBy(conversations, ({ workspaceId }) => workspaceId)) {
    await within(db, workspaceId, (tx) => lookIn(tx, workspaceId, ofOne, base));
  }
}

async function lookIn(tx: Tx, workspaceId: string, refs: ConversationRef[], base: BaseModel): Promise<void> {
  const rows = await freshAmong(tx, workspaceId, [...new Set(refs.map(({ id }) => id))]);
  const asked = new Set(refs.filter((ref) => !ref.unlessAnswered).map(({ id }) => id));
  const fresh = rows.filter(({ said }) => said).map((row) => ({ ...row, named: namedBy(row) }));
  await noteItems(tx, workspaceId, fresh);

  const seekers = fresh.filter(
    ({ id, status, own, named }) =>
      (status === "new" || asked.has(id)) &&
      own.length <= mostOwn &&
      (own.length > 0 || namesAnything(named)),
  );
  const candidates = seekers.length ? await candidatesFor(tx, workspaceId, seekers) : [];
  const names = candidates.length ? await namesOfAgents(tx, workspaceId) : [];
  const found = seekers.flatMap((one) =>
    likeAmong(
      one,
      candidates.filter((each) => each.of === one.id && each.said),
      { base, names },
    ),
  );
  const kept = await keep(tx, workspaceId, await oneOfEachMatter(tx, workspaceId, found));
  const comesAgain = fresh.filter(
    ({ id, repeatNth }) => repeatNth !== null || kept.some(({ fresh }) => fresh.id === id),
  );
  const nth = await countAgain(
    tx,
    workspaceId,
    comesAgain.map(({ id }) => id),
  );
  await recordAll(
    tx,
    kept.map(({ fresh, candidate, likeness, why }, at) => ({
      workspaceId,
      kind: "conversation.repeat_found" as const,
      actor: finder,
      conversationId: fresh.id,
      brandId: fresh.brandId,
      data: {
        repeatOf: candidate.id,
        number: candidate.number,
        likeness,
        why,
        nth: nth.get(fresh.id) ?? 2,
        // The first, which is the likeliest, stands for all that one look found: the others are no second arrival for rules.
        ...(kept.findIndex((one) => one.fresh.id === fresh.id) < at && { alsoFound: true }),
      },
    })),
  );
}

const finder: Actor = { kind: "automation", id: null, name: "repeats" };

const wordsOf = ({ subject, said }: TellingRow): string => {
  const [first, ...more] = said!;
  return [wordsToSortBy({ subject, ...first! }), ...more.map(({ reply, text }) => reply || text)].join(
    "\n\n",
  );
};

function namedBy(row: Fresh): Named {
  const named = namedIn(wordsOf(row));
  return { ...named, items: [...new Set([...named.items, ...itemsInFields(row.fields)])] };
}

const namesAnything = ({ items, emails, phones, numbers }: Named): boolean =>
  [items, emails, phones, numbers].some((all) => all.length > 0);

async function noteItems(tx: Tx, workspaceId: string, fresh: readonly (Fresh & { named: Named })[]) {
  const rows = fresh.flatMap(({ id, brandId, customerId, named }) =>
    named.items.map((item) => ({ workspaceId, brandId, item, conversationId: id, customerId })),
  );
  if (!rows.length) return;
  await tx
    .insertInto("namedItems")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A former matter that a conversation very likely repeats. */
interface Found {
  fresh: Fresh;
  candidate: Candidate;
  likeness: number;
  why: Why[];
  days: number;
}

/** What matters are read with. */
interface Reading {
  base: BaseModel;
  /** Of those who work here: letters address them. */
  names: string[];
}

const mostNames = 300;

async function namesOfAgents(tx: Tx, workspaceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("agents")
    .select("name")
    .where("workspaceId", "=", workspaceId)
    .limit(mostNames)
    .execute();
  return rows.map(({ name }) => name);
}

function likeAmong(fresh: Fresh & { named: Named }, candidates: Candidate[], reading: Reading): Found[] {
  if (!candidates.length) return [];
  const later = matterOf(fresh, reading);
  const newest = fresh.own[0];
  return candidates.flatMap((candidate) => {
    const days = Math.max(0, (fresh.createdAt.getTime() - candidate.lastMessageAt.getTime()) / 86_400_000);
    const shared = compare(later, matterOf(candidate, reading), { days, isNewest: candidate.id === newest });
    const { numbers, hashed } = fresh.named;
    const isNamed = (candidate.way === "own" ? [...numbers, ...hashed] : numbers).includes(candidate.number);
    // Somebody else's matter is the same only where the thing itself is named.
    if (candidate.way !== "own" && !isNamed && !shared.items.length) return [];
    const likeness = Math.max(likelihood(shared), isNamed ? byNumber : 0);
    if (likeness < sureEnough) return [];
    const why = whyOf(shared, candidate.way, isNamed ? candidate.number : null);
    return { fresh, candidate, likeness: Math.round(likeness * 1000) / 1000, why, days };
  });
}

function matterOf(row: TellingRow, { base, names }: Reading): Matter {
  const told = toldIn(wordsOf(row), row.language, base.rarity, {
    items: itemsInFields(row.fields),
    names: [row.customerName, row.brandName, ...names],
  });
  const guessed = row.intents ?? [];
  const isAsGuessed = row.intent === null || row.intent === guessed[0]?.intent;
  return {
    told,
    intents: isAsGuessed ? guessed : [{ intent: row.intent!, line: "service", p: 1 }],
  };
}

/** Of several conversations of one former matter the likeliest stands for all. */
async function oneOfEachMatter(tx: Tx, workspaceId: string, found: Found[]): Promise<Found[]> {
  const sorted = found.toSorted((a, b) => b.likeness - a.likeness || b.candidate.number - a.candidate.number);
  if (sorted.length < 2) return sorted;
  const matters = await mattersOf(
    tx,
    workspaceId,
    sorted.map(({ candidate }) => candidate.id),
  );
  const chosen: Found[] = [];
  for (const one of sorted) {
    const sameOf = chosen.filter(({ fresh }) => fresh.id === one.fresh.id);
    const isKnown = sameOf.some(({ candidate }) => matters.get(candidate.id)!.has(one.candidate.id));
    if (!isKnown && sameOf.length < mostMatters) chosen.push(one);
  }
  return chosen;
}

/** Keeps what is new of it. */
async function keep(tx: Tx, workspaceId: string, found: Found[]): Promise<Found[]> {
  if (!found.length) return [];
  const inserted = await tx
    .insertInto("repeats")
    .values(
      found.map(({ fresh, candidate, likeness, why, days }) => ({
        workspaceId,
        conversationId: fresh.id,
        earlierId: candidate.id,
        brandId: fresh.brandId,
        likeness,
        why: JSON.stringify(why),
        afterDays: days,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(["conversationId", "earlierId"])
    .execute();
  return found.filter(({ fresh, candidate }) =>
    inserted.some((row) => row.conversationId === fresh.id && row.earlierId === candidate.id),
  );
}

/**
 * Counts anew which time the customer comes about the matter of these conversations. Written beside them, not on them:
 * whoever takes the next conversation does not wait for us.
 */
export async function countAgain(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const counted = await firstContactOf(tx, workspaceId, ids);
  const rows = counted.map(({ conversationId, contacts }) => ({ id: conversationId, nth: contacts }));
  if (rows.length)
    await sql`
      update repeats r set nth = counted.nth
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as counted (id uuid, nth integer)
      where r.workspace_id = ${workspaceId} and r.conversation_id = counted.id and r.nth <> counted.nth`.execute(
      tx,
    );
  return new Map(rows.map(({ id, nth }) => [id, nth]));
}
