import { createConnection } from "node:net";
import { beforeAll, expect, test, vi } from "vitest";
import { listConversations } from "../../contract/conversations.ts";
import type { Person } from "../world.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
let samar: Person;
let deliver: (raw: string) => Promise<string>;
beforeAll(async () => {
  around = await deskWorld();
  samar = await around.person({
    name: "Samar Haddad",
    role: "agent",
    locale: "ar",
    teams: [around.kolo.teamId],
  });
  const door = await around.smtp();
  deliver = async (raw) => {
    await sendRaw(door.port, around.kolo.inbox.address, raw);
    await around.settled();
    return (await around.nina.call(listConversations, { query: { limit: 1 } })).items[0]!.id;
  };
});

/** Just so, byte by byte: a mail library would write a mail of its own. */
function sendRaw(port: number, to: string, raw: string): Promise<void> {
  const orders = [
    "EHLO a.example",
    "MAIL FROM:<ines@customers.example>",
    `RCPT TO:<${to}>`,
    "DATA",
    `${raw.replace(/\r?\n/g, "\r\n")}\r\n.`,
    "QUIT",
  ];
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, "127.0.0.1");
    let heard = "";
    socket.on("error", reject).on("close", () => resolve());
    socket.on("data", (bytes) => {
      heard += bytes;
      if (!/^\d{3} .*\r\n$/m.test(heard)) return;
      if (/^[45]/.test(heard)) reject(new Error(heard));
      heard = "";
      const order = orders.shift();
      if (order) socket.write(`${order}\r\n`);
    });
  });
}

const invitation = `From: Ines <ines@customers.example>
To: help@kolo.example
Subject: Looking at the frame
Message-ID: <visit@customers.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

May I come by?
--a
Content-Type: text/calendar; charset=utf-8; method=REQUEST

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:visit@customers.example
SUMMARY:Looking at the frame
LOCATION:Your workshop
ORGANIZER;CN=Ines Vidal:mailto:ines@customers.example
ATTENDEE;CN=Kolo Bikes;PARTSTAT=NEEDS-ACTION:mailto:help@kolo.example
ATTENDEE;CN=Omar;PARTSTAT=ACCEPTED:mailto:omar@customers.example
DTSTART;TZID=Tokyo Standard Time:20260514T100000
DTEND;TZID=Tokyo Standard Time:20260514T113000
END:VEVENT
END:VCALENDAR
--a--
`;

const passedOn = `From: Ines <ines@customers.example>
To: help@kolo.example
Date: Wed, 13 May 2026 12:00:00 +0200
Subject: Fwd: Broken chain
Message-ID: <passed@customers.example>
MIME-Version: 1.0
Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s

--s
Content-Type: text/plain; charset=utf-8

Can you help my neighbour?

---------- Forwarded message ---------
From: Peter Novak <peter@neighbours.example>
Date: Tue, May 12, 2026 at 9:12 AM
Subject: Broken chain
To: Ines <ines@customers.example>

It broke on the bridge.
--s
Content-Type: application/pgp-signature; name=signature.asc

SIGNATURE
--s--
`;

test("an invitation is a card, a passed-on mail says whose it was, a signature is told", async () => {
  const { nina, desk } = around;
  const visit = await deliver(invitation);
  const { page, go } = await desk(nina);
  await go(`/inbox/all/${visit}`);
  const card = page.getByRole("region", { name: "Invitation", exact: true });
  await card.getByText("Looking at the frame").waitFor();
  await card.getByText("Your workshop").waitFor();
  await card.getByText("For the sender:").waitFor();
  expect(await card.textContent()).toMatch(/Omar.*Will come/);
  await expectNothingSerious(page);

  const passed = await deliver(passedOn);
  await go(`/inbox/all/${passed}`);
  await page.getByText("Passed on: written by Peter Novak").waitFor();
  await page.getByText("Signed (PGP)").waitFor();
  await page.getByText("It broke on the bridge.").first().waitFor();
});

test("the same in Arabic on a phone, and the whole mail is one touch away", async () => {
  const { desk } = around;
  const visit = await deliver(
    invitation
      .replaceAll("visit@", "second@")
      .replace("METHOD:REQUEST", "METHOD:CANCEL")
      .replace(
        "May I come by?",
        "Sorry, no.\n\nOn Wed, May 13, 2026 at 9:12 AM Kolo <help@kolo.example> wrote:\n\n> See you on Thursday.",
      ),
  );
  const { page, go } = await desk(samar, { phone: true });
  await go(`/inbox/all/${visit}`);
  const card = page.getByRole("region", { name: "أُلغي", exact: true });
  await card.getByText("Looking at the frame").waitFor();
  expect(await card.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  await page.getByText("See you on Thursday.").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "عرض النص المقتبس" }).first().click();
  await page.getByText("See you on Thursday.").waitFor();
  await expectNothingSerious(page);
});
