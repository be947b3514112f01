import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type {
  CannedReply,
  patchCannedReply,
  postCannedReply,
  postCannedUse,
} from "../../contract/canned-replies.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import type { BodyOf, ReplyOf } from "../../contract/route.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { cleanHtml, textOfHtml } from "../channels/index.ts";
import { mayRead } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { broken, taken } from "../taken.ts";
import { fillIn } from "./fill-in.ts";

const countedDays = 30;
const today = () => Math.floor(Date.now() / 86_400_000);

/** Prepared answers of the brands that the caller serves, by shortcut. */
export const listCannedReplies = (db: Db, caller: Caller): Promise<CannedReply[]> =>
  look(db, caller.workspaceId, (tx) => repliesSeen(tx, caller));

async function repliesSeen(tx: Tx, caller: Caller, id?: string): Promise<CannedReply[]> {
  const { rows } = await sql<{
    id: string;
    shortcut: string;
    name: string;
    brandId: string | null;
    brandName: string | null;
    line: CannedReply["line"];
    bodies: CannedReply["bodies"];
    uses: number;
    updatedAt: Date;
  }>`
    select r.id, r.shortcut, r.name, r.brand_id, b.name as brand_name, r.line, r.bodies, r.updated_at,
      (select coalesce(sum(u.n), 0)::integer from canned_uses u where u.workspace_id = r.workspace_id
        and u.reply_id = r.id and u.day > ${today() - countedDays}) as uses
    from canned_replies r
    left join brands b on b.workspace_id = r.workspace_id and b.id = r.brand_id
    where r.workspace_id = ${caller.workspaceId} ${id ? sql`and r.id = ${id}` : sql``}
    order by r.shortcut, r.id`.execute(tx);
  return rows
    .filter(({ brandId }) => brandId === null || serves(caller, brandId))
    .map(({ brandId, brandName, updatedAt, ...row }) => ({
      ...row,
      brand: brandId ? { id: brandId, name: brandName! } : null,
      updatedAt: updatedAt.toISOString(),
    }));
}

async function replySeen(tx: Tx, caller: Caller, id: string): Promise<CannedReply> {
  const [found] = await repliesSeen(tx, caller, id);
  if (!found) throw new Refusal("not_found");
  return found;
}

export async function addCannedReply(
  db: Db,
  caller: Caller,
  { brand = null, line = null, ...body }: BodyOf<typeof postCannedReply>,
): Promise<CannedReply> {
  const bodies = await cleaned(body.bodies);
  return within(db, caller.workspaceId, async (tx) => {
    refuseForeignBrand(caller, brand);
    const id = randomUUIDv7();
    const { shortcut, name } = body;
    await tx
      .insertInto("cannedReplies")
      .values({ workspaceId: caller.workspaceId, id, shortcut, name, brandId: brand, line, bodies })
      .execute()
      .catch(taken("shortcut"))
      .catch(broken("not_found"));
    return replySeen(tx, caller, id);
  });
}

export async function changeCannedReply(
  db: Db,
  caller: Caller,
  id: string,
  { brand, line, shortcut, name, ...body }: BodyOf<typeof patchCannedReply>,
): Promise<CannedReply> {
  const bodies = body.bodies && (await cleaned(body.bodies));
  return within(db, caller.workspaceId, async (tx) => {
    const before = await replySeen(tx, caller, id);
    refuseOfAll(caller, before);
    if (brand !== undefined) refuseForeignBrand(caller, brand);
    await tx
      .updateTable("cannedReplies")
      .set({
        ...(brand !== undefined && { brandId: brand }),
        ...(line !== undefined && { line }),
        ...(shortcut !== undefined && { shortcut }),
        ...(name !== undefined && { name }),
        ...(bodies && { bodies }),
        updatedAt: new Date(),
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(taken("shortcut"))
      .catch(broken("not_found"));
    return replySeen(tx, caller, id);
  });
}

export function removeCannedReply(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    refuseOfAll(caller, await replySeen(tx, caller, id));
    await tx
      .deleteFrom("cannedReplies")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
  });
}

/** The words for a conversation, counted as a use. */
export function useCannedReply(
  db: Db,
  caller: Caller,
  conversationId: string,
  replyId: string,
): Promise<ReplyOf<typeof postCannedUse>> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const { bodies, brand } = await replySeen(tx, caller, replyId);
    const { rows } = await sql<{
      language: string;
      number: number;
      subject: string;
      brandId: string;
      brandName: string;
      brandLocales: Locale[];
      customerName: string;
      customerLocale: string | null;
    }>`
      select c.language, c.number, c.subject, c.brand_id, b.name as brand_name, b.locales as brand_locales,
        p.name as customer_name, p.locale as customer_locale
      from conversations c
      join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      where c.workspace_id = ${workspaceId} and c.id = ${conversationId}`.execute(tx);
    const about = rows[0]!;
    if (brand && brand.id !== about.brandId) throw new Refusal("not_found");
    const wanted = [about.language, about.customerLocale].find((one) =>
      locales.some((locale) => locale === one),
    );
    const locale = [wanted, ...about.brandLocales, ...locales].find((one) => bodies[one as Locale]) as Locale;
    await sql`
      insert into canned_uses (workspace_id, reply_id, day, n) values (${workspaceId}, ${replyId}, ${today()}, 1)
      on conflict (workspace_id, reply_id, day) do update set n = canned_uses.n + 1`.execute(tx);
    const html = fillIn(bodies[locale]!, {
      "customer.name": about.customerName,
      "customer.first_name": about.customerName.split(/\s+/)[0]!,
      "agent.name": caller.name,
      "conversation.number": String(about.number),
      "conversation.subject": about.subject,
      "brand.name": about.brandName,
    });
    return { locale, isTranslated: locale === wanted, html, text: textOfHtml(html) };
  });
}

async function cleaned(bodies: Partial<Record<Locale, string>>): Promise<string> {
  if (!Object.keys(bodies).length)
    throw new Refusal("invalid", { fields: [{ path: "bodies", message: "nothing_said" }] });
  const clean = await Promise.all(
    Object.entries(bodies).map(async ([locale, html]) => [locale, await cleanHtml(html)] as const),
  );
  return JSON.stringify(Object.fromEntries(clean));
}

function refuseForeignBrand(caller: Caller, brand: string | null): void {
  if (brand && !serves(caller, brand)) throw new Refusal("not_found");
  refuseOfAll(caller, { brand: brand ? { id: brand } : null });
}

/** What is for all brands is changed by who serves all of them. */
function refuseOfAll(caller: Caller, { brand }: { brand: { id: string } | null }): void {
  if (!brand && caller.brands) throw new Refusal("forbidden");
}
