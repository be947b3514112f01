import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { langCommand } from "./lang.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lang-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: string[], input = "") {
  const written = { out: "", err: "" };
  const into = (name: "out" | "err") =>
    new Writable({
      highWaterMark: 16,
      write(chunk, _, done) {
        written[name] += chunk;
        if (name === "out") setImmediate(done);
        else done();
      },
    });
  const exitCode = await langCommand(args, {
    in: Readable.from([input]),
    out: into("out"),
    err: into("err"),
  });
  return {
    exitCode,
    lines: written.out
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    err: written.err,
  };
}

const asked = (...texts: string[]) =>
  texts.map((text, i) => JSON.stringify({ id: `m${i}`, text })).join("\n");

test("each line is answered with its language, in the order given", async () => {
  const file = join(folder, "some.jsonl");
  await writeFile(
    file,
    `\uFEFF${asked("Де моє замовлення?", "Где мой заказ?", "我的订单呢", "أين طلبي", "Where is it?", "Wo ist mein Paket?", "123")}\r\n\n`,
  );

  const { exitCode, lines, err } = await run([file]);

  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  expect(lines.map(({ id, language }) => `${id} ${language}`)).toEqual([
    "m0 uk",
    "m1 ru",
    "m2 zh",
    "m3 ar",
    "m4 en",
    "m5 other",
    "m6 unknown",
  ]);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(["id", "language", "p"]);
    expect(line.p).toBeGreaterThan(0.6);
    expect(line.p).toBeLessThanOrEqual(1);
  }
});

test("a bad line is named and costs none of the others; - is the standard input", async () => {
  const { exitCode, lines, err } = await run(
    ["-"],
    `{"id":1,"text":"退款"}\nnot json\n{"id":2}\n{"id":{},"text":"hi"}\n{"id":3,"text":"شكرا"}`,
  );
  expect(exitCode).toBe(1);
  expect(lines.map(({ id, language }) => [id, language])).toEqual([
    [1, "zh"],
    [3, "ar"],
  ]);
  expect(err).toMatch(
    /^standard input, line 2: no JSON .*\nstandard input, line 3: text: .*\nstandard input, line 4: id: .*\n$/,
  );
});

test("a file that is not there is said so; without a file the usage is shown", async () => {
  const missing = join(folder, "none.jsonl");
  expect(await run([missing])).toMatchObject({
    exitCode: 1,
    lines: [],
    err: expect.stringContaining(missing),
  });
  expect(await run([folder])).toMatchObject({ exitCode: 1, err: expect.stringContaining("cannot be read") });
  expect(await run([])).toMatchObject({ exitCode: 2, err: "tandem lang FILE.jsonl\n" });
});

test("a reader that goes away early ends the command", async () => {
  const out = new PassThrough({ highWaterMark: 16 });
  out.once("data", () => out.destroy());
  const input = asked(...Array.from({ length: 5000 }, () => "hello there"));
  const err = new PassThrough();
  expect(await langCommand(["-"], { in: Readable.from([input]), out, err })).toBe(0);
});
