import { describe, expect, test } from "vitest";
import { Invitation } from "../../../../contract/mail.ts";
import { readMail } from "./index.ts";

const crlf = (text: string) => text.replace(/\r?\n/g, "\r\n");

const calendar = (event: string, method = "REQUEST", more = "") => `BEGIN:VCALENDAR
PRODID:-//Test//EN
VERSION:2.0
METHOD:${method}
${more}BEGIN:VEVENT
UID:visit-7@radsport.example
SUMMARY:Осмотр рамы
LOCATION:Мастерская\\, улица 1
ORGANIZER;CN="Инес Видаль":mailto:ines@radsport.example
ATTENDEE;CN=Tandem;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:help@tandem-bikes.example
${event}
END:VEVENT
END:VCALENDAR`;

const mail = (ics: string, method = "REQUEST", twice = false) =>
  readMail(
    Buffer.from(
      crlf(`From: ines@radsport.example
Subject: Осмотр
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

Приглашение
--a
Content-Type: text/calendar; charset=utf-8; method=${method}

${ics}
--a--
${twice ? `--m\nContent-Type: application/ics; name=invite.ics\nContent-Disposition: attachment; filename=invite.ics\n\n${ics}\n` : ""}--m--`),
    ),
  );

const one = async (ics: string, method?: string) => {
  const { invitations } = await mail(ics, method);
  expect(invitations).toHaveLength(1);
  return Invitation.parse(invitations[0]);
};

describe("an appointment is told with when, where and who", () => {
  test("in a named zone", async () => {
    const read = await one(
      calendar("DTSTART;TZID=Europe/Kyiv:20240516T100000\nDTEND;TZID=Europe/Kyiv:20240516T113000"),
    );
    expect(read).toEqual({
      method: "request",
      uid: "visit-7@radsport.example",
      summary: "Осмотр рамы",
      place: "Мастерская, улица 1",
      startsAt: "2024-05-16T07:00:00Z",
      endsAt: "2024-05-16T08:30:00Z",
      isAllDay: false,
      timeZone: "Europe/Kyiv",
      recurs: null,
      organiser: { name: "Инес Видаль", address: "ines@radsport.example" },
      guests: [{ name: "Tandem", address: "help@tandem-bikes.example", answer: "none" }],
    });
  });

  test.each([
    ["DTSTART;TZID=Russian Standard Time:20240516T100000", "2024-05-16T07:00:00Z", "Europe/Moscow"],
    ["DTSTART:20240516T070000Z", "2024-05-16T07:00:00Z", "UTC"],
    ["DTSTART:20240516T100000", "2024-05-16T10:00:00", null],
    ["DTSTART;TZID=Nowhere:20240516T100000", "2024-05-16T10:00:00", null],
    ["DTSTART;VALUE=DATE:20240516", "2024-05-16", null],
  ])("%s", async (start, startsAt, timeZone) => {
    expect(await one(calendar(start))).toMatchObject({ startsAt, timeZone, endsAt: null });
  });

  test("in a zone that only the file describes", async () => {
    const zone =
      "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD\nEND:VTIMEZONE\n";
    const read = await one(calendar("DTSTART;TZID=Office:20240516T100000\nDURATION:PT45M", "REQUEST", zone));
    expect(read).toMatchObject({
      startsAt: "2024-05-16T04:15:00Z",
      endsAt: "2024-05-16T05:00:00Z",
      timeZone: null,
    });
  });

  test("whole days end with their last day", async () => {
    expect(await one(calendar("DTSTART;VALUE=DATE:20240516\nDTEND;VALUE=DATE:20240519"))).toMatchObject({
      isAllDay: true,
      startsAt: "2024-05-16",
      endsAt: "2024-05-18",
    });
    expect(await one(calendar("DTSTART;VALUE=DATE:20240516\nDTEND;VALUE=DATE:20240517"))).toMatchObject({
      endsAt: "2024-05-16",
    });
  });

  test("called off, answered, repeated", async () => {
    const at = "DTSTART:20240516T070000Z";
    expect(await one(calendar(at, "CANCEL"), "CANCEL")).toMatchObject({ method: "cancel" });
    expect(await one(calendar(`${at}\nSTATUS:CANCELLED`))).toMatchObject({ method: "cancel" });
    expect(await one(calendar(`${at}\nRRULE:FREQ=WEEKLY;COUNT=4`))).toMatchObject({
      recurs: "FREQ=WEEKLY;COUNT=4",
    });
    const reply = calendar(at, "REPLY").replace("NEEDS-ACTION", "DECLINED");
    expect(await one(reply, "REPLY")).toMatchObject({ method: "reply", guests: [{ answer: "declined" }] });
  });

  test("which comes twice is told once, and kept as one file", async () => {
    const { invitations, attachments } = await mail(calendar("DTSTART:20240516T070000Z"), "REQUEST", true);
    expect(invitations).toHaveLength(1);
    expect(attachments.map((file) => file.filename)).toEqual(["invite.ics"]);
  });

  test("which cannot be read stays a file", async () => {
    for (const ics of [
      "BEGIN:VCALENDAR",
      "nonsense",
      calendar("DTSTART:not a time"),
      calendar("SUMMARY:no start"),
    ]) {
      const { invitations, attachments, problems } = await mail(ics);
      expect(invitations).toEqual([]);
      expect(attachments).toHaveLength(1);
      expect(problems).toEqual([]);
    }
  });
});
