import { createHash } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  getReport,
  getReportCsv,
  getReportKey,
  getReportManifest,
  getReportPdf,
  getReportProof,
  getReportSignature,
  getReportVerification,
  listReports,
  postReport,
  postReportVerification,
  type Report,
  type ReportVerdict,
} from "../../contract/reports.ts";
import type { Route } from "../../contract/route.ts";
import { type Client, world } from "../../test/world.ts";
import { writeBackup } from "../backup/index.ts";
import { withoutWall } from "../db/database.ts";
import { folderStore, forgetUploads } from "../files/index.ts";
import { canonical } from "./canonical.ts";
import { makeDueReports } from "./make-due.ts";
import { readManifest } from "./manifest.ts";
import { sampleFigures } from "./sample-month.ts";
import { readSigner } from "./signer.ts";
import type { Asked } from "./source.ts";
import { unzip } from "./zip.ts";

const asked: Asked[] = [];
const around = await world({
  reportSource: async (_db, month) => {
    asked.push(month);
    return sampleFigures();
  },
});
const { db, omar, nina, kolo, safra, person, key, stranger, visitor, folder, workspaceId, connection } =
  around;
const store = folderStore(join(folder, "files"));
const press = {
  source: async () => sampleFigures(),
  store,
  publicUrl: "http://localhost:3000",
  now: () => new Date("2026-12-01T02:30:00Z"),
};

const make = (period: string, brand: string | null = null, locale: Report["locale"] = "en") =>
  omar.call(postReport, { body: { period, brand, locale } });
