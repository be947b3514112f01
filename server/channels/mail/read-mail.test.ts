/** A job may run twice, also at the same time: when its process was taken for dead and was not. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { world } from "../../../test/world.ts";
import { openDb, withoutWall } from "../../db/database.ts";
import { folderStore } from "../../files/index.ts";
import { readSecret } from "../../secret.ts";
import { doorFor, keepMail } from "./keep.ts";
import { readKeptMail } from "./read-mail.ts";
import { showUnreadable } from "./unreadable.ts";

const { connection, db, folder, kolo, workspaceId } = await world();
const store = folderStore(join(folder, "files"));
const needs = { db, store, secret: await readSecret(db) };
/** Another process, which shares nothing with this one but the database. */
const other = { ...needs, db: openDb(connection, { size: 4 }) };
afterAll(() => other.db.close());

/** Keeps a mail; the worker of this world may be among those who read it. */
async function kept(headers = `Message-ID: <${randomUUID()}@x>`): Promise<string> {
  const raw = Buffer.from(`From: ines@customers.example\r\n${headers}\r\n\r\nHello`);
  const { address } = kolo.inbox;
  const door = (await doorFor(db, address))!;
  await keepMail(db, store, raw, [{ ...door, recipient: address }], {
    from: "ines@customers.example",
    client: { address: "127.0.0.1", helo: "test", secure: false },
  });
  return withoutWall(db, async (tx) => {
    const { id } = await tx
      .selectFrom("rawMails")
      .select("id")
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    return id;
  });
}

const outcome = (rawMailId: string) =>
  withoutWall(db, async (tx) => {
    const { state } = await tx
      .selectFrom("rawMails")
      .select("state")
      .where("id", "=", rawMailId)
      .executeTakeFirstOrThrow();
    const messages = await tx
      .selectFrom("messages")
      .select("id")
      .where("rawMailId", "=", rawMailId)
      .execute();
    return { state, messages: messages.length };
  });

const atOnce = (work: (at: typeof needs) => Promise<void>) =>
  Promise.all([needs, other, needs, other].map(work));

test("a mail that several read at once is one message, and counts as read", async () => {
  const id = await kept();
  await atOnce((at) => readKeptMail(at, workspaceId, id));
  expect(await outcome(id)).toEqual({ state: "read", messages: 1 });
});

test("a mail that several give up at once is shown once", async () => {
  const id = await kept();
  await atOnce((at) => showUnreadable(at, workspaceId, id));
  expect(await outcome(id)).toMatchObject({ messages: 1 });
});

test("a mail that was read in the meantime is not shown as one that cannot be", async () => {
  const id = await kept();
  await readKeptMail(needs, workspaceId, id);
  await showUnreadable(needs, workspaceId, id);
  expect(await outcome(id)).toEqual({ state: "read", messages: 1 });
});

test("an answer that is read together with its question finds it, whichever was asked for first", async () => {
  const id = randomUUID();
  const question = await kept(`Message-ID: <${id}@x>`);
  const answer = await kept(`Message-ID: <${randomUUID()}@x>\r\nIn-Reply-To: <${id}@x>`);
  await Promise.all([answer, question].map((one) => readKeptMail(needs, workspaceId, one)));
  const messages = await withoutWall(db, (tx) =>
    tx
      .selectFrom("messages")
      .select(["conversationId", "linkedBy"])
      .where("rawMailId", "in", [question, answer])
      .orderBy("linkedBy")
      .execute(),
  );
  expect(messages.map(({ linkedBy }) => linkedBy)).toEqual(["in_reply_to", "new"]);
  expect(new Set(messages.map(({ conversationId }) => conversationId)).size).toBe(1);
});
