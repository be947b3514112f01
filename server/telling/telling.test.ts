import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { deleteSession, listSessions, patchAgent, patchMe } from "../../contract/accounts.ts";
import { putOwner } from "../../contract/conversations.ts";
import {
  deletePushDevice,
  getPush,
  listNotices,
  patchNoticeChoices,
  postPushDevice,
  putNoticesDone,
  putNoticesSeen,
  putNoticesShown,
  putPushShows,
} from "../../contract/notices.ts";
import { putPresence } from "../../contract/routing.ts";
import { type Person, world } from "../../test/world.ts";
import { writesAgainIn } from "../../test/writes-again.ts";
import { within } from "../db/database.ts";
import { notify } from "../notices/index.ts";
import { carryTo, type SealedPush } from "./carry-push.ts";
import { makeDigests, pushDue } from "./index.ts";

const sent: SealedPush[] = [];
/** What the push service says next; 201 when nothing was set. */
const answers: number[] = [];
const around = await world({
  carryPush: async (push) => {
    const status = answers.shift() ?? 201;
    if (status < 300) sent.push(push);
    return { status, retryAfterSeconds: null };
  },
});
const { db, workspaceId, safra, omar, person, stranger, conversationFrom, settled, outbox } = around;
const writesAgain = writesAgainIn(around);

interface Browser {
  endpoint: string;
  ecdh: ECDH;
  auth: Buffer;
  id: string;
}
let devices = 0;

/** A browser on which somebody is told. */
async function browserOf(reader: Person): Promise<Browser> {
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  const auth = randomBytes(16);
  devices += 1;
  const endpoint = `https://push.example/${devices}`;
  const keys = { p256dh: ecdh.getPublicKey("base64url"), auth: auth.toString("base64url") };
  const { id } = await reader.call(postPushDevice, { body: { endpoint, keys } });
  return { endpoint, ecdh, auth, id };
}

/** What a browser reads of what came to it, by RFC 8291 and RFC 8188. */
function readBy({ endpoint, ecdh, auth }: Browser): Record<string, unknown>[] {
  return sent
    .filter((push) => push.endpoint === endpoint)
    .map(({ body }) => {
      const salt = body.subarray(0, 16);
      const keyLength = body[20]!;
      const theirs = body.subarray(21, 21 + keyLength);
      const sealed = body.subarray(21 + keyLength);
      const about = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), theirs]);
      const first = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(theirs), auth, about, 32));
      const of = (name: string, size: number) =>
        Buffer.from(hkdfSync("sha256", first, salt, `Content-Encoding: ${name}\0`, size));
      const opened = createDecipheriv("aes-128-gcm", of("aes128gcm", 16), of("nonce", 12));
      opened.setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([opened.update(sealed.subarray(0, -16)), opened.final()]).toString();
      return JSON.parse(text.slice(0, text.lastIndexOf("}") + 1));
    });
}

const minutes = 60_000;
const later = (ms: number) => new Date(Date.now() + ms);
const given = async (reader: Person, customer: string) => {
  const conversation = await conversationFrom(customer, "Where is it?", { subject: "Parcel" });
  await omar.call(putOwner, { params: { id: conversation.id }, body: { agent: reader.id } });
  await settled();
  return conversation;
};
const pushes = async (at = later(minutes)) => {
  await pushDue(db, at);
  await settled();
};
const mails = async (to: Person, at: Date) => {
  await makeDigests(db, at);
  await settled();
  return (await outbox()).filter((mail) => mail.includes(to.email) && mail.includes("Message-ID: <digest-"));
};
const readable = (mail: string) =>
  mail
    .split(/\r?\n\r?\n/)
    .map((part) => Buffer.from(part.replace(/\s/g, ""), "base64").toString())
    .join("\n");

let reader: Person;
beforeEach(async () => {
  sent.length = 0;
  answers.length = 0;
  reader = await person({ name: "Rita Reader", role: "agent" });
});

