import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { freshDatabase, urlOf } from "../../test/database.ts";
import { withoutWall } from "../db/database.ts";
import { searchCommand } from "./search.ts";

const database = await freshDatabase();
const db = database.open();
process.env.DATABASE_URL = urlOf(database.connection);
afterAll(() => database.drop());

async function run(...lines: (object | string)[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(out), text(err)]);
  const given = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const exitCode = await searchCommand(["eval", "-"], { in: Readable.from([given]), out, err });
  out.end();
  err.end();
  const [told, complaints] = await written;
  const answers: { id: unknown; ids: unknown[] }[] = told
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { exitCode, answers, err: complaints };
}

const doc = (id: string | number, text: string, lang?: string) => ({ type: "doc", id, lang, text });
const query = (id: string | number, text: string, lang?: string) => ({ type: "query", id, lang, text });

test("each question is told the best texts first, in five languages, and nothing stays behind", async () => {
  const { exitCode, answers, err } = await run(
    doc("refund", "When is my money back?\nA refund takes five days.", "en"),
    doc("brake", "The brakes squeal\nClean the disc and the pads.", "en"),
    doc("возврат", "Возврат денег занимает пять дней.", "ru"),
    doc("звязок", "Немає зв’язку з сервером: перевірте мережу."),
    doc(7, "退款将在五天内到账。", "zh-Hans"),
    doc("ar", "تصل المبالغ المستردة خلال خمسة أيام", "ar"),
    query("a", "refunds", "en"),
    query("b", "squealing brake"),
    query(3, "возвраты"),
    query("d", "звязок із сервером", "uk"),
    query("e", "退款什麼時候到賬", "zh-TW"),
    query("f", "المبلغ المسترد"),
  );
  expect([exitCode, err]).toEqual([0, ""]);
  expect(answers.map(({ id, ids }) => [id, ids[0]])).toEqual([
    ["a", "refund"],
    ["b", "brake"],
    [3, "возврат"],
    ["d", "звязок"],
    ["e", 7],
    ["f", "ar"],
  ]);
  const left = await withoutWall(db, (tx) =>
    sql<{
      n: number;
    }>`select (select count(*) from search_documents) + (select count(*) from search_terms) + (select count(*) from search_corpora) as n`.execute(
      tx,
    ),
  );
  expect(left.rows).toEqual([{ n: 0 }]);
});

test("no more than ten are told", async () => {
  const { answers } = await run(
    ...Array.from({ length: 30 }, (_, nth) => doc(`d${nth}`, `A refund of ${nth} pounds`)),
    query("q", "refund"),
  );
  expect(answers[0]!.ids).toHaveLength(10);
});

test("a question that nothing answers is answered by nothing", async () => {
  const { answers } = await run(
    doc("a", "The brakes squeal"),
    query("q", "退款"),
    query("r", "!?"),
    query("s", ""),
  );
  expect(answers).toEqual([
    { id: "q", ids: [] },
    { id: "r", ids: [] },
    { id: "s", ids: [] },
  ]);
});

test("a line that is none is named, and the others count all the same", async () => {
  const { exitCode, answers, err } = await run(
    doc("a", "The brakes squeal"),
    "not json",
    { type: "doc", id: "b" },
    { type: "song", id: "c", text: "la" },
    query("q", "brakes"),
  );
  expect([exitCode, answers]).toEqual([1, [{ id: "q", ids: ["a"] }]]);
  expect(err).toMatch(/line 2: no JSON/);
  expect(err).toMatch(/line 3: text: /);
  expect(err).toMatch(/line 4: type: /);
});

test("how it is called is told to whoever calls it otherwise", async () => {
  const err = new PassThrough();
  expect(await searchCommand(["index"], { in: Readable.from([]), out: new PassThrough(), err })).toBe(2);
  expect(String(err.read())).toMatch(/search eval FILE.jsonl/);
});
