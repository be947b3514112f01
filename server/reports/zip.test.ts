import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unzip, zip } from "./zip.ts";

const at = new Date("2026-12-01T00:14:08Z");

test("what goes in comes out, byte for byte", () => {
  const file = fc.record({
    name: fc.stringMatching(/^[a-zё报-]{1,20}\.(pdf|csv)$/u),
    bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  });
  const files = fc.uniqueArray(file, { minLength: 1, maxLength: 6, selector: ({ name }) => name });
  fc.assert(
    fc.property(files, (given) => {
      expect([...unzip(zip(given, at))!]).toEqual(given.map(({ name, bytes }) => [name, bytes]));
    }),
  );
});

test("an archive with one bit flipped in a file is none of ours", () => {
  const archive = zip([{ name: "report.pdf", bytes: Buffer.from("%PDF-1.7 no request was ignored") }], at);
  archive[45]! ^= 1;
  expect(unzip(archive)).toBeNull();
});

test.each([Buffer.alloc(0), Buffer.from("PK"), Buffer.from("%PDF-1.7"), zip([], at)])(
  "%j is no archive with files",
  (bytes) => {
    expect(unzip(bytes)).toBeNull();
  },
);

test("other programs open it", async ({ skip }) => {
  const folder = await mkdtemp(join(tmpdir(), "zip-"));
  try {
    const path = join(folder, "proof.zip");
    await writeFile(
      path,
      zip(
        [
          { name: "отчёт.txt", bytes: Buffer.from("да") },
          { name: "a.txt", bytes: Buffer.from("a") },
        ],
        at,
      ),
    );
    const python =
      "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); z.testzip() and sys.exit(1); z.extractall(sys.argv[2]); print(z.infolist()[0].date_time)";
    let said = "";
    try {
      said = execFileSync("python3", ["-c", python, path, folder], { encoding: "utf8" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT")
        skip("there is no other program here to open it");
      throw error;
    }
    expect(said.trim()).toBe("(2026, 12, 1, 0, 14, 8)");
    expect(await readFile(join(folder, "отчёт.txt"), "utf8")).toBe("да");
  } finally {
    await rm(folder, { recursive: true });
  }
});
