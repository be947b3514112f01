import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { folderTransport } from "./transport.ts";

test("mails that a killed process left half-written go after a day, whole ones stay", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tandem-outgoing-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const transport = folderTransport(folder);
  const sent = await transport.send({
    envelope: { from: "help@kolobikes.example", to: ["ines@customers.example"] },
    text: "It is on its way.",
  });
  const whole = sent.sent ? sent.answer : "";
  for (const name of [".left.eml", ".writing.eml"]) await writeFile(join(folder, name), "Fro");
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
  for (const name of [".left.eml", whole]) await utimes(join(folder, name), twoDaysAgo, twoDaysAgo);

  await transport.tidy!();

  expect((await readdir(folder)).sort()).toEqual([".writing.eml", whole]);
});
