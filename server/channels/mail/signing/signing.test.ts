import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { authenticate } from "mailauth";
import { expect, onTestFinished, test } from "vitest";
import { postReply } from "../../../../contract/conversations.ts";
import { listMailDomains, postDomainCheck, postDomainKey } from "../../../../contract/mail-domains.ts";
import { listNotices } from "../../../../contract/notices.ts";
import { world } from "../../../../test/world.ts";
import { withoutWall } from "../../../db/database.ts";
import { readSecret } from "../../../secret.ts";
import { systemMailer } from "../mailer.ts";
import { folderTransport } from "../transport.ts";
import { checkDueDomains } from "./domains.ts";

const zone = new Map<string, string[]>();
let isSilent = false;
const dns = {
  txt: async (name: string) => {
    if (isSilent) throw new Error("no answer");
    return zone.get(name) ?? [];
  },
  mx: async () => ["mx.kolobikes.example"],
};
const { omar, nina, person, salma, stranger, safra, db, conversationFrom, settled, outbox } = await world({
  dns,
});
const domain = "kolobikes.example";
const params = { domain };
const kolos = async () => (await omar.call(listMailDomains, {})).items.find((one) => one.domain === domain)!;
const keysOf = ({ records }: Awaited<ReturnType<typeof kolos>>) =>
  records.filter(({ what }) => what === "dkim");
const sentFrom = async (customer: string) => {
  const { id } = await conversationFrom(customer, "Hello?");
  await nina.call(postReply, { params: { id }, body: { text: "Здравствуйте, all is well. 你好 مرحبا" } });
  await settled();
  return (await outbox()).at(-1)!;
};
const verified = async (mail: string) => {
  const { dkim } = await authenticate(mail, {
    ip: "127.0.0.1",
    helo: "localhost",
    sender: "",
    resolver: async (name: string, type: string) => {
      const found = type === "TXT" ? zone.get(name) : undefined;
      if (!found) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
      return found.map((text) => [text]);
    },
  });
  return dkim.results.map(({ status, signingDomain, selector }) => [status.result, signingDomain, selector]);
};

test("each domain has a key at once, which signs nothing before its record is seen", async () => {
  const shown = await kolos();
  expect(shown).toMatchObject({ brands: ["Kolo Bikes"], isSigned: false, checkedAt: null });
  const [key] = keysOf(shown);
  expect(key).toMatchObject({ state: "unchecked", key: "next", type: "TXT" });
  expect(keysOf(await kolos())).toHaveLength(1);
  expect(await sentFrom("ines")).not.toMatch(/^DKIM-Signature:/im);

  const missing = await omar.call(postDomainCheck, { params });
  expect(missing.records.map(({ what, state }) => [what, state])).toEqual([
    ["dkim", "missing"],
    ["spf", "missing"],
    ["dmarc", "missing"],
    ["mx", "right"],
  ]);
  expect(missing.isSigned).toBe(false);
});

test("once its record is there mail is signed, and whoever gets it can prove it", async () => {
  const [key] = keysOf(await kolos());
  zone.set(key!.host, [key!.value]);
  const checked = await omar.call(postDomainCheck, { params });
  expect(checked.isSigned).toBe(true);
  expect(keysOf(checked)).toMatchObject([{ key: "current", state: "right" }]);
  expect(await verified(await sentFrom("tom"))).toEqual([["pass", domain, key!.host.split(".")[0]]]);
});

test("a mail of the house is signed by the key of the domain it comes from, and by none of another", async () => {
  const selector = keysOf(await kolos())[0]!.host.split(".")[0];
  const folder = await mkdtemp(join(tmpdir(), "tandem-house-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { workspaceId } = await withoutWall(db, (tx) =>
    tx.selectFrom("agents").select("workspaceId").where("id", "=", omar.id).executeTakeFirstOrThrow(),
  );
  const transport = folderTransport(folder);
  const log = { warn: () => undefined, error: () => undefined };
  const publicUrl = "https://desk.example";
  const mailer = systemMailer({ db, secret: await readSecret(db), transport, log, publicUrl });
  const to = { name: "هدى", address: "huda@customers.example" };
  const words = { subject: "أهلا", text: "رابط الدخول", html: "<p>رابط الدخول</p>", locale: "ar" as const };
  const signed = async (from: string) => {
    await mailer.send({ workspaceId, to, ...words, from: { name: "Kolo Bikes", address: from } });
    const names = (await readdir(folder)).toSorted();
    return verified(await readFile(join(folder, names.at(-1)!), "utf8"));
  };
  expect(await signed(`help@${domain}`)).toEqual([["pass", domain, selector]]);
  expect(await signed("help@unseen.example")).toEqual([["none", undefined, undefined]]);
});

test("a new key takes over when its record is seen, and the one before it stays for what travels", async () => {
  const before = await sentFrom("mei");
  const rotating = await omar.call(postDomainKey, { params });
  await omar.call(postDomainKey, { params });
  expect(keysOf(rotating).map(({ key }) => key)).toEqual(["next", "current"]);
  const [next, current] = keysOf(rotating);
  expect(await verified(await sentFrom("lee"))).toMatchObject([
    ["pass", domain, current!.host.split(".")[0]],
  ]);

  zone.set(next!.host, [next!.value]);
  const turned = await omar.call(postDomainCheck, { params });
  expect(
    keysOf(turned)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(["current", "former"]);
  expect(await verified(await sentFrom("ann"))).toMatchObject([["pass", domain, next!.host.split(".")[0]]]);
  expect(await verified(before)).toMatchObject([["pass", domain, current!.host.split(".")[0]]]);
});

test("by night what was right and no longer is becomes a notice; a silent DNS is no news", async () => {
  const tomorrow = (days: number) => new Date(Date.now() + days * 86_400_000);
  const told = async () =>
    (await omar.call(listNotices, {})).items.filter(({ kind }) => kind === "domain").map(({ data }) => data);
  isSilent = true;
  await checkDueDomains(db, dns, tomorrow(1.1));
  expect(await told()).toEqual([]);
  isSilent = false;
  const current = keysOf(await kolos()).find(({ key }) => key === "current")!;
  zone.set(current.host, ["v=DKIM1; p=AAAA"]);
  await checkDueDomains(db, dns, tomorrow(2.2));
  expect(await told()).toMatchObject([{ domain, records: "DKIM" }]);
  await checkDueDomains(db, dns, tomorrow(3.3));
  expect(await told()).toHaveLength(1);
});

test("private keys lie sealed, and nobody looks at the domains of others", async () => {
  const rows = await withoutWall(db, (tx) => tx.selectFrom("domainKeys").select("privateKey").execute());
  for (const { privateKey } of rows) expect(privateKey.toString("latin1")).not.toContain("PRIVATE KEY");
  const { owner } = await stranger();
  expect(await owner.refused(postDomainCheck, { params })).toMatchObject({ code: "not_found" });
  expect(await nina.refused(listMailDomains, {})).toMatchObject({ code: "forbidden" });
  expect(await salma.refused(postDomainKey, { params })).toMatchObject({ code: "forbidden" });
  const walled = await person({ name: "Walled Admin", role: "admin", brands: [safra.id] });
  expect((await walled.call(listMailDomains, {})).items.map((one) => one.domain)).toEqual(["safra.example"]);
  expect(await walled.refused(postDomainCheck, { params })).toMatchObject({ code: "not_found" });
});