const bytesOf = async (route: Route, { id }: { id: string }, who: Client = omar) =>
  (await who.ask(route, { params: { id } } as never)).rawPayload;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function verify(bytes: Buffer, who: Client = visitor): Promise<ReportVerdict> {
  const answer = await who.ask(postReportVerification, {
    body: bytes,
    headers: { "content-type": "application/octet-stream" },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

const first = await make("2026-01");

test("a month that is over becomes a report that is signed, kept, and given out as it is", async () => {
  expect(asked[0]).toMatchObject({
    workspaceId,
    brandId: null,
    period: "2026-01",
    from: new Date("2026-01-01T00:00:00Z"),
    to: new Date("2026-02-01T00:00:00Z"),
    timeZone: "UTC",
    locale: "en",
  });
  expect(first).toMatchObject({
    period: "2026-01",
    brand: null,
    locale: "en",
    edition: 1,
    replaces: null,
    replacedBy: null,
    madeBy: "Omar Haddad",
    total: 20_224,
    answered: 20_220,
    neverIgnored: true,
    files: "unchanged",
  });
  const pdf = await omar.ask(getReportPdf, { params: first });
  expect(pdf.headers).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": "attachment; filename*=UTF-8''2026-01%20en.pdf",
  });
  expect(sha256(pdf.rawPayload)).toBe(first.pdfSha256);
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
  expect(sha256(await bytesOf(getReportCsv, first))).toBe(first.csvSha256);
  const { data } = await omar.call(getReport, { params: first });
  expect(data).toMatchObject({ workspace: "Meridian Care", period: "2026-01", handovers: 213 });
});

test("what was signed names the report, its figures and the sums of its files, and the signature is good", async () => {
  const manifest = await bytesOf(getReportManifest, first);
  const signature = await bytesOf(getReportSignature, first);
  const signer = await readSigner(db);
  expect(signature).toHaveLength(64);
  expect(signer.verify(manifest.toString(), signature)).toBe(true);
  const { data } = await omar.call(getReport, { params: first });
  expect(readManifest(manifest.toString())).toMatchObject({
    id: first.id,
    workspace: "Meridian Care",
    period: "2026-01",
    requests: { total: 20_224, answered: 20_220, open: 4 },
    invariant: { neverIgnored: true, checks: 8_640, breaks: 0 },
    pdf: first.pdfSha256,
    csv: first.csvSha256,
    // As it came back from the database.
    data: sha256(Buffer.from(canonical(data))),
    key: signer.keySha256,
  });
  const flipped = Buffer.from(manifest);
  flipped[flipped.indexOf("20224")]! ^= 1;
  expect(signer.verify(flipped.toString(), signature)).toBe(false);
  const other = Buffer.from(signature);
  other[10]! ^= 1;
  expect(signer.verify(manifest.toString(), other)).toBe(false);
});

test("the key is made once, stays the same, and its public half is for everybody", async () => {
  const signers = await Promise.all(Array.from({ length: 4 }, () => readSigner(db)));
  expect(new Set(signers.map(({ keySha256 }) => keySha256)).size).toBe(1);
  const answer = await visitor.ask(getReportKey, {});
  expect(answer.body).toBe(signers[0]!.publicKey);
  expect(answer.body).toMatch(/^-----BEGIN PUBLIC KEY-----/);
});

test("anyone learns that a file is unchanged, and no more than stands in it", async () => {
  for (const [file, route] of [
    ["pdf", getReportPdf] as const,
    ["csv", getReportCsv] as const,
    ["proof", getReportProof] as const,
  ]) {
    const verdict = await verify(await bytesOf(route, first));
    expect(verdict).toMatchObject({
      verdict: "unchanged",
      report: { id: first.id, file, workspace: "Meridian Care", brand: null, period: "2026-01", edition: 1 },
    });
    const signer = await readSigner(db);
    expect(signer.verify(verdict.manifest!, Buffer.from(verdict.signature!, "base64"))).toBe(true);
  }
  const bySum = await visitor.call(getReportVerification, {
    query: { sha256: first.csvSha256.toUpperCase() },
  });
  expect(bySum).toMatchObject({ verdict: "unchanged", report: { file: "csv" } });
});

test("one flipped bit anywhere is noticed, and of a changed file nothing is told", async () => {
  const pdf = await bytesOf(getReportPdf, first);
  for (const place of [20, pdf.length >> 1, pdf.length - 10]) {
    const changed = Buffer.from(pdf);
    changed[place]! ^= 4;
    expect(await verify(changed)).toMatchObject({
      verdict: "changed",
      report: null,
      manifest: null,
      signature: null,
    });
  }
  const csv = (await bytesOf(getReportCsv, first)).toString().replace("20220", "20224");
  expect(await verify(Buffer.from(csv))).toMatchObject({ verdict: "changed", report: null });
});

test("an archive counts only when every file in it is the one that was signed", async () => {
  const archive = await bytesOf(getReportProof, first);
  const files = unzip(archive)!;
  expect([...files.keys()]).toEqual([
    "report.pdf",
    "report.csv",
    "data.json",
    "manifest.json",
    "manifest.sig",
    "public-key.pem",
    "README.txt",
  ]);
  expect(files.get("README.txt")!.toString()).toContain("http://localhost:3000/verify-report");
  const { zip } = await import("./zip.ts");
  for (const name of [
    "report.pdf",
    "report.csv",
    "data.json",
    "manifest.json",
    "manifest.sig",
    "public-key.pem",
  ]) {
    const spoilt = [...files].map(([each, bytes]) => ({
      name: each,
      bytes: each === name ? Buffer.concat([bytes, Buffer.from(" ")]) : bytes,
    }));
    expect(await verify(zip(spoilt, new Date())), name).toMatchObject({ verdict: "changed", report: null });
  }
});

test.each([
  ["something else", Buffer.from("%PDF-1.7 a letter")],
  ["a made-up id", Buffer.from("tandem-report:0193a5c2-7b1e-7c3d-9a44-0f1e2d3c4b5a")],
  ["noise", Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))],
])("%s is no report of ours", async (_, bytes) => {
  expect(await verify(bytes)).toMatchObject({ verdict: "unknown", report: null });
});

test("to verify nothing, or far too much, is refused", async () => {
  expect(await visitor.refused(postReportVerification, {} as never)).toMatchObject({
    code: "wrong_content_type",
  });
  expect(await visitor.refused(getReportVerification, { query: { sha256: "abc" } })).toMatchObject({
    code: "invalid",
  });
  const huge = {
    body: Buffer.alloc(17 * 1024 * 1024),
    headers: { "content-type": "application/octet-stream" },
  };
  expect(await visitor.refused(postReportVerification, huge as never)).toMatchObject({ code: "too_large" });
});

test("made again it is another edition that says what it replaces; the first stays byte for byte", async () => {
  const before = await bytesOf(getReportPdf, first);
  const second = await make("2026-01");
  expect(second).toMatchObject({ edition: 2, replaces: first.id, replacedBy: null });
  expect(await omar.call(getReport, { params: first })).toMatchObject({ edition: 1, replacedBy: second.id });
  expect((await bytesOf(getReportPdf, first)).equals(before)).toBe(true);
  expect((await verify(before)).verdict).toBe("unchanged");
  // In another language it is another report, not a replacement.
  expect(await make("2026-01", null, "ar")).toMatchObject({ edition: 1, replaces: null });
});

test("two who make the same report at once make two editions", async () => {
  const made = await Promise.all([make("2026-02"), make("2026-02"), make("2026-02")]);
  expect(made.map(({ edition }) => edition).sort()).toEqual([1, 2, 3]);
});

