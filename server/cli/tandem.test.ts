import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { freshDatabase, urlOf } from "../../test/database.ts";
import { checkArchive } from "../backup/index.ts";
import { withoutWall } from "../db/database.ts";
import { createWorkspace } from "../workspaces/index.ts";

const folder = await mkdtemp(join(tmpdir(), "tandem-cli-"));
await chmod(folder, 0o711); // when root runs the tests, the database's user has to pass through
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command as it is typed, in a process of its own. */
function tandem(args: string[], env: NodeJS.ProcessEnv = {}) {
  const settings = {
    PATH: process.env.PATH,
    DATA_DIR: join(folder, "none"),
    PORT: "0",
    SMTP_PORT: "0",
    ...env,
  };
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, "tandem.ts"), ...args],
      { env: settings },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

test("help says which commands there are; a command that is none says so and ends with 2", async () => {
  const help = await tandem(["help"]);
  expect(help).toMatchObject({ code: 0, err: "" });
  for (const command of ["start", "key create", "mail read", "doctor", "backup FILE", "restore FILE"])
    expect(help.out).toContain(command);
  expect(await tandem(["frobnicate"])).toMatchObject({ code: 2, out: "", err: help.out });
  for (const command of ["backup", "restore"])
    expect(await tandem([command])).toMatchObject({ code: 2, err: `tandem ${command} FILE\n` });
}, 240_000);

test("an archive goes into a new data folder and out of it again, with nothing running", async () => {
  const database = await freshDatabase();
  afterAll(() => database.drop());
  await withoutWall(database.open(1), (tx) =>
    createWorkspace(tx, { name: "Meridian Care", trade: "outsourcer", locale: "en", timeZone: "UTC" }),
  );
  const outside = { DATABASE_URL: urlOf(database.connection) };
  const first = join(folder, "first.tar");
  const made = await tandem(["backup", first], outside);
  expect(made).toMatchObject({ code: 0, err: "" });
  expect(made.out).toContain("1 workspace: Meridian Care");
  expect((await stat(first)).mode & 0o777).toBe(0o600);

  const inside = { DATA_DIR: join(folder, "data") };
  const back = await tandem(["restore", first], inside);
  expect(back).toMatchObject({ code: 0, err: "" });
  expect(back.out).toContain("Everything is back");

  const again = await tandem(["restore", first], inside);
  expect(again.code).toBe(1);
  expect(again.err).toContain("There is a Tandem here already, with the workspace Meridian Care.");

  const doctor = await tandem(["doctor"], inside);
  expect(doctor.out).toContain("Tandem's own PostgreSQL was not running; it starts");
  expect(doctor.out).toContain("1 workspace: Meridian Care");
  expect(doctor.out).toMatch(/\nNothing is wrong/);
  expect(doctor).toMatchObject({ code: 0, err: "" });

  const second = join(folder, "second.tar");
  expect(await tandem(["backup", second], inside)).toMatchObject({ code: 0, err: "" });
  const rows = async (path: string) =>
    (await checkArchive(path)).manifest.tables.map(({ name, rows }) => [name, rows]);
  expect(await rows(second)).toEqual(await rows(first));
  // The fingerprint that was printed is that of the file.
  expect(made.out).toContain((await checkArchive(first)).fingerprint);
}, 240_000);

test("what cannot be done is said in words, without a stack", async () => {
  const letter = join(folder, "letter.txt");
  await writeFile(letter, "Dear diary");
  const [nothing, missing, notOurs, away, wrong] = await Promise.all([
    tandem(["backup", join(folder, "nothing.tar")]),
    tandem(["restore", join(folder, "missing.tar")]),
    tandem(["restore", letter]),
    tandem(["backup", join(folder, "away.tar")], { DATABASE_URL: "postgres://me:secret@127.0.0.1:1/x" }),
    tandem(["backup", join(folder, "wrong.tar")], { PORT: "http" }),
  ]);
  expect(nothing.err).toMatch(/There is no Tandem in .*none, so there is nothing to back up/);
  expect(missing.err).toContain("cannot be read");
  expect(notOurs.err).toContain("cannot be restored");
  expect(away.err).toContain("The database does not let us in");
  expect(away.err).not.toContain("secret");
  expect(wrong.err).toMatch(/^PORT=http is not usable/);
  for (const { code, err } of [nothing, missing, notOurs, away, wrong]) {
    expect(code).toBe(1);
    expect(err).not.toMatch(/\n {4}at /);
  }
  expect(await readFile(letter, "utf8")).toBe("Dear diary");
  // And nothing was made on the way.
  expect((await readdir(folder)).filter((name) => /none|nothing|away|wrong|partial/.test(name))).toEqual([]);
}, 240_000);
