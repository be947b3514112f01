import { generateSync } from "otplib";
import { expect, test } from "vitest";
import {
  deleteSecondFactor,
  getMe,
  patchAgent,
  postSecondFactor,
  putSecondFactor,
  signIn,
} from "../../contract/accounts.ts";
import { type Person, password, world } from "../../test/world.ts";
import { within } from "../db/database.ts";

const { db, workspaceId, omar, person, visitor } = await world();

const codeOf = (secret: string, stepsAgo = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) - 30 * stepsAgo });

/** Switches the second factor on, and steps past the code that was used for it. */
async function guard(someone: Person) {
  const { secret, uri, qr } = await someone.call(postSecondFactor, { body: { password } });
  const { recoveryCodes } = await someone.call(putSecondFactor, { body: { code: codeOf(secret) } });
  await forgetUsedCodes(someone);
  return { secret, uri, qr, recoveryCodes };
}

const forgetUsedCodes = (someone: Person) =>
  within(db, workspaceId, (tx) =>
    tx
      .updateTable("agents")
      .set({ totpLastStep: null })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", someone.id)
      .execute(),
  );

const enter = (someone: Person, code?: string) =>
  visitor.ask(signIn, { body: { email: someone.email, password, ...(code && { code }) } });

test("a second factor begins with a secret to scan and guards nothing until its first code", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  expect((await grace.refused(postSecondFactor, { body: { password: "not mine" } })).code).toBe(
    "wrong_credentials",
  );

  const { secret, uri, qr } = await grace.call(postSecondFactor, { body: { password } });
  expect(uri).toMatch(/^otpauth:\/\/totp\/Tandem:/);
  expect(uri).toContain(secret);
  expect(qr).toMatch(/^<svg /);
  expect((await enter(grace)).statusCode).toBe(200);

  expect((await grace.refused(putSecondFactor, { body: { code: "000000" } })).code).toBe("wrong_code");
  const { recoveryCodes } = await grace.call(putSecondFactor, { body: { code: codeOf(secret) } });
  expect(new Set(recoveryCodes).size).toBe(10);
  expect((await grace.call(getMe, {})).agent.secondFactor).toBe(true);
  expect((await enter(grace)).json()).toMatchObject({ code: "second_factor_needed" });
  expect((await grace.refused(postSecondFactor, { body: { password } })).code).toBe("already_exists");
});

test("a code of the app opens once", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const { secret } = await guard(grace);
  const code = codeOf(secret);

  expect((await enter(grace, code)).statusCode).toBe(200);
  const replayed = await enter(grace, code);
  expect(replayed.statusCode).toBe(401);
  expect(replayed.json()).toMatchObject({ code: "wrong_code" });
  // Nor does the one before it, which would still be in time.
  expect((await enter(grace, codeOf(secret, 1))).json()).toMatchObject({ code: "wrong_code" });
});

test("two who use the same code at once do not both get in", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const { secret } = await guard(grace);
  const code = codeOf(secret);

  const answers = await Promise.all([enter(grace, code), enter(grace, code), enter(grace, code)]);
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
});

test("a clock may be half a minute off, not more", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const { secret } = await guard(grace);

  expect((await enter(grace, codeOf(secret, 3))).json()).toMatchObject({ code: "wrong_code" });
  expect((await enter(grace, codeOf(secret, -3))).json()).toMatchObject({ code: "wrong_code" });
  expect((await enter(grace, codeOf(secret, 1))).statusCode).toBe(200);
});

test("the digits of any keyboard will do", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const { secret } = await guard(grace);
  const shifted = (zero: number) =>
    [...codeOf(secret)].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");

  for (const zero of [0x660, 0x6f0, 0xff10]) {
    expect((await enter(grace, shifted(zero))).statusCode).toBe(200);
    await forgetUsedCodes(grace);
  }
  const spaced = `${codeOf(secret).slice(0, 3)} ${codeOf(secret).slice(3)}`;
  expect((await enter(grace, spaced)).statusCode).toBe(200);
});

test("each recovery code opens once", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const { recoveryCodes } = await guard(grace);

  expect((await enter(grace, recoveryCodes[3])).statusCode).toBe(200);
  expect((await enter(grace, recoveryCodes[3])).json()).toMatchObject({ code: "wrong_code" });
  expect((await enter(grace, recoveryCodes[4]!.toUpperCase().replaceAll("-", " "))).statusCode).toBe(200);
});

test("codes cannot be guessed at leisure by whoever has the password", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  await guard(grace);
  for (let n = 0; n < 5; n++)
    expect((await enter(grace, `00000${n}`)).json()).toMatchObject({ code: "wrong_code" });
  expect((await enter(grace, "000009")).json()).toMatchObject({ code: "too_many_tries" });
});

test("asking for the code is not counted as a guess", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const { secret } = await guard(grace);
  for (let n = 0; n < 8; n++)
    expect((await enter(grace)).json()).toMatchObject({ code: "second_factor_needed" });
  expect((await enter(grace, codeOf(secret))).statusCode).toBe(200);
});

test("it is switched off with the password, or by an administrator for somebody who lost it", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  await guard(grace);
  expect((await grace.refused(deleteSecondFactor, { body: { password: "not mine" } })).code).toBe(
    "wrong_credentials",
  );
  await grace.call(deleteSecondFactor, { body: { password } });
  expect((await enter(grace)).statusCode).toBe(200);

  await guard(grace);
  const changed = await omar.call(patchAgent, { params: { id: grace.id }, body: { secondFactor: false } });
  expect(changed.secondFactor).toBe(false);
  expect((await enter(grace)).statusCode).toBe(200);

  await guard(omar);
  const own = await omar.refused(patchAgent, { params: { id: omar.id }, body: { secondFactor: false } });
  expect(own.code).toBe("forbidden");
});
