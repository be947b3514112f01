/** What is tried, with whom, and what becomes of those who are not there. */
import nodemailer from "nodemailer";
import { beforeEach, expect, test } from "vitest";
import { listMessages, postReply, postRetry } from "../../../../contract/conversations.ts";
import { listNotices } from "../../../../contract/notices.ts";
import { getOutgoing, postOutgoingTry } from "../../../../contract/outgoing.ts";
import { deleteSuppression, listSuppressions, postSuppression } from "../../../../contract/suppressions.ts";
import { world } from "../../../../test/world.ts";
import { withoutWall } from "../../../db/database.ts";
import { watchOutgoing } from "../outgoing/outgoing.ts";
import type { OutgoingMail, SendResult } from "../transport.ts";
import { suppress } from "./suppressions.ts";

let answer: (mail: OutgoingMail) => SendResult;
let sent: string[][] = [];
const transport = {
  async send(mail: OutgoingMail): Promise<SendResult> {
    sent.push(mail.envelope.to);
    return answer(mail);
  },
  close: () => undefined,
};
const around = await world({ transport });
const { nina, omar, salma, db, conversationFrom, settled, smtp, stranger } = around;
const post = nodemailer.createTransport({
  host: "127.0.0.1",
  port: (await smtp()).port,
  ignoreTLS: true,
});

beforeEach(() => {
  sent = [];
  answer = () => ({ sent: true, answer: "250 taken" });
});

const answered = async (customer: string, text = "Here we are.") => {
  const { id } = await conversationFrom(customer, "Hello?");
  const message = await nina.call(postReply, { params: { id }, body: { text } });
  await settled();
  return { id, message: message.id };
};
const deliveryOf = async ({ id, message }: { id: string; message: string }) =>
  (await nina.call(listMessages, { params: { id } })).items.find((one) => one.id === message)!.delivery!;
const suppressed = async (address: string) =>
  (await nina.call(listSuppressions, { query: { address } })).items.map(({ because }) => because);
const bounceOf = (to: string, text: string) =>
  post.sendMail({
    envelope: { from: "", to: [to] },
    from: "MAILER-DAEMON@mx.example",
    to,
    subject: "Undelivered Mail Returned to Sender",
    headers: { "Auto-Submitted": "auto-replied" },
    text,
  });

test("a server that knows nobody of that name makes an address dead; the next mail is not tried", async () => {
  answer = (mail) => ({
    sent: false,
    error: "Message failed",
    permanent: true,
    rejected: [{ address: mail.envelope.to[0]!, error: "550 5.1.1 No such user", permanent: true }],
  });
  const first = await answered("gone");
  expect(await deliveryOf(first)).toMatchObject({
    state: "failed",
    error: "550 5.1.1 No such user",
    recipients: [{ address: "gone@customers.example", state: "failed" }],
  });
  expect(await suppressed("gone@customers.example")).toEqual(["hard_bounce"]);
  const { items } = await nina.call(listNotices, {});
  expect(items[0]).toMatchObject({
    kind: "undelivered",
    conversation: { id: first.id },
    data: { to: "gone@customers.example", error: "550 5.1.1 No such user" },
  });

  sent = [];
  const second = await answered("gone");
  expect(sent).toEqual([]);
  expect(await deliveryOf(second)).toMatchObject({
    state: "failed",
    error: "suppressed:hard_bounce",
    tries: 1,
  });
  expect(await nina.sees({ id: second.id })).toMatchObject({ nextStep: { what: "mend_delivery" } });

  answer = () => ({ sent: true, answer: "250 taken" });
  await nina.call(deleteSuppression, { params: { address: "gone@customers.example" } });
  await nina.call(postRetry, { params: second });
  await settled();
  expect(await deliveryOf(second)).toMatchObject({ state: "sent", answer: "250 taken" });
  expect(sent).toEqual([["gone@customers.example"]]);
});

test("a refusal that says nothing of the address fails the mail and leaves the address alone", async () => {
  answer = () => ({ sent: false, error: "550 5.7.1 Looks like spam", permanent: true });
  const mail = await answered("picky");
  expect(await deliveryOf(mail)).toMatchObject({ state: "failed" });
  expect(await suppressed("picky@customers.example")).toEqual([]);
});

test("a failure that may pass is shown with the next try, and can be tried now", async () => {
  answer = () => ({ sent: false, error: "451 4.3.2 Try later", permanent: false });
  const mail = await answered("busy");
  const waiting = await deliveryOf(mail);
  expect(waiting).toMatchObject({ state: "queued", error: "451 4.3.2 Try later", tries: 1 });
  expect(waiting.nextTryAt).not.toBeNull();
  expect(waiting.recipients).toMatchObject([{ state: "waiting" }]);
  const outgoing = await omar.call(getOutgoing, {});
  expect(outgoing.domains).toMatchObject([
    { domain: "customers.example", waiting: 1, error: "451 4.3.2 Try later" },
  ]);

  await watchOutgoing(db, new Date(Date.now() + 31 * 60_000));
  await watchOutgoing(db, new Date(Date.now() + 32 * 60_000));
  const told = (await omar.call(listNotices, {})).items.filter(({ kind }) => kind === "outbox");
  expect(told).toMatchObject([{ data: { waiting: 1, minutes: 31 } }]);

  answer = () => ({ sent: true, answer: "250 taken" });
  expect(await omar.call(postOutgoingTry, {})).toEqual({ tried: 1 });
  await settled();
  expect(await deliveryOf(mail)).toMatchObject({ state: "sent", tries: 2 });
  expect((await omar.call(getOutgoing, {})).waiting).toBe(0);
});

