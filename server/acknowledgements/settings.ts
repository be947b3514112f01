import type { Locale } from "../../contract/languages.ts";
import type { Acknowledgement, patchAcknowledgement } from "../../contract/ledger.ts";
import type { Line } from "../../contract/lines.ts";
import type { BodyOf } from "../../contract/route.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { readClockRules, targetDueAt } from "../clocks/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { acknowledge } from "./acknowledge.ts";
import { paceKey, pacesOf } from "./pace.ts";
import { readAcknowledgements, toAcknowledgement } from "./rules.ts";

const rows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("lines")
    .select(["line", "acknowledgement"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("line");

/** How messages are acknowledged, service first. */
export const listAcknowledgements = (db: Db, caller: Caller): Promise<Acknowledgement[]> =>
  look(db, caller.workspaceId, async (tx) =>
    (await rows(tx, caller.workspaceId).execute()).map(toAcknowledgement),
  );

export function changeAcknowledgement(
  db: Db,
  caller: Caller,
  line: Line,
  change: BodyOf<typeof patchAcknowledgement>,
): Promise<Acknowledgement> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const before = await rows(tx, workspaceId).where("line", "=", line).forUpdate().executeTakeFirstOrThrow();
    await tx
      .updateTable("lines")
      .set({ acknowledgement: JSON.stringify({ ...before.acknowledgement, ...change }) })
      .where("workspaceId", "=", workspaceId)
      .where("line", "=", line)
      .execute();
    await changeRules(tx, workspaceId);
    await record(tx, {
      workspaceId,
      kind: "acknowledgement.changed",
      actor: actorOf(caller),
      data: { line, changed: Object.keys(change) },
    });
    return toAcknowledgement(await rows(tx, workspaceId).where("line", "=", line).executeTakeFirstOrThrow());
  });
}

/** What a customer of a brand would be told if they wrote to a line now; `words` are tried in the place of the own ones. */
export function sampleAcknowledgement(
  db: Db,
  caller: Caller,
  line: Line,
  { brand, locale, text }: { brand: string; locale: Locale; text?: string },
): Promise<{ subject: string; text: string; toldAt: string }> {
  if (!serves(caller, brand)) throw new Refusal("not_found");
  return look(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const rules = await readAcknowledgements(tx, workspaceId);
    if (!rules.brands.has(brand)) throw new Refusal("not_found");
    const clocks = await readClockRules(tx, workspaceId);
    const now = new Date();
    const matter = {
      line,
      brandId: brand,
      priority: "normal",
      tier: null,
      channel: "email",
      country: null,
      status: "new",
      stage: null,
      heldFor: null,
    };
    const paces = await pacesOf(db, workspaceId, now);
    const settings = rules.byLine.get(line)!;
    const { texts } = settings;
    rules.byLine.set(line, {
      ...settings,
      texts: text === undefined ? texts : { [locale]: text || undefined },
    });
    rules.brands.set(brand, { ...rules.brands.get(brand)!, locales: [locale] });
    const told = acknowledge(
      rules,
      {
        now,
        number: 1042,
        brandId: brand,
        line,
        channel: "email",
        language: locale,
        customerLocale: null,
        email: null,
        auto: null,
        dmarc: null,
        acknowledgedAt: null,
        lately: 0,
      },
      {
        dueAt: targetDueAt(clocks, matter, "first_reply", now),
        calendar: clocks.calendarFor(matter),
        pace: paces.get(paceKey(matter)),
      },
    );
    return { subject: told.subject, text: told.text, toldAt: told.toldAt.toISOString() };
  });
}
