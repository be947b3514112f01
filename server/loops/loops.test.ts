/** Two machines that answer each other are noticed, and what we say by ourselves stops; what they write is kept. */
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { listConversations, listEvents, listMessages } from "../../contract/conversations.ts";
import { deleteLoopBrake, listLoopBrakes } from "../../contract/loops.ts";
import { listNotices } from "../../contract/notices.ts";
import { world } from "../../test/world.ts";
import { readMail } from "../channels/mail/reading/index.ts";
import { withoutWall } from "../db/database.ts";
import { forgetPaces } from "./index.ts";

const { nina, omar, kolo, db, smtp, settled, outbox, stranger } = await world({ acknowledges: true });
const door = await smtp();
const post = createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });

const brakes = async () => (await omar.call(listLoopBrakes, { query: {} })).items;
const sentTo = async (address: string) => {
  const mails = await Promise.all((await outbox()).map((raw) => readMail(Buffer.from(raw))));
  return mails.filter(({ to }) => to.some((one) => one.address === address)).length;
};
const write = async (from: string, more: object = {}) => {
  await post.sendMail({
    from,
    to: kolo.inbox.address,
    subject: `Ticket ${Math.random()}`,
    text: "Your ticket was received.",
    ...more,
  });
};

test("who writes twenty mails in ten minutes is braked: all are kept, none is answered by machine, and it is told", async () => {
  const robot = "robot@machines.example";
  for (let i = 0; i < 22; i++) await write(robot);
  await settled();
  const [brake, ...others] = await brakes();
  expect(others).toEqual([]);
  expect(brake).toMatchObject({
    address: robot,
    because: "mails",
    isInForce: true,
    inbox: { id: kolo.inbox.id },
  });
  expect(brake!.seen + brake!.mails).toBe(22);
  const { items } = await nina.call(listConversations, { query: { limit: 100 } });
  expect(items.filter((one) => one.customer.email === robot)).toHaveLength(22);
  const events = (await nina.call(listEvents, { params: { id: brake!.conversation!.id } })).items;
  expect(events.map(({ kind }) => kind)).toContain("loop.braked");
  const told = (await omar.call(listNotices, { query: {} })).items.filter(({ kind }) => kind === "loop");
  expect(told).toMatchObject([{ data: { address: robot, because: "mails" } }]);

  // Others at the same inbox are answered as before.
  await write("ines@customers.example");
  await settled();
  expect(await sentTo("ines@customers.example")).toBe(1);

  const letGo = await omar.call(deleteLoopBrake, { params: { id: brake!.id } });
  expect(letGo).toMatchObject({ isInForce: false, letGoBy: omar.name });
  await write(robot);
  await settled();
  expect(await brakes()).toHaveLength(1);
});

test("our own mail that comes back, and one that has been everywhere, is kept without a word", async () => {
  await write("echo@machines.example", { headers: { "X-Loop": kolo.inbox.address } });
  await write("round@machines.example", {
    headers: Array.from({ length: 51 }, (_, at) => ({
      key: "Received",
      value: `from a${at}.example by b${at}.example; Thu, 12 Mar 2026 09:00:00 +0000`,
    })),
  });
  await settled();
  const found = (await brakes()).map(({ address, because }) => [address, because]);
  expect(found).toContainEqual(["echo@machines.example", "own_mail"]);
  expect(found).toContainEqual(["round@machines.example", "hops"]);
  expect([await sentTo("echo@machines.example"), await sentTo("round@machines.example")]).toEqual([0, 0]);
  // What comes later while it holds is counted.
  await write("echo@machines.example");
  await settled();
  const echo = (await brakes()).find(({ address }) => address === "echo@machines.example")!;
  expect(echo.mails).toBe(1);
  const { items } = await nina.call(listMessages, { params: { id: echo.conversation!.id } });
  expect(items.map(({ reply }) => reply)).toEqual(["Your ticket was received."]);
});

test("a brake ends by itself, is nobody else's, and old counts are forgotten", async () => {
  const { owner } = await stranger();
  expect((await owner.call(listLoopBrakes, { query: {} })).items).toEqual([]);
  const [one] = await brakes();
  expect(await owner.refused(deleteLoopBrake, { params: { id: one!.id } })).toMatchObject({
    code: "not_found",
  });
  expect((await nina.refused(listLoopBrakes, { query: {} })).code).toBe("forbidden");
  await withoutWall(db, (tx) =>
    tx
      .updateTable("loopBrakes")
      .set({ untilAt: new Date(Date.now() - 1000) })
      .where("letGoAt", "is", null)
      .execute(),
  );
  await withoutWall(db, (tx) =>
    tx
      .updateTable("mailPaces")
      .set({ at: new Date(Date.now() - 25 * 3_600_000) })
      .execute(),
  );
  expect((await brakes()).some(({ isInForce }) => isInForce)).toBe(false);
  await forgetPaces(db);
  expect(await withoutWall(db, (tx) => tx.selectFrom("mailPaces").select("id").execute())).toEqual([]);
  await write("echo@machines.example");
  await settled();
  expect(await sentTo("echo@machines.example")).toBe(1);
});