test("a bounce without any id finds its mail by the signed address it was sent from", async () => {
  let from = "";
  answer = (mail) => {
    from = mail.envelope.from;
    return { sent: true, answer: "250 taken" };
  };
  const mail = await answered("vanished");
  await bounceOf(from, "<vanished@customers.example>:\n550 5.1.1 User unknown");
  await settled();
  expect(await deliveryOf(mail)).toMatchObject({
    state: "failed",
    recipients: [{ address: "vanished@customers.example", state: "failed" }],
  });
  expect(await suppressed("vanished@customers.example")).toEqual(["hard_bounce"]);
});

test("what fails for now counts as dead when it does so three times in a row, for a week", async () => {
  for (let time = 1; time <= 3; time++) {
    let from = "";
    answer = (mail) => {
      from = mail.envelope.from;
      return { sent: true, answer: "" };
    };
    const mail = await answered("full", `Try ${time}`);
    await bounceOf(from, "full@customers.example\n552 5.2.2 Mailbox full");
    await settled();
    expect(await deliveryOf(mail)).toMatchObject({ state: "failed", recipients: [{ state: "failed" }] });
    expect(await suppressed("full@customers.example")).toEqual(time < 3 ? [] : ["soft_bounces"]);
  }
  const { items } = await omar.call(listSuppressions, { query: { search: "FULL@" } });
  expect(Date.parse(items[0]!.until!)).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  await withoutWall(db, (tx) =>
    tx
      .updateTable("suppressions")
      .set({ until: new Date(Date.now() - 1000) })
      .where("address", "=", "full@customers.example")
      .execute(),
  );
  const again = await answered("full");
  expect(await deliveryOf(again)).toMatchObject({ state: "sent" });
});

test("who runs the inboxes holds back an address; who answers lets it go; walls stand", async () => {
  const address = "loud@customers.example";
  expect(await nina.refused(postSuppression, { body: { address } })).toMatchObject({ code: "forbidden" });
  const held = await omar.call(postSuppression, { body: { address: "Loud@Customers.example" } });
  expect(held).toMatchObject({ address, because: "by_hand", by: omar.name, until: null });
  const mail = await answered("loud");
  expect(await deliveryOf(mail)).toMatchObject({ error: "suppressed:by_hand" });
  const { owner } = await stranger();
  expect((await owner.call(listSuppressions, {})).items).toEqual([]);
  expect(await owner.refused(deleteSuppression, { params: { address } })).toMatchObject({
    code: "not_found",
  });
  await nina.call(deleteSuppression, { params: { address } });
  expect(await suppressed(address)).toEqual([]);
  expect(await salma.refused(getOutgoing, {})).toMatchObject({ code: "forbidden" });
});

test("what a person said of an address stands, whatever comes back from it, until a person says otherwise", async () => {
  const address = "quiet@customers.example";
  let from = "";
  answer = (mail) => {
    from = mail.envelope.from;
    return { sent: true, answer: "" };
  };
  const before = await answered("quiet");
  await omar.call(postSuppression, { body: { address } });
  const held = (await nina.call(listSuppressions, { query: { address } })).items;

  await bounceOf(from, `<${address}>:\n550 5.1.1 User unknown`);
  await settled();
  expect(await deliveryOf(before)).toMatchObject({ state: "failed" });
  expect((await nina.call(listSuppressions, { query: { address } })).items).toEqual(held);
  // They write: what failed before says nothing any more, and what was said by hand still holds.
  await post.sendMail({ from: address, to: around.kolo.inbox.address, subject: "Hello", text: "Here I am" });
  await settled();
  expect(await suppressed(address)).toEqual(["by_hand"]);

  await nina.call(deleteSuppression, { params: { address } });
  const after = await answered("quiet", "Once more");
  await bounceOf(from, `<${address}>:\n550 5.1.1 User unknown`);
  await settled();
  expect(await deliveryOf(after)).toMatchObject({ state: "failed" });
  expect(await suppressed(address)).toEqual(["hard_bounce"]);
  await omar.call(postSuppression, { body: { address } });
  expect(await suppressed(address)).toEqual(["by_hand"]);
});

test("a complaint is not forgotten for a bounce, and a bounce not for what may pass", async () => {
  const address = "cross@customers.example";
  const { workspaceId } = around;
  const hold = (because: "complaint" | "hard_bounce" | "soft_bounces", until?: Date) =>
    withoutWall(db, (tx) => suppress(tx, workspaceId, address, { because, until }));
  await hold("hard_bounce");
  await hold("soft_bounces", new Date(Date.now() + 60_000));
  expect((await nina.call(listSuppressions, { query: { address } })).items).toMatchObject([
    { because: "hard_bounce", until: null },
  ]);
  await hold("complaint");
  await hold("hard_bounce");
  expect(await suppressed(address)).toEqual(["complaint"]);
});
