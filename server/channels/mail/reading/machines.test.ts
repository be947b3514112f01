import { describe, expect, test } from "vitest";
import { machineLetters } from "./corpus/machine-letters.ts";
import { readMail } from "./index.ts";

describe("mail of machines is told from mail of people", () => {
  test.each(machineLetters)("$name", async ({ raw, auto, bounce, receipt, feedback }) => {
    const mail = await readMail(Buffer.from(raw));
    expect(mail.auto).toBe(auto);
    if (bounce) expect(mail.bounce).toMatchObject(bounce);
    else expect(mail.bounce).toBeNull();
    expect(mail.receipt).toEqual(receipt ?? null);
    if (feedback) expect(mail.feedback).toEqual(feedback);
  });
});
