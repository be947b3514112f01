/** Who a mail is really from, by keys of our own and names that only this test knows. */
import { generateKeyPairSync } from "node:crypto";
import { authenticate, dkimSign, sealMessage } from "mailauth";
import { expect, test } from "vitest";
import { until } from "./names.ts";
import { readMail } from "./reading/index.ts";
import { realClient } from "./relays.ts";
import { checkSender, senderRules } from "./sender-check.ts";

const keyPair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const [shop, relay] = [keyPair(), keyPair()];
const keyText = ({ publicKey }: ReturnType<typeof keyPair>) =>
  `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`;

const world: Record<string, string> = {
  "k1._domainkey.shop.example": keyText(shop),
  "k1._domainkey.sealer.example": keyText(relay),
  "_dmarc.shop.example": "v=DMARC1; p=reject",
  "shop.example": "v=spf1 ip4:192.0.2.10 -all",
  "plain.example": "v=spf1 ip4:192.0.2.20 -all",
  "k1._domainkey.plain.example": keyText(shop),
};
const resolve = async (name: string, type: string): Promise<string[][]> => {
  const text = type === "TXT" ? world[name.toLowerCase()] : undefined;
  if (!text) throw Object.assign(new Error(`no ${type} of ${name}`), { code: "ENOTFOUND" });
  return [[text]];
};
const rules = senderRules({ resolve, sealers: ["sealer.example"], relays: ["10.9.0.0/16"] });

const mailFrom = (domain: string, headers = "") =>
  `${headers}From: Ines <ines@${domain}>\r\nTo: help@kolo.example\r\nSubject: Bicycle\r\nDate: Thu, 12 Mar 2026 09:00:00 +0000\r\nMessage-ID: <1@${domain}>\r\n\r\nWhere is it?\r\n`;

async function signed(domain: string, by = domain): Promise<string> {
  const mail = mailFrom(domain);
  const key = { signingDomain: by, selector: "k1", privateKey: shop.privateKey };
  const { signatures } = await dkimSign(mail, {
    canonicalization: "relaxed/relaxed",
    ...key,
    // The types want one key, the code a list of them.
    signatureData: [key],
  });
  return signatures + mail;
}

async function check(text: string, address = "203.0.113.9", envelopeFrom = "", more = rules) {
  const raw = Buffer.from(text);
  const { headers } = await readMail(raw);
  const client = { address, helo: "mx.example", secure: false };
  return checkSender(more, raw, { client, envelopeFrom }, headers);
}

test("a signature of the domain in From confirms the sender, whatever way the mail took", async () => {
  const out = await check(await signed("shop.example"), "203.0.113.9", "bounce@elsewhere.example");
  expect(out).toMatchObject({
    dkim: "pass",
    dmarc: "pass",
    verdict: "confirmed",
    details: {
      domain: "shop.example",
      policy: "reject",
      signatures: [{ domain: "shop.example", selector: "k1", result: "pass", isAligned: true }],
      client: "203.0.113.9",
    },
  });
});

test("the servers that a domain names confirm its sender, too", async () => {
  expect(await check(mailFrom("shop.example"), "192.0.2.10", "ines@shop.example")).toMatchObject({
    spf: "pass",
    dmarc: "pass",
    verdict: "confirmed",
    details: { spf: { domain: "shop.example", isAligned: true } },
  });
});

test("what a domain disowns is forged: unsigned from elsewhere, or signed by another", async () => {
  expect(await check(mailFrom("shop.example"), "203.0.113.9", "x@elsewhere.example")).toMatchObject({
    dmarc: "fail",
    verdict: "forged",
  });
  const changed = (await signed("shop.example")).replace("Where is it?", "Send me money.");
  expect(await check(changed)).toMatchObject({ dmarc: "fail", verdict: "forged" });
});

test("a domain without a policy is believed by its own signature, and told of by nothing else", async () => {
  expect(await check(await signed("plain.example"))).toMatchObject({ dmarc: "none", verdict: "confirmed" });
  expect(await check(mailFrom("plain.example"), "192.0.2.20", "ines@plain.example")).toMatchObject({
    spf: "pass",
    verdict: "confirmed",
  });
  expect(await check(await signed("plain.example", "shop.example"))).toMatchObject({
    dkim: "pass",
    verdict: "unknown",
  });
  expect(await check(mailFrom("silent.example"), "203.0.113.9", "ines@silent.example")).toMatchObject({
    dmarc: "none",
    verdict: "unknown",
  });
});

