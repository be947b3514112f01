import { expect, test } from "vitest";
import { secretFrom } from "./secret.ts";

const secret = secretFrom(Buffer.alloc(32, 7));

test("what was sealed is read again, for its purpose alone and only unchanged", () => {
  const sealed = secret.seal("mailbox", "pässword 密码");
  expect(secret.unseal("mailbox", sealed)).toBe("pässword 密码");
  expect(sealed.includes("pässword")).toBe(false);
  expect(secret.seal("mailbox", "pässword 密码")).not.toEqual(sealed);
  expect(() => secret.unseal("domain key", sealed)).toThrow();
  sealed[sealed.length - 1]! ^= 1;
  expect(() => secret.unseal("mailbox", sealed)).toThrow();
  expect(() => secretFrom(Buffer.alloc(32, 8)).unseal("mailbox", secret.seal("mailbox", "x"))).toThrow();
});
