/** Who takes part in a matter, who gets an answer, and who is to hear nothing. */
import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { dkimSign } from "mailauth";
import { expect, test } from "vitest";
import {
  type Conversation,
  listConversations,
  listEvents,
  listMessages,
  postReply,
} from "../../../contract/conversations.ts";
import { getCustomer } from "../../../contract/customers.ts";
import {
  deleteVerified,
  getRecipients,
  listParticipants,
  postAgreement,
  putCustomer,
  putParticipant,
  putVerified,
} from "../../../contract/participants.ts";
import { world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { folderStore } from "../../files/index.ts";
import { doorFor, keepMail } from "../index.ts";
import { readMail } from "./reading/index.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const names: Record<string, string> = {
  "k1._domainkey.signs.example": `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`,
  "_dmarc.signs.example": "v=DMARC1; p=reject",
  "_dmarc.strict.example": "v=DMARC1; p=reject",
};
const { nina, salma, omar, kolo, safra, db, settled, outbox, folder, conversationFrom } = await world({
  names: async (name, type) => {
    if (type === "TXT" && names[name]) return [[names[name]]];
    throw Object.assign(new Error(name), { code: "ENOTFOUND" });
  },
});
const store = folderStore(join(folder, "files"));

const key = { signingDomain: "signs.example", selector: "k1", privateKey };

let count = 0;
interface Written {
  from: string;
  to?: string;
  headers?: string[];
  subject?: string;
  text?: string;
  isSigned?: boolean;
}

