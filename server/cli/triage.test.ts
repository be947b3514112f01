import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { triageCommand } from "./triage.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "triage-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const out = new PassThrough();
  const err = new PassThrough();
  const written = Promise.all([text(out), text(err)]);
  const exitCode = await triageCommand(args, { in: Readable.from([]), out, err });
  out.end();
  err.end();
  const [told, complaints] = await written;
  const verdicts = told.split("\n").filter(Boolean);
  return { exitCode, verdicts: verdicts.map((line) => JSON.parse(line)), err: complaints };
}

async function asFile(name: string, ...given: (object | string)[]) {
  const file = join(folder, name);
  await writeFile(
    file,
    given.map((each) => (typeof each === "string" ? each : JSON.stringify(each))).join("\n"),
  );
  return file;
}

test("each message is answered with what it is taken for, and why; a bad line is named", async () => {
  const file = await asFile(
    "some.jsonl",
    { id: "order", text: "Где мой заказ? Обещали доставить ещё вчера" },
    { id: "refund", text: "我要退款,请把钱退给我" },
    "no JSON",
    { id: "smoke", text: "The charger is smoking and smells of burning" },
  );

  const { exitCode, verdicts, err } = await run(file);

  expect(exitCode).toBe(1);
  expect(err).toMatch(/^.*some\.jsonl, line 3: no JSON .*\n$/);
  expect(verdicts.map(({ id, language }) => `${id} ${language}`)).toEqual([
    "order ru",
    "refund zh",
    "smoke en",
  ]);
  const [order, refund, smoke] = verdicts;
  expect(Object.keys(order)).toEqual(["id", "language", "line", "intents", "urgency", "mood", "reasons"]);
  expect(order.line.service).toBeGreaterThan(order.line.support);
  expect(refund.line.service).toBeGreaterThan(refund.line.support);
  expect(smoke.line.support).toBeGreaterThan(smoke.line.service);
  expect(smoke.urgency).toBe("critical");
  expect(smoke.reasons).toContainEqual(expect.stringMatching(/^urgency: /));
});

test("what is taught is known from then on, and an intent of one's own with its line", async () => {
  const model = join(folder, "model.json");
  const words = "the sourdough starter in my jar has gone flat and grey";
  const asked = await asFile("asked.jsonl", {
    id: 1,
    text: "My sourdough starter went flat and grey in its jar",
  });
  const [before] = (await run(asked)).verdicts;

  const taught = await asFile("taught.jsonl", { text: words, intent: "starter-care", line: "support" });
  expect(await run("train", taught, "--model", model)).toEqual({ exitCode: 0, verdicts: [], err: "" });
  const [after] = (await run(asked, "--model", model)).verdicts;

  expect(before.intents.map(({ intent }: { intent: string }) => intent)).not.toContain("starter-care");
  expect(after.intents[0].intent).toBe("starter-care");
  expect(after.line.support).toBeGreaterThan(after.line.service);
  expect(after.reasons).toContainEqual(expect.stringContaining(words));
});

test("what cannot be read, learnt from or written is said so", async () => {
  const asked = await asFile("one.jsonl", { id: 1, text: "hello" });
  const taught = await asFile("lesson.jsonl", { text: "hello", intent: "order-status" });
  const empty = await asFile("empty.jsonl");
  const missing = join(folder, "none.json");

  expect(await run()).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining("tandem triage FILE.jsonl"),
  });
  expect(await run("train", taught)).toMatchObject({ exitCode: 2 });
  expect(await run(missing)).toMatchObject({ exitCode: 1, err: expect.stringContaining("cannot be read") });
  expect(await run("train", empty, "--model", missing)).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining("nothing to learn from"),
  });
  for (const model of [missing, asked, await asFile("other.json", { lessons: "none" })])
    expect(await run(asked, "--model", model)).toMatchObject({
      exitCode: 1,
      verdicts: [],
      err: expect.stringContaining(`${model} is no model`),
    });
  expect(await run("train", taught, "--model", folder)).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining("cannot be written"),
  });
});
