import { expect, test } from "vitest";
import { check, judge, keyRecord, otherRecords } from "./records.ts";

const dkim = keyRecord("shop.example", { selector: "td1", publicKey: "MIIB" });
const [spf, dmarc, mx] = otherRecords("shop.example");

test.each([
  ["the key as we gave it", dkim, ["v=DKIM1; k=rsa; p=MIIB"], "right"],
  ["the key with other spaces and order", dkim, ["k=rsa;p=MI IB ; v=DKIM1"], "right"],
  ["another key", dkim, ["v=DKIM1; p=AAAA"], "wrong"],
  ["two keys in one place", dkim, ["v=DKIM1; p=MIIB", "v=DKIM1; p=AAAA"], "wrong"],
  ["a key taken back", dkim, ["v=DKIM1; p="], "wrong"],
  ["no key", dkim, [], "missing"],
  ["an SPF among other texts", spf!, ["google-site=1", "v=spf1 include:_spf.mail.example ~all"], "right"],
  ["two SPF", spf!, ["v=spf1 mx ~all", "v=spf1 a ~all"], "wrong"],
  ["an SPF that lets everybody", spf!, ["v=spf1 mx +all"], "wrong"],
  ["an SPF that lets nobody", spf!, ["v=spf1 -all"], "wrong"],
  ["an SPF that ends strictly", spf!, ["v=spf1 mx -all"], "right"],
  ["texts that are no SPF", spf!, ["hello"], "missing"],
  ["a DMARC", dmarc!, ["v=DMARC1; p=reject"], "right"],
  ["a DMARC that says nothing", dmarc!, ["v=DMARC1;"], "wrong"],
  ["several servers", mx!, ["mx1.shop.example", "mx2.shop.example"], "right"],
  ["a domain that takes no mail", mx!, ["."], "wrong"],
] as const)("%s", (_, expected, found, state) => expect(judge(expected, [...found]).state).toBe(state));

test("a DNS that does not answer says nothing of the record", async () => {
  const silent = async () => {
    throw new Error("timeout");
  };
  expect(await check({ txt: silent, mx: silent }, dkim)).toEqual({ state: "unknown", found: [] });
});
