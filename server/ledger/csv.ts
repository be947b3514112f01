import type { Request } from "../../contract/ledger.ts";
import type { Line } from "../../contract/lines.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { csvBegin, csvLine } from "../http/csv.ts";
import { type TextKey, text } from "../texts.ts";
import { type Page, type Place, pageOfRequests, toRequest, type Wanted } from "./list.ts";

const rowsAtOnce = 500;

/** The whole list as a table for spreadsheets, in the reader's language and the workspace's time, as it is read. */
export async function* requestsAsCsv(db: Db, caller: Caller, wanted: Wanted): AsyncGenerator<string> {
  const { workspaceId, locale } = caller;
  const { timeZone, lines } = await look(db, workspaceId, async (tx) => ({
    ...(await tx
      .selectFrom("workspaces")
      .select("timeZone")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow()),
    lines: await tx
      .selectFrom("lines")
      .select(["line", "names"])
      .where("workspaceId", "=", workspaceId)
      .execute(),
  }));
  const now = new Date();
  const say = (key: TextKey) => text(locale, key);
  const told: Told = {
    say,
    at: (instant) => instant && inZone(instant, timeZone),
    line: (line) => lines.find((each) => each.line === line)?.names[locale] ?? say(`line.${line}`),
  };
  yield csvBegin +
    csvLine(columns.map(({ head, isTime }) => (isTime ? `${say(head)} (${timeZone})` : say(head))));
  let after: Place | null = null;
  do {
    const page: Page = { after, limit: rowsAtOnce, now };
    const { rows, next } = await look(db, workspaceId, (tx) => pageOfRequests(tx, caller, wanted, page));
    const lines = rows.map((row) => {
      const request = toRequest(row, now);
      return csvLine(columns.map(({ cell }) => cell(request, told)));
    });
    yield lines.join("");
    after = next;
  } while (after);
}

interface Told {
  say: (key: TextKey) => string;
  at: (instant: string | null) => string | null;
  line: (line: Line) => string;
}
interface Column {
  head: TextKey;
  isTime?: true;
  cell: (request: Request, told: Told) => string | number | null;
}

const columns: Column[] = [
  { head: "ledger.column.number", cell: ({ conversation }) => conversation.number },
  { head: "conversation.subject", cell: ({ conversation }) => conversation.subject },
  { head: "customer.panel", cell: ({ customer }) => customer.name },
  { head: "ledger.column.words", cell: ({ words }) => words },
  { head: "inbox.filter.brand", cell: ({ brand }) => brand.name },
  { head: "inbox.filter.line", cell: (request, { line }) => line(request.line) },
  { head: "inbox.filter.channel", cell: ({ channel }, { say }) => say(`channel.${channel}`) },
  { head: "ledger.column.asked", isTime: true, cell: ({ askedAt }, { at }) => at(askedAt) },
  { head: "ledger.column.due", isTime: true, cell: ({ dueAt }, { at }) => at(dueAt) },
  {
    head: "ledger.column.acknowledged",
    isTime: true,
    cell: ({ acknowledgedAt }, { at }) => at(acknowledgedAt),
  },
  { head: "ledger.column.told", isTime: true, cell: ({ toldAt }, { at }) => at(toldAt) },
  { head: "ledger.column.answered", isTime: true, cell: ({ answeredAt }, { at }) => at(answeredAt) },
  {
    head: "ledger.column.answeredBy",
    cell: ({ answeredBy }, { say }) => answeredBy && say(`ledger.answeredBy.${answeredBy}`),
  },
  { head: "ledger.column.reason", cell: ({ reason }, { say }) => reason && say(`waiver.reason.${reason}`) },
  {
    head: "ledger.column.inTime",
    cell: ({ inTime }, { say }) => (inTime === null ? null : say(inTime ? "details.yes" : "details.no")),
  },
  { head: "conversation.owner", cell: ({ owner }) => owner.name },
  {
    head: "ledger.column.nextStep",
    cell: ({ nextStep }, { say }) => nextStep && say(`step.${nextStep.what}`),
  },
  {
    head: "ledger.column.nextStepAt",
    isTime: true,
    cell: ({ nextStep }, { at }) => at(nextStep?.at ?? null),
  },
];

/** `2026-03-09 10:00`, which sorts as it reads. */
const inZone = (instant: string, timeZone: string) =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" })
    .replace("T", " ");