describe("a push", () => {
  test("comes to each of one's browsers, with the number and nothing of the customer's", async () => {
    const [phone, laptop] = [await browserOf(reader), await browserOf(reader)];
    const { id, number } = await given(reader, "ines");
    await pushes();
    for (const browser of [phone, laptop])
      expect(readBy(browser)).toMatchObject([
        {
          title: `#${number}`,
          body: "Given to you",
          tag: id,
          place: `/inbox/all/${id}`,
          lang: "en",
          dir: "ltr",
        },
      ]);
    expect(JSON.stringify(readBy(phone))).not.toMatch(/ines|Parcel|Where/);
    await pushes();
    expect(sent).toHaveLength(2);
  });

  test("is signed for the push service with keys that no start of the server changes", async () => {
    await browserOf(reader);
    await given(reader, "jane");
    await pushes();
    const { key } = await reader.call(getPush, {});
    expect(Buffer.from(key, "base64url")).toHaveLength(65);
    const headers = sent[0]!.headers as Record<string, string>;
    expect(headers.Authorization).toContain(`k=${key}`);
    expect(headers.TTL).toBeDefined();
    expect((await omar.call(getPush, {})).key).toBe(key);
  });

  test("says who and what where the workspace wants that, in the person's language", async () => {
    await omar.call(putPushShows, { body: { shows: "words" } });
    await reader.call(patchMe, { body: { locale: "ar" } });
    const phone = await browserOf(reader);
    const { number } = await given(reader, "kim");
    await pushes();
    await omar.call(putPushShows, { body: { shows: "number" } });
    expect(readBy(phone)).toMatchObject([{ title: `#${number} Parcel`, dir: "rtl", lang: "ar" }]);
    expect(String(readBy(phone)[0]!.body)).toContain("Omar Haddad");
    expect((await reader.refused(putPushShows, { body: { shows: "words" } })).code).toBe("forbidden");
  });

  test("does not come when it was seen at the desk, was said there in passing, or is done", async () => {
    await browserOf(reader);
    const matter = await given(reader, "lea");
    await reader.call(putNoticesSeen, { body: { conversation: matter.id } });
    await given(reader, "mia");
    const { items } = await reader.call(listNotices, {});
    await reader.call(putNoticesShown, { body: { upTo: items[0]!.id } });
    await given(reader, "noa");
    const newest = (await reader.call(listNotices, {})).items[0]!;
    await reader.call(putNoticesDone, { body: { ids: [newest.id] } });
    await pushes();
    expect(sent).toEqual([]);
    const left = (await reader.call(listNotices, {})).items;
    expect(left.map(({ id }) => id)).not.toContain(newest.id);
    // Said in passing is not seen.
    expect(left[0]!.seenAt).toBeNull();
  });

  test("that was seen before the push service took it is not tried again", async () => {
    const phone = await browserOf(reader);
    const matter = await given(reader, "olga");
    answers.push(503);
    await pushDue(db, later(minutes));
    await reader.call(putNoticesSeen, { body: { conversation: matter.id } });
    await settled();
    expect(readBy(phone).length).toBeLessThanOrEqual(1);
  });

  test("of more words takes the place of the one before, and says how many", async () => {
    const phone = await browserOf(reader);
    const { id } = await given(reader, "pia");
    await reader.call(putNoticesSeen, { body: { conversation: id } });
    await writesAgain("pia", { id }, "One");
    await settled();
    await pushes();
    await writesAgain("pia", { id }, "Two");
    await settled();
    await pushes();
    expect(readBy(phone)).toMatchObject([
      { tag: id, body: "New message", again: false },
      { tag: id, body: "2 new messages", again: true },
    ]);
  });

  test("waits while one wants quiet: a pause ends, away is left to the mail", async () => {
    const phone = await browserOf(reader);
    await reader.call(patchNoticeChoices, { body: { pausedUntil: later(60 * minutes).toISOString() } });
    await given(reader, "quin");
    await pushes();
    expect(sent).toEqual([]);
    await pushes(later(61 * minutes));
    expect(readBy(phone)).toHaveLength(1);

    await reader.call(patchNoticeChoices, {
      body: { pausedUntil: null, digest: { rhythm: "hourly", at: "08:00", urgentAtOnce: true } },
    });
    await reader.call(putPresence, { body: { state: "away" } });
    await given(reader, "rosa");
    await pushes();
    await pushes(later(24 * 60 * minutes));
    expect(readBy(phone)).toHaveLength(1);
    const [mail, ...more] = await mails(reader, later(25 * 60 * minutes));
    expect(more).toEqual([]);
    expect(readable(mail!)).toContain("Given to you by");
  });

  test("a browser that took its word back is forgotten, and what it would have told goes by mail", async () => {
    await browserOf(reader);
    const { id } = await given(reader, "sara");
    await reader.call(putNoticesSeen, { body: { conversation: id } });
    await tellNamed(reader, id);
    answers.push(410);
    await pushes();
    expect((await reader.call(getPush, {})).devices).toEqual([]);
    expect(await mails(reader, later(48 * 60 * minutes))).toHaveLength(1);
  });

  test("goes no more to a browser that was signed out of, nor to who sat there before", async () => {
    const phone = await browserOf(reader);
    const [own] = (await reader.call(listSessions, {})).items;
    await reader.call(deleteSession, { params: { id: own!.id } });
    const next = await person({ name: "Nora Next", role: "agent" });
    await given(reader, "tess");
    await pushes();
    expect(readBy(phone)).toEqual([]);

    const laptop = await browserOf(next);
    const keys = { p256dh: laptop.ecdh.getPublicKey("base64url"), auth: laptop.auth.toString("base64url") };
    const elsewhere = await stranger();
    await elsewhere.owner.call(postPushDevice, { body: { endpoint: laptop.endpoint, keys } });
    expect((await next.call(getPush, {})).devices).toEqual([]);
    expect((await elsewhere.owner.call(getPush, {})).devices).toHaveLength(1);
  });

  test("comes for the first of many things at one moment, and the desk has all", async () => {
    await browserOf(reader);
    const { id } = await given(reader, "ulla");
    await reader.call(putNoticesSeen, { body: { conversation: id } });
    for (let count = 0; count < 8; count += 1) await tellNamed(reader, id);
    await pushes();
    expect(sent).toHaveLength(5);
    const { items } = await reader.call(listNotices, {});
    expect(items.filter(({ kind }) => kind === "mentioned")).toHaveLength(8);
  });

  test("goes nowhere once the matter is behind a wall", async () => {
    await browserOf(reader);
    await given(reader, "ugo");
    await omar.call(patchAgent, { params: { id: reader.id }, body: { brands: [safra.id] } });
    await pushes();
    expect(sent).toEqual([]);
  });

  test("one's browsers are one's own to take away", async () => {
    const { id } = await browserOf(reader);
    expect((await omar.refused(deletePushDevice, { params: { id } })).code).toBe("not_found");
    await reader.call(deletePushDevice, { params: { id } });
    const insecure = { endpoint: "http://push.example/1", keys: { p256dh: "a", auth: "b" } };
    expect((await reader.refused(postPushDevice, { body: insecure })).code).toBe("invalid");
  });
});

