import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { getReportKey, getReportProof, postReport } from "../../contract/reports.ts";
import { urlOf } from "../../test/database.ts";
import { world } from "../../test/world.ts";
import { manifestCommand } from "../reports/how-to-verify.ts";
import { unzip } from "../reports/zip.ts";
import { reportCommand } from "./report.ts";

const { omar, visitor, connection } = await world();
const folder = await mkdtemp(join(tmpdir(), "report-"));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());
const at = (name: string) => join(folder, name);

const report = await omar.call(postReport, { body: { period: "2026-01", locale: "uk" } });
const archive = (await omar.ask(getReportProof, { params: report })).rawPayload;
await writeFile(at("proof.zip"), archive);
for (const [name, bytes] of unzip(archive)!) await writeFile(at(name), bytes);
await writeFile(at("trusted.pem"), (await visitor.ask(getReportKey, {})).rawPayload);
const spoilt = await readFile(at("report.pdf"));
spoilt[spoilt.length >> 1]! ^= 1;
await writeFile(at("spoilt.pdf"), spoilt);
const { publicKey } = generateKeyPairSync("ed25519");
await writeFile(at("other.pem"), publicKey.export({ format: "pem", type: "spki" }));

async function run(...args: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const exitCode = await reportCommand(args, { out, err });
  const text = (stream: PassThrough) => String(stream.read() ?? "");
  return { exitCode, out: text(out), err: text(err) };
}

const here = () => {
  vi.stubEnv("DATABASE_URL", urlOf(connection));
  vi.stubEnv("DATA_DIR", folder);
};
const alone = [
  "--key",
  at("trusted.pem"),
  "--manifest",
  at("manifest.json"),
  "--signature",
  at("manifest.sig"),
];

test.each(["report.pdf", "report.csv", "proof.zip"])(
  "asked of the installation, %s is unchanged",
  async (name) => {
    here();
    const { exitCode, out } = await run("verify", at(name));
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: `Unchanged. Report ${report.id} of Meridian Care for 2026-01, edition 1, made ${report.madeAt}.\n`,
    });
  },
);

test("a changed report and a foreign file end with 1, and say which they are", async () => {
  here();
  expect(await run("verify", at("spoilt.pdf"))).toMatchObject({ exitCode: 1, out: /^Changed\./ });
  expect(await run("verify", at("other.pem"))).toMatchObject({ exitCode: 1, out: /^Unknown\./ });
});

test("with the key nobody need be asked", async () => {
  const good = {
    exitCode: 0,
    out: expect.stringContaining(`Unchanged. Report ${report.id} of Meridian Care`),
  };
  expect(await run("verify", at("report.pdf"), ...alone)).toMatchObject(good);
  expect(await run("verify", at("report.csv"), ...alone)).toMatchObject(good);
  expect(await run("verify", at("proof.zip"), "--key", at("trusted.pem"))).toMatchObject(good);
});

test.each([
  ["the file was changed", ["spoilt.pdf", ...alone], /not one of those/],
  ["the key is another's", ["proof.zip", "--key", at("other.pem")], /signature is not one of this key/],
  ["there is no manifest", ["report.pdf", "--key", at("trusted.pem")], /no manifest/],
])("with the key it is not verified when %s", async (_, [name, ...more], words) => {
  expect(await run("verify", at(name!), ...more)).toMatchObject({
    exitCode: 1,
    out: expect.stringMatching(words),
  });
});

test.each([
  [["verify"], 2],
  [["look", "report.pdf"], 2],
  [["verify", "a", "b"], 2],
  [["verify", at("report.pdf"), "--manifest", at("manifest.json")], 2],
  [["verify", at("nothing.pdf")], 1],
  [["verify", at("report.pdf"), "--key", at("report.csv")], 1],
])("%j ends with %i and says what is wrong", async (args, exitCode) => {
  const ran = await run(...args);
  expect(ran).toMatchObject({ exitCode, out: "" });
  expect(ran.err).not.toBe("");
});

test("OpenSSL alone finds the signature good, and not on a manifest with one bit flipped", async ({
  skip,
}) => {
  const [command, ...args] = manifestCommand.split(" ");
  const openssl = (...given: string[]) =>
    execFileSync(command!, given, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  let version = "";
  try {
    version = openssl("version");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  if (!/^OpenSSL [3-9]/.test(version)) skip(`OpenSSL 3 is not here: ${version || "no openssl"}`);
  expect(openssl(...args)).toContain("Signature Verified Successfully");
  expect(openssl("dgst", "-sha256", "report.pdf")).toContain(report.pdfSha256);

  const manifest = await readFile(at("manifest.json"));
  manifest[200]! ^= 1;
  await writeFile(at("manifest.json"), manifest);
  expect(() => openssl(...args)).toThrow(expect.objectContaining({ status: 1 }));
});
