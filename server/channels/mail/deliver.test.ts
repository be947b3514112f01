/** What goes out once, whatever goes away in between. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { postReply } from "../../../contract/conversations.ts";
import { world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { type DeliveryNeeds, deliver, takeBackDeliveries } from "./deliver.ts";
import type { SendResult } from "./transport.ts";

let sends = 0;
let onSend: () => Promise<unknown> = async () => undefined;
const transport = {
  async send(): Promise<SendResult> {
    sends++;
    await onSend();
    return { sent: true, answer: "" };
  },
  close: () => undefined,
};
const { connection, conversationFrom, db, nina, settled } = await world({ transport });

const stateOf = (messageId: string) =>
  withoutWall(db, (tx) =>
    tx
      .selectFrom("deliveries")
      .select(["state", "tries"])
      .where("messageId", "=", messageId)
      .executeTakeFirstOrThrow(),
  );

/** Shuts the database to everybody, and opens it again a little later. */
async function goAway() {
  const owner = new pg.Client({ ...connection, database: "postgres" });
  await owner.connect();
  const { database } = connection;
  await owner.query(`alter database ${database} allow_connections false`);
  await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [database]);
  setTimeout(() => {
    void owner.query(`alter database ${database} allow_connections true`).then(() => owner.end());
  }, 400);
}

test("a mail that went out just before the database went away is not sent again", async () => {
  const conversation = await conversationFrom("ines", "Where is my order?");
  onSend = goAway;
  const reply = await nina.call(postReply, {
    params: { id: conversation.id },
    body: { text: "On its way." },
  });

  await expect
    .poll(() => stateOf(reply.id).catch(() => null), { timeout: 20_000 })
    .toEqual({
      state: "sent",
      tries: 1,
    });
  await settled();
  expect(sends).toBe(1);
});

test("what a process that died was sending goes out after the next start, and does not wait for its lease", async () => {
  onSend = async () => undefined;
  const conversation = await conversationFrom("otto", "Where is my helmet?");
  const reply = await nina.call(postReply, { params: { id: conversation.id }, body: { text: "Here." } });
  await settled();
  await withoutWall(db, (tx) =>
    tx
      .updateTable("deliveries")
      .set({ state: "sending", holder: randomUUID(), leaseUntil: new Date(Date.now() + 300_000) })
      .where("messageId", "=", reply.id)
      .execute(),
  );
  const { workspaceId } = await withoutWall(db, (tx) =>
    tx
      .selectFrom("deliveries")
      .select("workspaceId")
      .where("messageId", "=", reply.id)
      .executeTakeFirstOrThrow(),
  );
  const needs = { db, transport } as unknown as DeliveryNeeds;

  await deliver(needs, workspaceId, reply.id);
  expect(await stateOf(reply.id)).toMatchObject({ state: "sending" });

  await takeBackDeliveries(db);
  expect(await stateOf(reply.id)).toMatchObject({ state: "queued" });
});
