import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listMessages, postNote, putDraft } from "../../contract/conversations.ts";
import { getFile, postFile } from "../../contract/files.ts";
import { type Person, world } from "../../test/world.ts";
import { writeBackup } from "../backup/index.ts";
import { within } from "../db/database.ts";
import { forgetUploads } from "./forget-uploads.ts";
import { folderStore } from "./store.ts";
import { claimUploads } from "./uploads.ts";

const { db, connection, folder, workspaceId, nina, omar, conversationFrom } = await world();
const store = folderStore(join(folder, "files"));
const { id: conversationId } = await conversationFrom("ines", "Where is my order?");

async function upload(words: string, who: Person = nina): Promise<string> {
  const answer = await who.ask(postFile, {
    query: { filename: "map.txt" },
    body: Buffer.from(words),
    headers: { "content-type": "application/octet-stream" },
  });
  return answer.json().id;
}

/** Lets the days go by for uploads and for the bytes in the store. */
async function daysLater(days: number) {
  await db.pools.system.query("update attachments set created_at = created_at - make_interval(days => $1)", [
    days,
  ]);
  const then = new Date(Date.now() - days * 24 * 3_600_000);
  const root = join(folder, "files");
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), then, then);
}

/** The sweep of one day and of the next. */
async function sweep() {
  await forgetUploads(db, store);
  await forgetUploads(db, store);
}

async function rowOf(id: string) {
  const { rows } = await db.pools.system.query(
    "select sha256, message_id, uploaded_by from attachments where id = $1",
    [id],
  );
  return rows[0] as { sha256: string; message_id: string | null; uploaded_by: string | null } | undefined;
}

const addNote = (attachments: string[]) =>
  nina.ask(postNote, { params: { id: conversationId }, body: { text: "See the map.", attachments } });

test("an upload that nobody sent is forgotten after a week, with its bytes", async () => {
  const id = await upload("to nowhere");
  const { sha256 } = (await rowOf(id))!;
  await daysLater(6);
  await sweep();
  expect((await nina.ask(getFile, { params: { id } })).body).toBe("to nowhere");

  await daysLater(2);
  await sweep();
  expect(await rowOf(id)).toBeUndefined();
  expect(await store.has(workspaceId, sha256)).toBe(false);
  expect((await addNote([id])).statusCode).toBe(404);
});

test("an upload in somebody's draft waits for them, and so does what was sent", async () => {
  const [drafted, sent] = [await upload("in a draft"), await upload("in a note")];
  expect((await addNote([sent])).statusCode).toBe(201);
  await nina.call(putDraft, {
    params: { id: conversationId },
    body: { kind: "reply", html: "<p>Look:</p>", attachments: [drafted] },
  });
  await daysLater(30);
  await sweep();
  for (const [id, words] of [
    [drafted, "in a draft"],
    [sent, "in a note"],
  ] as const)
    expect((await nina.ask(getFile, { params: { id } })).body).toBe(words);
  expect((await addNote([drafted])).statusCode).toBe(201);
});

test("bytes that somebody else sent too, or that are a mail in the store, stay", async () => {
  const [mine, theirs] = [await upload("the same map"), await upload("the same map", omar)];
  await omar.call(postNote, {
    params: { id: conversationId },
    body: { text: "Here.", attachments: [theirs] },
  });
  const mail = await upload("From: ines@customers.example");
  const { sha256 } = (await rowOf(mail))!;
  await db.pools.system.query(
    `insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, state)
     select workspace_id, gen_random_uuid(), id, '', address, '{}', 28, $1, 'read' from inboxes limit 1`,
    [sha256],
  );
  await daysLater(8);
  await sweep();
  expect(await rowOf(mine)).toBeUndefined();
  expect((await omar.ask(getFile, { params: { id: theirs } })).body).toBe("the same map");
  expect(await rowOf(mail)).toBeUndefined();
  expect(await store.has(workspaceId, sha256)).toBe(true);
});

test("bytes that were uploaded anew today stay, and with them the old row until another day", async () => {
  const old = await upload("a map drawn twice");
  await daysLater(8);
  // Kept, and its row is still on its way.
  const sha256 = await store.keep(workspaceId, Buffer.from("a map drawn twice"));
  await sweep();
  expect(await store.has(workspaceId, sha256)).toBe(true);
  expect(await rowOf(old)).toMatchObject({ uploaded_by: null });
  await daysLater(2);
  await sweep();
  expect(await rowOf(old)).toBeUndefined();
  expect(await store.has(workspaceId, sha256)).toBe(false);
});

test("an upload that is sent at the very moment keeps its row and its bytes", async () => {
  const id = await upload("sent in the last second");
  await daysLater(8);
  const [message] = (await nina.call(listMessages, { params: { id: conversationId } })).items;
  const caller = { kind: "agent", workspaceId, id: nina.id } as Parameters<typeof claimUploads>[1];

  // The sweep comes while the claim is not committed: it waits for it, and sees what it did.
  const sweeping = await within(db, workspaceId, async (tx) => {
    await claimUploads(tx, caller, [id], { conversationId, messageId: message!.id });
    const begun = forgetUploads(db, store);
    await expect.poll(waitingForLock).toBeGreaterThan(0);
    return { begun };
  });
  await sweeping.begun;
  await sweep();

  const row = await rowOf(id);
  expect(row).toMatchObject({ message_id: message!.id, uploaded_by: nina.id });
  expect((await store.read(workspaceId, row!.sha256)).toString()).toBe("sent in the last second");
});

async function waitingForLock() {
  const { rows } = await db.pools.system.query(
    `select count(*)::int as n from pg_locks join pg_stat_activity using (pid)
     where not granted and datname = current_database()`,
  );
  return rows[0].n as number;
}

test("a sweep that was cut off after the bytes were gone goes on the next day, and no backup misses them", async () => {
  const id = await upload("half forgotten");
  const { sha256 } = (await rowOf(id))!;
  await daysLater(8);
  await forgetUploads(db, store);
  await store.discard(workspaceId, sha256);
  const path = join(folder, "backup.tar");
  const { manifest } = await writeBackup({ connection, store, path, version: "0.1.0" });
  expect(manifest.files.missing).toEqual([]);
  await forgetUploads(db, store);
  expect(await rowOf(id)).toBeUndefined();
});
