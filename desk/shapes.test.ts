import { glob } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";

const contract = join(import.meta.dirname, "../contract");

test("the desk reads the whole contract without zod, and finds the same addresses and choices in it", async () => {
  const real = await readContract();
  vi.doMock("zod", () => import("./shapes.ts"));
  vi.resetModules();
  const light = await readContract();
  vi.doUnmock("zod");

  expect(light.routes.length).toBeGreaterThan(20);
  expect(light).toEqual(real);
});

test("checking a shape in the desk fails loudly instead of letting everything pass", async () => {
  const { z } = (await import("./shapes.ts")) as unknown as { z: typeof import("zod").z };
  expect(() => z.object({ name: z.string() }).parse({})).toThrow("does not carry zod");
  expect(() => z.string().min(1).safeParse("")).toThrow("does not carry zod");
});

test("an enumeration works as in zod", async () => {
  const { z } = (await import("./shapes.ts")) as unknown as { z: typeof import("zod").z };
  const Line = z.enum(["service", "support"]);
  expect(Line.options).toEqual(["service", "support"]);
  expect(Line.enum.support).toBe("support");
  expect(Line.parse("service")).toBe("service");
  expect(() => Line.parse("sales")).toThrow();
  expect(Line.safeParse("sales").success).toBe(false);
  expect(Line.exclude(["support"]).options).toEqual(["service"]);
  expect(() => Line.optional().default("service").parse("service")).toThrow("does not carry zod");
});

/** Every route's address and every enumeration's choices, by the name they are exported under. */
async function readContract() {
  const routes: string[] = [];
  const choices: string[] = [];
  for await (const file of glob("*.ts", { cwd: contract })) {
    if (file.includes(".test.")) continue;
    const module = (await import(join(contract, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== "object" || value === null) continue;
      if ("path" in value && "method" in value) routes.push(`${name} ${value.method} ${value.path}`);
      if (
        "options" in value &&
        Array.isArray(value.options) &&
        value.options.every((each) => typeof each === "string")
      ) {
        choices.push(`${name} ${value.options.join("|")}`);
      }
    }
  }
  return { routes: routes.sort(), choices: choices.sort() };
}
