import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { buildWidget } from "../server/build-pages.ts";
import { sizesOf } from "../widget/build/sizes.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "build", "widget");
beforeAll(() => buildWidget(root, folder, () => undefined));

test("the chat costs a site's page no more than was promised", async () => {
  for (const { what, bytes, most } of await sizesOf(folder)) expect(bytes, what).toBeLessThanOrEqual(most);
});

test("the loader can be read by browsers of 2018, and keeps its hands off what strict sites forbid", async () => {
  const loader = await readFile(join(folder, "loader.js"), "utf8");
  // Optional chaining and the like would be a syntax error there, and no chat at all.
  expect(loader).not.toMatch(/\?\?|\?\.[a-z[(]|\*\*=|\basync\b|\bawait\b/);
  expect(loader).not.toMatch(
    /innerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|document\.cookie/,
  );
});
