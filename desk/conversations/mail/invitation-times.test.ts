import { expect, test } from "vitest";
import { invitationTimes } from "./invitation-times.ts";

const at = (changes: Partial<Parameters<typeof invitationTimes>[0]>) =>
  invitationTimes(
    {
      startsAt: "2026-05-14T07:00:00Z",
      endsAt: "2026-05-14T08:30:00Z",
      isAllDay: false,
      timeZone: "Europe/Kyiv",
      ...changes,
    },
    "en-GB",
    "Europe/Berlin",
  );

test("an appointment is shown on the reader's clock, and on the sender's where that differs", () => {
  expect(at({}).ours).toBe("Thu, 14 May 2026, 09:00–10:30");
  expect(at({}).theirs).toMatch(/10:00.*11:30/);
  expect(at({ timeZone: "Europe/Paris" }).theirs).toBeNull();
  expect(at({ timeZone: null }).theirs).toBeNull();
  expect(at({ timeZone: "UTC" }).theirs).toBeNull();
  expect(at({ endsAt: null }).ours).toBe("Thu, 14 May 2026, 9:00");
});

test("what floats is shown as it was written, and whole days by their days", () => {
  expect(at({ startsAt: "2026-05-14T23:30:00", endsAt: null, timeZone: null })).toEqual({
    ours: "Thu, 14 May 2026, 23:30",
    theirs: null,
    isFloating: true,
  });
  const days = at({ startsAt: "2026-05-14", endsAt: "2026-05-16", isAllDay: true, timeZone: null });
  expect(days.ours).toBe("Thu, 14 May – Sat, 16 May 2026");
  expect(at({ startsAt: "2026-05-14", endsAt: null, isAllDay: true }).ours).toBe("Thu, 14 May 2026");
});
