import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { listConversations } from "../../contract/conversations.ts";
import { listInboxes, patchInbox, postInbox } from "../../contract/inboxes.ts";
import { listMailRefusals } from "../../contract/mail-in.ts";
import { world } from "../../test/world.ts";

const { db, kolo, nina, omar, person, safra, settled, smtp, stranger } = await world();
const door = await smtp();
const post = createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });

const change = (body: { aliases?: string[]; catchAll?: string[] }, inbox = kolo.inbox) =>
  omar.call(patchInbox, { params: inbox, body });
const refused = (body: { aliases?: string[]; catchAll?: string[] }, inbox = kolo.inbox) =>
  omar.refused(patchInbox, { params: inbox, body });

async function write(to: string, subject: string, more: object = {}) {
  await post.sendMail({ from: "ines@customers.example", to, subject, text: `About ${subject}`, ...more });
  await settled();
  const { rows } = await db.pools.system.query<{ inbox: string; to: string; forwardedBy: string | null }>(
    `select r.inbox_id as inbox, r.envelope_to as "to", r.forwarded_by as "forwardedBy"
     from messages m join raw_mails r on r.id = m.raw_mail_id where m.subject = $1`,
    [subject],
  );
  return rows;
}

test("an alias reaches the inbox, of whatever domain, until it is taken away", async () => {
  const inbox = await change({ aliases: ["Verkauf@Velo.example", "sales@kolobikes.example"] });
  expect(inbox.aliases).toEqual(["sales@kolobikes.example", "verkauf@velo.example"]);
  expect(await write("VERKAUF@velo.example", "To the alias")).toMatchObject([{ inbox: kolo.inbox.id }]);
  // What follows a plus stays to be seen.
  expect(await write("sales+fair@kolobikes.example", "At the fair")).toMatchObject([
    { inbox: kolo.inbox.id, to: "sales+fair@kolobikes.example" },
  ]);
  await change({ aliases: ["sales@kolobikes.example"] });
  await expect(write("verkauf@velo.example", "Too late")).rejects.toThrow("550 5.1.1");
  const { items } = await omar.call(listInboxes, {});
  expect(items.find(({ id }) => id === kolo.inbox.id)).toMatchObject({
    aliases: ["sales@kolobikes.example"],
    catchAll: [],
  });
});

test("an inbox that takes a whole domain takes what no other inbox takes", async () => {
  await change({ catchAll: ["rides.example"], aliases: [] });
  await change({ aliases: ["table@rides.example"] }, safra.inbox);
  expect(await write("anybody@rides.example", "To anybody")).toMatchObject([
    { inbox: kolo.inbox.id, to: "anybody@rides.example" },
  ]);
  expect(await write("table@rides.example", "To the table")).toMatchObject([{ inbox: safra.inbox.id }]);
  await expect(write("anybody@sub.rides.example", "To another domain")).rejects.toThrow("550 5.1.1");
});

test("one address leads to one inbox of one workspace", async () => {
  const other = await stranger();
  await change({ aliases: ["one@shared.example"], catchAll: [] });
  expect(await refused({ aliases: ["one@shared.example"] }, safra.inbox)).toMatchObject({
    code: "already_exists",
    fields: [{ path: "aliases" }],
  });
  expect((await refused({ aliases: [safra.inbox.address] })).code).toBe("already_exists");
  const theirs = (body: object) =>
    other.owner.refused(patchInbox, { params: other.brand.inbox, body: body as never });
  expect((await theirs({ aliases: ["one@shared.example"] })).code).toBe("already_exists");
  // A slip in an address of ours would go to them.
  expect(await theirs({ catchAll: ["shared.example"] })).toMatchObject({
    code: "already_exists",
    fields: [{ path: "catchAll" }],
  });
  await change({ catchAll: ["ours.example"] });
  expect((await theirs({ aliases: ["two@ours.example"] })).code).toBe("already_exists");
  expect(
    (
      await other.owner.refused(postInbox, {
        body: {
          address: "three@ours.example",
          name: "x",
          brand: other.brand.id,
          line: "service",
          team: other.brand.teamId,
        },
      })
    ).code,
  ).toBe("already_exists");
  expect((await refused({ aliases: ["a+b@shared.example"] })).fields?.[0]).toMatchObject({ path: "aliases" });
});

test("mail that another mailbox passed on keeps its sender, and says who passed it on", async () => {
  const passed = {
    envelope: { from: "SRS0=aB1c=QZ=customers.example=ines@forward.example", to: kolo.inbox.address },
    headers: {
      "X-Forwarded-To": kolo.inbox.address,
      "X-Forwarded-For": "info@old.example help@kolobikes.example",
    },
  };
  expect(await write("info@old.example", "Passed on", passed)).toMatchObject([
    { inbox: kolo.inbox.id, forwardedBy: "info@old.example" },
  ]);
  const { items } = await nina.call(listConversations, { query: { limit: 1 } });
  expect(items[0]).toMatchObject({ subject: "Passed on", customer: { email: "ines@customers.example" } });
  const { headers: _, ...silently } = passed;
  expect(await write("info@old.example", "Passed on silently", silently)).toMatchObject([
    { forwardedBy: "@forward.example" },
  ]);
  expect(await write(kolo.inbox.address, "Not passed on")).toMatchObject([{ forwardedBy: null }]);
});

test("what is turned away in a domain of ours is seen, counted, and by nobody else", async () => {
  await change({ catchAll: [], aliases: [] });
  for (const _ of [1, 2])
    await expect(write("hlep@kolobikes.example", "A slip")).rejects.toThrow("550 5.1.1");
  const seen = async (someone: typeof omar) => {
    const { items } = await someone.call(listMailRefusals, {});
    return items.map(({ to, from, reason, times }) => ({ to, from, reason, times }));
  };
  await expect
    .poll(async () => (await seen(omar)).find(({ to }) => to === "hlep@kolobikes.example"))
    .toEqual({
      to: "hlep@kolobikes.example",
      from: "ines@customers.example",
      reason: "unknown_address",
      times: 2,
    });
  const other = await stranger();
  expect(await seen(other.owner)).toEqual([]);
  expect(await seen(await person({ name: "Ada", role: "admin", brands: [safra.id] }))).toEqual([]);
});