test("behind a relay that nobody named a signature is judged, and its absence is not held against anybody", async () => {
  expect(await check(await signed("shop.example"), "10.1.2.3")).toMatchObject({
    spf: "none",
    dmarc: "pass",
    verdict: "confirmed",
    details: { spf: null, client: null },
  });
  expect(await check(mailFrom("shop.example"), "10.1.2.3")).toBeNull();
  expect(await check((await signed("shop.example")).replace("Where", "There"), "10.1.2.3")).toMatchObject({
    dmarc: "unknown",
    verdict: "unknown",
  });
});

test("a relay that is named tells who really sent it, and only as far as trusted ones wrote it down", async () => {
  const way = (address: string) =>
    `Received: from mx.shop.example (mx.shop.example [${address}])\r\n by relay.kolo.example with ESMTPS; Thu, 12 Mar 2026 09:00:01 +0000\r\n`;
  expect(
    await check(mailFrom("shop.example", way("192.0.2.10")), "10.9.0.7", "ines@shop.example"),
  ).toMatchObject({ spf: "pass", verdict: "confirmed", details: { client: "192.0.2.10" } });
  expect(
    await check(mailFrom("shop.example", way("203.0.113.66")), "10.9.0.7", "ines@shop.example"),
  ).toMatchObject({ spf: "fail", verdict: "forged" });

  const trusted = (address: string) => address.startsWith("10.9.");
  const connected = { address: "::ffff:10.9.0.7", helo: "relay" };
  const told = (...addresses: string[]) =>
    realClient(
      connected,
      addresses.map((one) => `from a.example (a.example [${one}]) by b.example; now`),
      trusted,
    )?.address ?? null;
  expect(told("10.9.0.8", "198.51.100.4", "192.0.2.10")).toBe("198.51.100.4");
  expect(told("10.9.0.8", "192.168.1.1", "192.0.2.10")).toBeNull();
  expect(told()).toBeNull();
  expect(
    realClient({ ...connected, address: "10.1.1.1" }, ["from x ([192.0.2.10]) by y; now"], trusted),
  ).toBeNull();
});

test("a list that broke the signature and seals what it saw is believed if it is trusted", async () => {
  const original = await signed("shop.example");
  const seen = await authenticate(original, {
    ip: "192.0.2.10",
    helo: "mx.shop.example",
    sender: "ines@shop.example",
    mta: "list.example",
    resolver: resolve,
    disableBimi: true,
  });
  const withFooter = original.replace("Where is it?", "Where is it?\r\n_____\r\nThe list of bicycles");
  const seal = await sealMessage(Buffer.from(withFooter), {
    signingDomain: "sealer.example",
    selector: "k1",
    privateKey: relay.privateKey,
    authResults: seen.arc ? (seen.arc.authResults ?? "") : "",
    cv: "none",
  });
  const passedOn = `${seal}${withFooter}`;
  const elsewhere = "203.0.113.200";
  expect(await check(passedOn, elsewhere, "list@list.example")).toMatchObject({
    dmarc: "fail",
    verdict: "confirmed",
    details: { arc: { result: "pass", sealer: "sealer.example", hops: 1, isTrusted: true } },
  });
  const strict = senderRules({ resolve });
  expect(await check(passedOn, elsewhere, "list@list.example", strict)).toMatchObject({
    verdict: "forged",
    details: { arc: { isTrusted: false } },
  });
});

test("a name server that is silent costs no more than the time that is given, and no mail", async () => {
  const silent = senderRules({ resolve: () => new Promise<string[]>(() => undefined), longestMs: 200 });
  const began = performance.now();
  expect(await check(await signed("shop.example"), "203.0.113.9", "ines@shop.example", silent)).toMatchObject(
    {
      verdict: "unknown",
    },
  );
  expect(performance.now() - began).toBeLessThan(4_000);
  await expect(until(Date.now() - 1, async () => [])("late.example", "TXT")).rejects.toMatchObject({
    code: "ETIMEOUT",
  });
});
