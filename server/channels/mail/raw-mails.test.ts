import { randomBytes, randomUUID, randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listConversations, listEvents, listMessages } from "../../../contract/conversations.ts";
import { getLedger } from "../../../contract/ledger.ts";
import {
  getRawMailFile,
  listMailArrivals,
  listRawMails,
  postInboxRaw,
  postRawMailReading,
} from "../../../contract/mail-in.ts";
import { type Client, world } from "../../../test/world.ts";
import { folderStore } from "../../files/index.ts";
import { proveLedgers } from "../../ledger/index.ts";
import { showUnreadable } from "./unreadable.ts";

const { db, folder, key, kolo, nina, omar, person, safra, settled, stranger, workspaceId } = await world({
  breaksLedger: true,
});
const store = folderStore(join(folder, "files"));

const letter = (subject: string) =>
  `Message-ID: <${randomUUID()}@x>\r\nFrom: Ines <ines@customers.example>\r\nTo: ${kolo.inbox.address}\r\nSubject: ${subject}\r\n\r\nAbout ${subject}`;

const bring = (client: Client, raw: string | Buffer, more: object = {}) =>
  client.ask(postInboxRaw, {
    params: kolo.inbox,
    body: raw,
    headers: { "content-type": "message/rfc822" },
    query: { from: "ines@customers.example", to: "help+relay@kolobikes.example" },
    ...more,
  });
const count = async (subject: string) => {
  await settled();
  const { rows } = await db.pools.system.query("select 1 from messages where subject = $1", [subject]);
  return rows.length;
};

test("a relay's mail is kept when it is answered, once for the same bytes and for the same key", async () => {
  const relay = await key("conversations.reply");
  const raw = letter("By a relay");
  const first = await bring(relay, raw);
  expect([first.statusCode, first.json()]).toEqual([202, { id: expect.any(String), isNew: true }]);
  const { rows } = await db.pools.system.query(
    "select way, envelope_from, envelope_to, convert_from(content, 'UTF8') as content from raw_mails where id = $1",
    [first.json().id],
  );
  expect(rows).toEqual([
    {
      way: "api",
      envelope_from: "ines@customers.example",
      envelope_to: "help+relay@kolobikes.example",
      content: raw,
    },
  ]);
  expect((await bring(relay, raw)).json()).toEqual({ id: first.json().id, isNew: false });
  const at = await Promise.all(
    [1, 2, 3].map(() => bring(relay, letter("All at once").replace(/<.*@x>/, "<same@x>"))),
  );
  expect(new Set(at.map((answer) => answer.json().id)).size).toBe(1);
  const again = { headers: { "content-type": "message/rfc822", "idempotency-key": "relay-1" } };
  const keyed = letter("With a key");
  expect((await bring(relay, keyed, again)).json()).toEqual((await bring(relay, keyed, again)).json());
  expect(await Promise.all(["By a relay", "All at once", "With a key"].map(count))).toEqual([1, 1, 1]);
});

test("what a relay may not, or brings too large, is refused and leaves nothing", async () => {
  const raw = letter("Refused");
  const codeOf = (answer: { json(): { code: string } }) => answer.json().code;
  expect(codeOf(await bring(await key("conversations.read"), raw))).toBe("forbidden");
  expect(codeOf(await bring((await stranger()).owner, raw))).toBe("not_found");
  expect(codeOf(await bring(await person({ name: "Ada", role: "admin", brands: [safra.id] }), raw))).toBe(
    "not_found",
  );
  expect(codeOf(await bring(omar, Buffer.alloc(35 * 1024 * 1024 + 1)))).toBe("too_large");
  expect(codeOf(await bring(omar, ""))).toBe("wrong_content_type");
  expect(await count("Refused")).toBe(0);
  // Large, and larger than lies in a row.
  const large = Buffer.concat([
    Buffer.from(letter("Large")),
    Buffer.from(`\r\n${randomBytes(600_000).toString("hex")}`),
  ]);
  const brought = await bring(omar, large);
  expect(brought.statusCode).toBe(202);
  const file = await omar.ask(getRawMailFile, { params: { id: brought.json().id } });
  expect(file.rawPayload.equals(large)).toBe(true);
});

/** A mail that came and could not be read, as people then see it. */
async function unreadable(subject: string, envelopeFrom = "ines@customers.example") {
  const id = randomUUIDv7();
  await db.pools.system.query(
    `insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, content, error)
     values ($1, $2, $3, $4, $5, '{"address":"127.0.0.1","helo":"x","secure":false}', 10, 'x', $6, 'the cat sat on it')`,
    [workspaceId, id, kolo.inbox.id, envelopeFrom, kolo.inbox.address, Buffer.from(letter(subject))],
  );
  await showUnreadable({ db, store }, workspaceId, id);
  await settled();
  const { items } = await omar.call(listRawMails, { query: { state: "unreadable" } });
  return items.find((one) => one.id === id)!;
}