test("a retried request makes one report", async () => {
  const ask = { body: { period: "2026-03" }, headers: { "idempotency-key": "march" } };
  const [one, two] = [await omar.call(postReport, ask), await omar.call(postReport, ask)];
  expect(two.id).toBe(one.id);
});

test("of a month that is not over there is no report", async () => {
  const now = new Date();
  const period = `${now.getUTCFullYear()}-${String(now.getUTCMonth() + 1).padStart(2, "0")}`;
  expect(await omar.refused(postReport, { body: { period } })).toMatchObject({
    code: "invalid",
    fields: [{ path: "period", message: "This month is not over yet." }],
  });
  expect(await omar.refused(postReport, { body: { period: "2026-13" } })).toMatchObject({ code: "invalid" });
});

test("what was signed cannot be changed in the database", async () => {
  for (const role of ["app", "system"] as const)
    await expect(db.pools[role].query("update reports set manifest = ''")).rejects.toThrow(
      /permission denied/,
    );
});

test("a file that is not what was signed is not given out, and is seen in the list", async () => {
  const spoilt = await make("2025-12", kolo.id);
  const path = join(folder, "files", workspaceId, spoilt.pdfSha256.slice(0, 2), spoilt.pdfSha256);
  await writeFile(path, "%PDF-1.7 everything was fine");
  expect(await omar.call(getReport, { params: spoilt })).toMatchObject({ files: "changed" });
  for (const route of [getReportPdf, getReportProof])
    expect(await omar.refused(route, { params: spoilt })).toMatchObject({ code: "file_damaged" });
  await rm(path);
  const { items } = await omar.call(listReports, {});
  expect(items.find(({ id }) => id === spoilt.id)).toMatchObject({ files: "missing" });
  expect(items.find(({ id }) => id === first.id)).toMatchObject({ files: "unchanged" });
});

test("the list is by month, newest first, page by page, for one brand if asked", async () => {
  await make("2026-04", kolo.id);
  const all = await omar.call(listReports, {});
  const periods = all.items.map(({ period }) => period);
  expect(periods).toEqual(periods.toSorted().reverse());
  const page = await omar.call(listReports, { query: { limit: 2 } });
  const rest = await omar.call(listReports, { query: { limit: 100, cursor: page.next! } });
  expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
  const ofKolo = await omar.call(listReports, { query: { brand: kolo.id } });
  expect(ofKolo.items.map(({ brand }) => brand?.name)).toEqual(["Kolo Bikes", "Kolo Bikes"]);
});

test("whoever is limited to some brands sees and makes the reports of those alone", async () => {
  const ada = await person({ name: "Ada", role: "admin", brands: [safra.id] });
  const ofSafra = await make("2026-05", safra.id);
  const ofKolo = await make("2026-05", kolo.id);
  expect((await ada.call(listReports, {})).items.map(({ id }) => id)).toEqual([ofSafra.id]);
  for (const hidden of [ofKolo, first])
    for (const route of [
      getReport,
      getReportPdf,
      getReportCsv,
      getReportManifest,
      getReportSignature,
      getReportProof,
    ])
      expect(await ada.refused(route, { params: hidden })).toMatchObject({ code: "not_found" });
  expect((await ada.ask(getReportPdf, { params: ofSafra })).statusCode).toBe(200);
  expect(await ada.refused(postReport, { body: { period: "2026-05" } })).toMatchObject({ code: "forbidden" });
  expect(await ada.refused(postReport, { body: { period: "2026-05", brand: kolo.id } })).toMatchObject({
    code: "not_found",
  });
});

test("a lead and a key that may read reports read them and make none; an agent does neither", async () => {
  const lead = await person({ name: "Lena", role: "lead" });
  for (const reader of [lead, await key("reports.read")]) {
    expect((await reader.call(listReports, {})).items.length).toBeGreaterThan(0);
    expect(await reader.refused(postReport, { body: { period: "2026-01" } })).toMatchObject({
      code: "forbidden",
    });
  }
  expect(await nina.refused(listReports, {})).toMatchObject({ code: "forbidden" });
});

test("another workspace's report is not there, but its file can be verified by anyone", async () => {
  const { owner } = await stranger();
  const theirs = await owner.call(postReport, { body: { period: "2026-01" } });
  expect(await omar.refused(getReport, { params: theirs })).toMatchObject({ code: "not_found" });
  expect(await omar.refused(postReport, { body: { period: "2026-01", brand: theirs.id } })).toMatchObject({
    code: "not_found",
  });
  const verdict = await verify(await bytesOf(getReportPdf, theirs, owner), omar);
  expect(verdict).toMatchObject({ verdict: "unchanged", report: { workspace: "Somebody else" } });
});

