import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { definitions, paper } from "./definitions.ts";
import { withPart } from "./told-part.ts";

test("the paper on figures defines each as the desk does", async () => {
  const text = await readFile(paper, "utf8");
  expect(text).toBe(withPart(text, "definitions", await definitions()));
});