test("what could not be read is listed with its reason, and read anew its conversation gets the real message", async () => {
  const mail = await unreadable("Readable after all");
  expect(mail).toMatchObject({
    state: "unreadable",
    error: "the cat sat on it",
    from: "ines@customers.example",
  });
  expect((await omar.ask(getRawMailFile, { params: mail })).body).toContain("Subject: Readable after all");

  const asked = await omar.call(postRawMailReading, { params: mail });
  expect(asked).toMatchObject({ state: "waiting", error: null });
  await omar.call(postRawMailReading, { params: mail });
  await settled();
  expect((await omar.call(listRawMails, { query: { state: "unreadable" } })).items).not.toContainEqual(
    expect.objectContaining({ id: mail.id }),
  );
  const conversation = await nina.sees(mail.conversation!);
  expect(conversation.subject).toBe("Readable after all");
  const { items: messages } = await nina.call(listMessages, { params: conversation });
  expect(messages.map(({ linkedBy, text }) => [linkedBy, text])).toEqual([
    ["unreadable", ""],
    ["read_anew", "About Readable after all"],
  ]);
  const { items: events } = await nina.call(listEvents, { params: conversation });
  expect(events.find(({ kind }) => kind === "conversation.mail_read_anew")?.data).toEqual({});
});

test("read anew from another sender than the envelope said, it takes its own way, and says where to", async () => {
  const mail = await unreadable("Of somebody else", "bounces-7@sender.example");
  await omar.call(postRawMailReading, { params: mail });
  await settled();
  const { items } = await nina.call(listConversations, { query: { limit: 5 } });
  const own = items.find(({ subject }) => subject === "Of somebody else")!;
  expect(own.customer.email).toBe("ines@customers.example");
  expect(own.id).not.toBe(mail.conversation!.id);
  const { items: events } = await nina.call(listEvents, { params: mail.conversation! });
  expect(events.find(({ kind }) => kind === "conversation.mail_read_anew")?.data).toEqual({
    to: own.id,
    number: own.number,
  });
});

test("what cannot be read still is shown once", async () => {
  const mail = await unreadable("Never");
  await db.pools.system.query("update raw_mails set state = 'received' where id = $1", [mail.id]);
  await showUnreadable({ db, store }, workspaceId, mail.id);
  const { items } = await omar.call(listRawMails, { query: { state: "unreadable" } });
  expect(items.find(({ id }) => id === mail.id)).toMatchObject({ conversation: mail.conversation });
  const { rows } = await db.pools.system.query("select 1 from messages where raw_mail_id = $1", [mail.id]);
  expect(rows).toHaveLength(1);
});

test("the list is paged, and another workspace and another brand find nothing in it", async () => {
  await unreadable("One");
  await unreadable("Two");
  const first = await omar.call(listRawMails, { query: { state: "unreadable", limit: 1 } });
  const second = await omar.call(listRawMails, {
    query: { state: "unreadable", limit: 1, cursor: first.next! },
  });
  expect(second.items[0]!.id < first.items[0]!.id).toBe(true);
  const other = await stranger();
  const ada = await person({ name: "Ada", role: "admin", brands: [safra.id] });
  for (const someone of [other.owner, ada]) {
    expect((await someone.call(listRawMails, { query: { state: "unreadable" } })).items).toEqual([]);
    const params = first.items[0]!;
    expect((await someone.refused(postRawMailReading, { params })).code).toBe("not_found");
    expect((await someone.refused(getRawMailFile, { params })).code).toBe("not_found");
  }
});

test("how much came is counted by inbox, and an alarm is raised over what waits for more than five minutes", async () => {
  const of = async (someone: typeof omar) => (await someone.call(listMailArrivals, {})).items;
  const before = (await of(omar)).find(({ inbox }) => inbox === kolo.inbox.id)!;
  expect(before).toMatchObject({ waiting: 0, waitingSince: null });
  expect(before.arrived).toBe(before.read + before.duplicates + before.unreadable);
  await db.pools.system.query(
    `insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, received_at)
     values ($1, $2, $3, '', '', '{}', 1, 'y', now() - interval '6 minutes')`,
    [workspaceId, randomUUIDv7(), kolo.inbox.id],
  );
  expect((await of(omar)).find(({ inbox }) => inbox === kolo.inbox.id)).toMatchObject({
    arrived: before.arrived + 1,
    waiting: 1,
    waitingSince: expect.any(String),
  });
  const ada = await person({ name: "Ada", role: "admin", brands: [safra.id] });
  expect((await of(ada)).map(({ inbox }) => inbox)).toEqual([safra.inbox.id]);
  await proveLedgers(db, new Date());
  const ever = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
  const { proof } = await omar.call(getLedger, { query: ever });
  expect(proof.breaks.find(({ mendedAt }) => !mendedAt)).toMatchObject({ what: "mail_not_read" });
});
