import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { definitions, paper, withDefinitions } from "./definitions.ts";

test("the paper on figures defines each as the desk does", async () => {
  const text = await readFile(paper, "utf8");
  expect(text).toBe(withDefinitions(text, await definitions()));
});