/** Lets a mail arrive from out in the world, and returns where it stands. */
async function arrives({
  from,
  to = kolo.inbox.address,
  headers = [],
  subject = "Bicycle",
  text = "Hello",
  isSigned,
}: Written) {
  const id = `<${++count}@mail.example>`;
  const lines = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: ${id}`, ...headers];
  const plain = `${lines.join("\r\n")}\r\n\r\n${text}\r\n`;
  const signature = isSigned
    ? (
        await dkimSign(plain, {
          canonicalization: "relaxed/relaxed",
          ...key,
          // The types want one key, the code a list of them.
          signatureData: [key],
        })
      ).signatures
    : "";
  const envelopeTo = to.match(/[^\s<>,]+@kolobikes\.example/)?.[0] ?? kolo.inbox.address;
  const door = (await doorFor(db, kolo.inbox.address))!;
  await keepMail(db, store, Buffer.from(signature + plain), [{ ...door, recipient: envelopeTo }], {
    from: "sender@elsewhere.example",
    client: { address: "203.0.113.7", helo: "mx.elsewhere.example", secure: true },
  });
  const { rawMailId } = await withoutWall(db, async (tx) => {
    const row = await tx.selectFrom("rawMails").select("id").orderBy("id", "desc").executeTakeFirstOrThrow();
    return { rawMailId: row.id };
  });
  await settled();
  const stands = await withoutWall(db, (tx) =>
    tx
      .selectFrom("messages")
      .select(["id", "conversationId", "linkedBy", "linked"])
      .where("rawMailId", "=", rawMailId)
      .executeTakeFirstOrThrow(),
  );
  return { ...stands, mailId: id };
}

const peopleIn = async ({ id }: { id: string }) =>
  (await nina.call(listParticipants, { params: { id } })).people.map(({ address, standing }) => [
    address,
    standing,
  ]);
const recipientsIn = (id: string, answering?: string) =>
  nina.call(getRecipients, { params: { id }, query: answering ? { answering } : {} });
const lastSent = async () => {
  await settled();
  const raw = (await outbox()).at(-1)!;
  return { raw, ...(await readMail(Buffer.from(raw))) };
};

test("whoever is put in copy is asked about, gets nothing, and gets the answers once somebody lets them in", async () => {
  const first = await arrives({
    from: "Ines <ines@signs.example>",
    headers: ["Cc: Pavel Orlov <pavel@orlov.example>, help@kolobikes.example, table@safra.example"],
    isSigned: true,
  });
  const id = first.conversationId;
  expect(await peopleIn({ id })).toEqual([
    ["ines@signs.example", "customer"],
    ["pavel@orlov.example", "asked"],
  ]);
  expect(await recipientsIn(id)).toMatchObject({
    to: [{ address: "ines@signs.example" }],
    cc: [],
    asked: [{ name: "Pavel Orlov", address: "pavel@orlov.example" }],
    answering: first.id,
  });
  await nina.call(postReply, { params: { id }, body: { text: "Only for Ines." } });
  expect((await lastSent()).raw).not.toContain("orlov");

  await nina.call(postAgreement, { params: { id } });
  expect(await recipientsIn(id)).toMatchObject({ cc: [{ address: "pavel@orlov.example" }], asked: [] });
  await nina.call(postReply, { params: { id }, body: { text: "For both." } });
  expect(await lastSent()).toMatchObject({
    to: [{ address: "ines@signs.example" }],
    cc: [{ address: "pavel@orlov.example" }],
  });

  // Who was let in answers, and is believed, as far as their domain vouches for them.
  const answer = await arrives({ from: "pavel@orlov.example", headers: [`In-Reply-To: ${first.mailId}`] });
  expect(answer).toMatchObject({
    conversationId: id,
    linkedBy: "in_reply_to",
    linked: { isUnverified: true },
  });

  await nina.call(putParticipant, {
    params: { id, address: "pavel@orlov.example" },
    body: { standing: "left" },
  });
  expect((await recipientsIn(id, first.id)).cc).toEqual([]);
  const events = (await nina.call(listEvents, { params: { id } })).items.map(({ kind }) => kind);
  expect(events.filter((kind) => kind.startsWith("participant."))).toEqual([
    "participant.asked",
    "participant.changed",
    "participant.changed",
  ]);
});

test("a mail from who says they are the customer quotes nothing back, until somebody says that it is them", async () => {
  const first = await arrives({ from: "ines.b@nobody.example", text: "My secret is 4711." });
  const id = first.conversationId;
  const again = await arrives({
    from: "ines.b@nobody.example",
    headers: [`In-Reply-To: ${first.mailId}`, "Reply-To: thief@elsewhere.example"],
    text: "Send it all to me.",
  });
  expect(again).toMatchObject({ conversationId: id, linked: { isUnverified: true } });
  // The answer goes to the address that we know.
  expect((await recipientsIn(id)).to).toMatchObject([{ address: "ines.b@nobody.example" }]);
  await nina.call(postReply, { params: { id }, body: { text: "Who are you?" } });
  expect((await lastSent()).text).not.toContain("Send it all");

  await nina.call(putVerified, { params: { id, address: "ines.b@nobody.example" } });
  const shown = async () =>
    (await nina.call(listMessages, { params: { id } })).items.find((one) => one.id === again.id);
  expect(await shown()).toMatchObject({ linked: { isUnverified: false } });
  const third = await arrives({
    from: "ines.b@nobody.example",
    headers: [`In-Reply-To: ${first.mailId}`],
    text: "Third words",
  });
  expect(third).toMatchObject({ conversationId: id, linked: { isUnverified: false } });
  await nina.call(postReply, { params: { id }, body: { text: "Good." } });
  expect((await lastSent()).text).toContain("Third words");
  await nina.call(deleteVerified, { params: { id, address: "ines.b@nobody.example" } });
  expect(await shown()).toMatchObject({ linked: { isUnverified: true } });
});

test("what a domain disowns, and what a stranger answers, stands by itself and points to where it seems to belong", async () => {
  const first = await arrives({ from: "ines@strict.example" });
  const headers = [`In-Reply-To: ${first.mailId}`];
  const forged = await arrives({ from: "ines@strict.example", headers });
  expect(forged.conversationId).not.toBe(first.conversationId);
  expect(forged.linked).toMatchObject({ isForged: true, related: { id: first.conversationId } });
  const stranger = await arrives({ from: "stranger@nobody.example", headers });
  expect(stranger.conversationId).not.toBe(first.conversationId);
  expect(stranger.linked).toMatchObject({ isForged: false, related: { id: first.conversationId } });
});

test("programs that lose what leads home are followed all the same", async () => {
  const thread = Buffer.from(`0123456789abcdef0123${count}zz`).toString("base64");
  const first = await arrives({
    from: "omelia@signs.example",
    subject: "Gears of my bicycle",
    headers: [`Thread-Index: ${thread}`],
    isSigned: true,
  });
  const id = first.conversationId;
  const { number } = (await nina.call(listConversations, { query: {} })).items.find((one) => one.id === id)!;
  await nina.call(postReply, { params: { id }, body: { text: "Which gears?" } });
  const ours = await lastSent();
  const token = ours.replyTo[0]!.address;
  const cases: [Partial<Written>, string][] = [
    [{ headers: [`Delivered-To: ${token}`], from: "omelia@signs.example" }, "reply_token"],
    [{ text: `Yes.\r\n\r\n> From: Kolo <${token}>\r\n> Which gears?` }, "reply_token"],
    [{ headers: [`References: ${ours.references[0]}`] }, "reply_token"],
    [{ headers: [`In-Reply-To: ${ours.messageId}`], isSigned: true }, "in_reply_to"],
    [
      { headers: [`References: <x@y.example> ${ours.messageId} <z@y.example>`], isSigned: true },
      "references",
    ],
    [
      {
        headers: [
          `Thread-Index: ${Buffer.concat([Buffer.from(thread, "base64"), Buffer.from("12345")]).toString("base64")}`,
        ],
        isSigned: true,
        subject: "RE: other",
      },
      "thread_index",
    ],
    [{ subject: `Aw: whatever [#${number}]`, isSigned: true }, "subject_number"],
    [{ subject: "AW: Gears of my bicycle", isSigned: true }, "guess"],
  ];
  for (const [written, by] of cases)
    expect([by, await arrives({ from: "omelia@signs.example", ...written })]).toMatchObject([
      by,
      { conversationId: id, linkedBy: by },
    ]);
  // A guess is none of an unsure sender's, nor is the subject of a mail that answers nothing.
  expect(
    (await arrives({ from: "omelia@signs.example", subject: "Gears of my bicycle", isSigned: true }))
      .linkedBy,
  ).toBe("new");
  expect((await arrives({ from: "other@nobody.example", subject: "AW: Gears of my bicycle" })).linkedBy).toBe(
    "new",
  );
});