const tellNamed = (to: Person, conversationId: string) =>
  within(db, workspaceId, (tx) =>
    notify(tx, workspaceId, {
      to: [to.id],
      kind: "mentioned",
      conversationId,
      data: { by: "Omar Haddad", text: "look at this" },
      at: new Date(),
    }),
  );

describe("a digest", () => {
  test("holds what nobody has told one, by matter, once, in one's own language and direction", async () => {
    await reader.call(patchMe, { body: { locale: "ar" } });
    const { id, number } = await given(reader, "vito");
    await reader.call(putNoticesSeen, { body: { conversation: id } });
    await tellNamed(reader, id);
    const [mail, ...more] = await mails(reader, later(48 * 60 * minutes));
    expect(more).toEqual([]);
    const words = readable(mail!);
    expect(words).toContain(`#${number}`);
    expect(words).toContain('dir="rtl"');
    expect(words).toContain("look at this");
    expect(words).toContain(`/inbox/all/${id}`);
    expect(mail).toContain("List-Unsubscribe: <http://localhost:3000/settings/notices>");
    expect(await mails(reader, later(96 * 60 * minutes))).toHaveLength(1);
  });

  test("does not hold what was seen, or told on a phone; empty, it does not go", async () => {
    const { id } = await given(reader, "wim");
    await reader.call(putNoticesSeen, { body: { conversation: id } });
    await tellNamed(reader, id);
    await reader.call(putNoticesSeen, { body: { conversation: id } });
    await browserOf(reader);
    await tellNamed(reader, id);
    await pushes();
    expect(sent).toHaveLength(1);
    expect(await mails(reader, later(48 * 60 * minutes))).toEqual([]);
  });

  test("seen between being put together and leaving is left out", async () => {
    const { id } = await given(reader, "xaver");
    await tellNamed(reader, id);
    await makeDigests(db, later(48 * 60 * minutes));
    await reader.call(putNoticesSeen, { body: { conversation: id } });
    const before = (await outbox()).length;
    await settled();
    expect((await outbox()).length - before).toBeLessThanOrEqual(1);
  });

  test("is not wanted by who said never", async () => {
    await reader.call(patchNoticeChoices, {
      body: { digest: { rhythm: "never", at: "08:00", urgentAtOnce: true } },
    });
    const { id } = await given(reader, "yves");
    await tellNamed(reader, id);
    expect(await mails(reader, later(48 * 60 * minutes))).toEqual([]);
  });
});

describe("where a push may go", () => {
  const push = { headers: {}, body: Buffer.from("x") };
  test.each([
    ["https://127.0.0.1/x", "private_address"],
    ["https://[::1]/x", "private_address"],
    ["https://10.1.2.3/x", "private_address"],
    ["https://inner.example/x", "private_address"],
    ["http://push.example/x", "not_https"],
  ])("%s: %s", async (endpoint, failed) => {
    const { isPublicAddress, publicLookup } = await import("../public-address.ts");
    const lookup: typeof publicLookup = (host, options, done) =>
      publicLookup(host === "inner.example" ? "localhost" : host, options, done);
    expect(await carryTo({ ...push, endpoint }, lookup, isPublicAddress)).toEqual({ failed });
  });
});