test("on the first of the month every workspace gets its report, once, in its language, however often it is looked", async () => {
  const other = await stranger();
  await withoutWall(db, (tx) =>
    tx
      .updateTable("workspaces")
      .set({ createdAt: new Date("2025-01-01"), timeZone: "Asia/Shanghai", locale: "zh" })
      .where("id", "=", other.workspaceId)
      .execute(),
  );
  await withoutWall(db, (tx) =>
    tx
      .updateTable("workspaces")
      .set({ createdAt: new Date("2026-11-20") })
      .where("id", "=", workspaceId)
      .execute(),
  );
  const november = async () =>
    (await other.owner.call(listReports, {})).items.filter(({ period }) => period === "2026-11");

  // 01:59 in Shanghai.
  await makeDueReports(db, { ...press, now: () => new Date("2026-11-30T17:59:00Z") });
  expect(await november()).toEqual([]);
  const at = { ...press, now: () => new Date("2026-11-30T18:00:00Z") };
  await Promise.all([makeDueReports(db, at), makeDueReports(db, at)]);
  await makeDueReports(db, press);
  const [made, ...more] = await november();
  expect(more).toEqual([]);
  expect(made).toMatchObject({ locale: "zh", brand: null, edition: 1, madeBy: null, files: "unchanged" });

  // In UTC the month ended later, and that report was made by the last look.
  const ours = (await omar.call(listReports, {})).items.filter(({ period }) => period === "2026-11");
  expect(ours).toHaveLength(1);
  expect(ours[0]).toMatchObject({ locale: "en", madeBy: null });
});

test("a report that somebody has made by hand is not made again by itself", async () => {
  const { owner, workspaceId: id } = await stranger();
  await withoutWall(db, (tx) =>
    tx
      .updateTable("workspaces")
      .set({ createdAt: new Date("2025-01-01") })
      .where("id", "=", id)
      .execute(),
  );
  const byHand = await owner.call(postReport, { body: { period: "2026-06" } });
  await makeDueReports(db, { ...press, now: () => new Date() });
  const { items } = await owner.call(listReports, {});
  expect(items.filter(({ period }) => period === "2026-06").map((each) => each.id)).toEqual([byHand.id]);
});

test("one workspace whose figures fail does not keep the others from their report", async () => {
  const failing = await stranger();
  const other = await stranger();
  await withoutWall(db, (tx) =>
    tx
      .updateTable("workspaces")
      .set({ createdAt: new Date("2025-01-01") })
      .where("id", "in", [failing.workspaceId, other.workspaceId])
      .execute(),
  );
  const source: typeof press.source = async (...[, month]: unknown[]) => {
    if ((month as Asked).workspaceId === failing.workspaceId) throw new Error("no figures");
    return sampleFigures();
  };
  const later = { ...press, source, now: () => new Date("2026-12-01T03:00:00Z") };
  await expect(makeDueReports(db, later)).rejects.toThrow("1 monthly reports could not be made");
  expect((await other.owner.call(listReports, {})).items).toHaveLength(1);
  expect((await failing.owner.call(listReports, {})).items).toEqual([]);
});

test("the files of a report go into backups, and no sweep takes them", async () => {
  const report = await make("2026-05", null, "uk");
  const path = join(folder, "reports.tar");
  const { manifest } = await writeBackup({ connection, store, path, version: "0.0.0" });
  expect(manifest.files.count).toBeGreaterThan(10);
  // Somebody uploaded the same PDF, and gave it up.
  const pdf = await bytesOf(getReportPdf, report);
  await nina.ask(
    { method: "POST", path: "/files" } as never,
    {
      query: { filename: "report.pdf" },
      body: pdf,
      headers: { "content-type": "application/octet-stream" },
    } as never,
  );
  await db.pools.system.query("update attachments set created_at = created_at - interval '30 days'");
  await ageFiles();
  await forgetUploads(db, store);
  await forgetUploads(db, store);
  expect((await db.pools.system.query("select from attachments")).rowCount).toBe(0);
  expect((await bytesOf(getReportPdf, report)).equals(pdf)).toBe(true);
});

async function ageFiles() {
  const { utimes } = await import("node:fs/promises");
  const then = new Date(Date.now() - 40 * 24 * 3_600_000);
  const root = join(folder, "files");
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), then, then);
}