test("an answer goes to whom the author chose, is frozen with the message, and never to ourselves", async () => {
  const first = await arrives({ from: "rosa@signs.example", isSigned: true });
  const id = first.conversationId;
  const body = {
    text: "To all.",
    cc: [{ address: "workshop@partner.example" }],
    bcc: [{ address: "boss@partner.example" }],
  };
  const message = await nina.call(postReply, { params: { id }, body });
  expect(message).toMatchObject({
    to: [{ address: "rosa@signs.example" }],
    cc: [{ address: "workshop@partner.example" }],
    bcc: [{ address: "boss@partner.example" }],
  });
  const sent = await lastSent();
  expect(sent.cc).toMatchObject([{ address: "workshop@partner.example" }]);
  expect(sent.raw).not.toContain("boss@partner.example");
  expect(await peopleIn({ id })).toContainEqual(["workshop@partner.example", "agreed"]);
  expect(await peopleIn({ id })).not.toContainEqual(["boss@partner.example", "agreed"]);

  for (const [said, path] of [
    [{ to: [{ address: kolo.inbox.address }] }, "to.0.address"],
    [{ cc: [{ address: `help+r-1-aaaa@${kolo.inbox.address.split("@")[1]}` }] }, "cc.0.address"],
    [{ bcc: [{ address: safra.inbox.address }] }, "bcc.0.address"],
    [{ to: [{ address: "no address" }] }, "to.0.address"],
    [{ to: [] }, "to"],
  ] as const)
    expect(
      await nina.refused(postReply, { params: { id }, body: { text: "No", ...said } as never }),
    ).toMatchObject({
      code: "invalid",
      fields: [{ path }],
    });
});

test("somebody else becomes the customer, and back; what we wrote to either still leads home", async () => {
  const first = await arrives({ from: "assistant@signs.example", isSigned: true });
  const id = first.conversationId;
  await nina.call(postReply, { params: { id }, body: { text: "Dear assistant" } });
  const token = (await lastSent()).replyTo[0]!.address;
  const changed = await nina.call(putCustomer, {
    params: { id },
    body: { email: "director@signs.example", name: "Dora" },
  });
  expect(changed.customer).toMatchObject({ name: "Dora", email: "director@signs.example" });
  expect(await peopleIn({ id })).toEqual([
    ["director@signs.example", "customer"],
    ["assistant@signs.example", "agreed"],
  ]);
  expect((await arrives({ from: "assistant@signs.example", to: token, isSigned: true })).conversationId).toBe(
    id,
  );
  const back = await nina.call(putCustomer, {
    params: { id },
    body: { email: "assistant@signs.example" },
  });
  expect(back.customer.email).toBe("assistant@signs.example");
  expect(await salma.refused(putCustomer, { params: { id }, body: { email: "x@y.example" } })).toMatchObject({
    code: "not_found",
  });
  const guest = await conversationFrom("guest", "A table", { brand: safra });
  expect(
    await omar.refused(putCustomer, { params: { id }, body: { customer: guest.customer.id } }),
  ).toMatchObject({ code: "not_found" });
});

test("a second customer has the matter among theirs, and our own addresses are nobody's", async () => {
  const matter: Conversation = await conversationFrom("family.one", "Two bicycles");
  const { id } = matter;
  await nina.call(putParticipant, {
    params: { id, address: "family.two@customers.example" },
    body: { standing: "customer", name: "Two" },
  });
  const two = (await nina.call(listParticipants, { params: { id } })).people.find((one) => !one.isFirst)!;
  expect(two).toMatchObject({ standing: "customer", customer: { name: "Two" } });
  const theirs = await nina.call(listConversations, { query: { customer: two.customer!.id } });
  expect(theirs.items.map((one) => one.id)).toEqual([id]);
  expect(await nina.call(getCustomer, { params: { id: two.customer!.id } })).toMatchObject({
    conversations: { total: 1, open: 1 },
  });
  expect(
    await nina.refused(putParticipant, {
      params: { id, address: kolo.inbox.address },
      body: { standing: "agreed" },
    }),
  ).toMatchObject({ code: "invalid" });
  expect(await salma.refused(listParticipants, { params: { id } })).toMatchObject({ code: "not_found" });
});
