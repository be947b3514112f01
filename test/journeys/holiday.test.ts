import nodemailer from "nodemailer";
import { beforeAll, expect, test, vi } from "vitest";
import { listCalendars, patchCalendar, postCalendar } from "../../contract/calendars.ts";
import { listClocks } from "../../contract/clocks.ts";
import { listConversations } from "../../contract/conversations.ts";
import { postQueue } from "../../contract/routing.ts";
import { readMail } from "../../server/channels/mail/reading/index.ts";
import { foldFigures } from "../../server/insights/index.ts";
import type { Person } from "../world.ts";
import { pageClock } from "./clock.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 180_000 });

const zone = "Asia/Dubai";
const year = Temporal.Now.plainDateISO(zone).year;
const newYear = Temporal.PlainDate.from({ year, month: 1, day: 1 });
const at = (date: Temporal.PlainDate, time: string) =>
  date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) });
/** The first day after the holiday on which somebody works: Monday to Friday. */
let morning = newYear.add({ days: 1 });
while (morning.dayOfWeek > 5) morning = morning.add({ days: 1 });

let around: DeskWorld;
const setTime = (time: Temporal.ZonedDateTime) => vi.setSystemTime(time.epochMilliseconds);

/** A desk on which it is the same time as for the server. */
async function deskNow(person: Person) {
  const opened = await around.desk(person);
  await opened.context.addInitScript(pageClock());
  return opened;
}
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  setTime(at(newYear, "02:00"));
  around = await deskWorld({ acknowledges: true });
  const { omar, kolo } = around;
  const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "18:00" }));
  await omar.call(postCalendar, {
    body: {
      name: "Workshop hours",
      position: 0,
      timeZone: zone,
      always: false,
      hours: weekdays,
      country: "AE",
      lines: ["support"],
    },
  });
  for (const { id, lines } of (await omar.call(listCalendars, {})).items)
    if (lines.includes("service"))
      await omar.call(patchCalendar, { params: { id }, body: { timeZone: zone } });
  await omar.call(postQueue, { body: { name: "Workshop", team: kolo.teamId, line: "support" } });
});

test("a report at two in the morning of a holiday is told the right morning, and answered on it", async () => {
  const { nina, omar, kolo, smtp, settled, outbox, db } = around;
  const post = nodemailer.createTransport({ host: "127.0.0.1", port: (await smtp()).port, ignoreTLS: true });
  await post.sendMail({
    from: { name: "ليلى", address: "layla@customers.example" },
    to: kolo.inbox.address,
    subject: "الدراجة لا تعمل",
    text: "السلام عليكم، الدراجة الكهربائية توقفت عن العمل والبطارية لا تشحن إطلاقًا. ماذا أفعل؟",
  });
  await settled();

  // She is told in her language when we are back, and by when she hears: four working hours into that morning.
  const told = await readMail(Buffer.from((await outbox()).at(-1)!));
  const inArabic = (parts: Intl.DateTimeFormatOptions, time: string) =>
    new Intl.DateTimeFormat("ar", { ...parts, timeZone: zone }).format(at(morning, time).epochMilliseconds);
  const day = inArabic({ weekday: "long", day: "numeric", month: "long" }, "09:00");
  const hour = (time: string) => inArabic({ hour: "numeric", minute: "2-digit" }, time);
  expect(told.text).toContain("خارج أوقات العمل");
  if (morning.since(newYear).days > 1) expect(told.text).toContain(day);
  expect(told.text).toContain(hour("09:00"));
  expect(told.text).toContain(hour("13:00"));

  // It waits where its kind waits, and the desk tells why it is not due before.
  const { items } = await nina.call(listConversations, { query: { view: "unassigned" } });
  const matter = items[0]!;
  expect(matter).toMatchObject({ line: "support", language: "ar", status: "new" });
  expect(Date.parse(matter.nextStep!.at)).toBe(at(morning, "13:00").epochMilliseconds);
  const { items: clocks } = await nina.call(listClocks, { params: { id: matter.id } });
  const story = clocks.find(({ clock }) => clock === "first_reply")!.story.join("\n");
  expect(story).toContain("New Year");

  // On her shift Nina takes it and answers.
  setTime(at(morning, "09:40"));
  const hers = await deskNow(nina);
  await hers.go("/inbox/unassigned");
  await hers.page.getByRole("button", { name: "Next best" }).click();
  await hers.page.waitForURL(`**/inbox/mine/${matter.id}`);
  await hers.page.getByText("البطارية لا تشحن").first().waitFor();
  await expectNothingSerious(hers.page);
  const words = hers.page.getByRole("textbox", { name: "Reply" });
  await words.click();
  await hers.page.keyboard.type("صباح الخير، أحضري الدراجة إلى الورشة.");
  await hers.page.keyboard.press("Control+Enter");
  await expect.poll(async () => (await nina.sees(matter)).status, { timeout: 20_000 }).toBe("waiting");
  await settled();

  // The figures move: answered, acknowledged and in time.
  await foldFigures(db);
  const his = await deskNow(omar);
  await his.go("/ledger?period=week");
  for (const name of ["Answered", "Acknowledged", "In time"])
    await his.page.getByRole("link", { name: `${name}: 100%, 1 of 1` }).waitFor();
  await his.go("/figures/support?period=7_days&time=working");
  await his.page.getByText("40 min").first().waitFor();
  await expectNothingSerious(his.page);
});
