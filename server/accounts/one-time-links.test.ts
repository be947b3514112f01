import { generateSync } from "otplib";
import { expect, test } from "vitest";
import {
  getMe,
  getOneTimeLink,
  postAgent,
  postInvitation,
  postPasswordReset,
  postSecondFactor,
  putOneTimeLink,
  putSecondFactor,
  signIn,
} from "../../contract/accounts.ts";
import { password, world } from "../../test/world.ts";
import { within, withoutWall } from "../db/database.ts";

const { db, workspaceId, omar, person, visitor, letters } = await world();

let invited = 0;
const invite = (locale: "en" | "ar" = "en") => {
  const body = { name: "Taras", email: `taras${++invited}@meridian.example`, role: "agent", locale } as const;
  return omar.call(postAgent, { body });
};
const lastLink = () => letters.at(-1)!.text.match(/\/link\/(\S+)/)![1]!;
const fresh = "seven cats on a red roof";

const noLimits = () => withoutWall(db, (tx) => tx.deleteFrom("throttles").execute());

test("an invited person chooses a password, is signed in, and the link is used up", async () => {
  const taras = await invite();
  expect(taras.status).toBe("invited");
  expect(letters.at(-1)).toMatchObject({ to: { name: "Taras", address: taras.email }, locale: "en" });
  const token = lastLink();
  expect(await visitor.call(getOneTimeLink, { params: { token } })).toMatchObject({
    purpose: "invitation",
    email: taras.email,
    workspace: "Meridian Care",
  });

  const weak = await visitor.refused(putOneTimeLink, {
    params: { token },
    body: { password: "taras taras taras" },
  });
  expect(weak.code).toBe("weak_password");
  const used = await visitor.ask(putOneTimeLink, {
    params: { token },
    body: { password: fresh, name: "Тарас", locale: "uk" },
  });
  expect(used.json()).toMatchObject({
    agent: { id: taras.id, name: "Тарас", locale: "uk", status: "active" },
  });
  const cookie = `${used.cookies[0]!.name}=${used.cookies[0]!.value}`;
  expect((await visitor.call(getMe, { headers: { cookie } })).agent.id).toBe(taras.id);

  expect((await visitor.refused(getOneTimeLink, { params: { token } })).code).toBe("link_expired");
  const again = await visitor.refused(putOneTimeLink, { params: { token }, body: { password: `${fresh}!` } });
  expect(again.code).toBe("link_expired");
  await visitor.call(signIn, { body: { email: taras.email, password: fresh } });
});

test("of several who use a link at once only one gets in", async () => {
  await invite();
  const token = lastLink();
  const answers = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      visitor.ask(putOneTimeLink, { params: { token }, body: { password: `${fresh} ${n}` } }),
    ),
  );
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 410, 410, 410]);
});

test("a second invitation stops the first link, and none is sent to who has joined", async () => {
  const taras = await invite();
  const first = lastLink();
  await omar.call(postInvitation, { params: { id: taras.id } });
  const second = lastLink();
  expect(second).not.toBe(first);

  expect((await visitor.refused(getOneTimeLink, { params: { token: first } })).code).toBe("link_expired");
  await visitor.call(putOneTimeLink, { params: { token: second }, body: { password: fresh } });
  expect((await omar.refused(postInvitation, { params: { id: taras.id } })).code).toBe("already_exists");
});

test("a link is good for its time and not longer", async () => {
  await invite();
  const token = lastLink();
  await within(db, workspaceId, (tx) =>
    tx
      .updateTable("oneTimeTokens")
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where("workspaceId", "=", workspaceId)
      .execute(),
  );
  expect((await visitor.refused(getOneTimeLink, { params: { token } })).code).toBe("link_expired");
});

test("guessed links are counted, and no guess is answered with anything but that it is too old", async () => {
  await noLimits();
  const guesses = ["x", `${"A".repeat(22)}.${"B".repeat(43)}`, "%00", "../../setup"];
  for (const token of guesses)
    expect((await visitor.refused(getOneTimeLink, { params: { token } })).code).toBe("link_expired");
  for (let n = 0; n < 26; n++) await visitor.refused(getOneTimeLink, { params: { token: `guess${n}` } });
  expect((await visitor.refused(getOneTimeLink, { params: { token: "one more" } })).code).toBe(
    "too_many_tries",
  );
  await noLimits();
});

test("asking for a new password is answered alike whether the address is known or not, and takes alike", async () => {
  await noLimits();
  const grace = await person({ name: "Grace", role: "agent" });
  const ask = async (email: string) => {
    const start = performance.now();
    const answer = await visitor.ask(postPasswordReset, { body: { email } });
    return { status: answer.statusCode, body: answer.body, ms: performance.now() - start };
  };
  const sent = letters.length;
  const known = await ask(grace.email);
  const unknown = await ask("nobody@meridian.example");

  expect(known.status).toBe(202);
  expect({ ...unknown, ms: 0 }).toEqual({ ...known, ms: 0 });
  expect(Math.min(known.ms, unknown.ms)).toBeGreaterThan(240);
  expect(letters.length).toBe(sent + 1);
  expect(letters.at(-1)!.to.address).toBe(grace.email);
});

test("a reset sets the password, ends all sessions and every other link", async () => {
  await noLimits();
  const grace = await person({ name: "Grace", role: "agent" });
  await visitor.call(postPasswordReset, { body: { email: grace.email } });
  const first = lastLink();
  await visitor.call(postPasswordReset, { body: { email: grace.email } });
  const second = lastLink();

  expect((await visitor.refused(getOneTimeLink, { params: { token: first } })).code).toBe("link_expired");
  await visitor.call(putOneTimeLink, {
    params: { token: second },
    body: { password: fresh, name: "Mallory" },
  });
  expect((await grace.refused(getMe, {})).code).toBe("not_signed_in");
  const again = { params: { token: second }, body: { password: `${fresh} again` } };
  expect((await visitor.refused(putOneTimeLink, again)).code).toBe("link_expired");
  const me = await visitor.call(signIn, { body: { email: grace.email, password: fresh } });
  expect(me.agent.name).toBe("Grace");
});

test("a mailbox alone does not open the desk of somebody with a second factor", async () => {
  await noLimits();
  const grace = await person({ name: "Grace", role: "agent" });
  const { secret } = await grace.call(postSecondFactor, { body: { password } });
  const { recoveryCodes } = await grace.call(putSecondFactor, { body: { code: generateSync({ secret }) } });
  await visitor.call(postPasswordReset, { body: { email: grace.email } });
  const token = lastLink();
  const use = (code?: string) =>
    visitor.ask(putOneTimeLink, { params: { token }, body: { password: fresh, code } });

  expect((await use()).json()).toMatchObject({ code: "second_factor_needed" });
  expect((await use("000000")).json()).toMatchObject({ code: "wrong_code" });
  expect((await use(recoveryCodes[0])).statusCode).toBe(200);
});

test("nobody can flood a mailbox with resets", async () => {
  await noLimits();
  const grace = await person({ name: "Grace", role: "agent" });
  for (let n = 0; n < 3; n++) await visitor.call(postPasswordReset, { body: { email: grace.email } });
  expect((await visitor.refused(postPasswordReset, { body: { email: grace.email } })).code).toBe(
    "too_many_tries",
  );
  await noLimits();
});

test("an Arabic letter runs from right to left and keeps foreign names in their place", async () => {
  await invite("ar");
  const letter = letters.at(-1)!;
  expect(letter.locale).toBe("ar");
  expect(letter.html).toContain('<html lang="ar" dir="rtl">');
  expect(letter.text).toContain("\u2068Taras\u2069");
  expect(letter.subject).not.toMatch(/[\u2068\u2069]/);
});

test("a name cannot smuggle markup or a header into a letter", async () => {
  const name = "<b>Bob</b>\r\nBcc: all@meridian.example";
  await omar.call(postAgent, {
    body: { name, email: "bob@meridian.example", role: "agent", locale: "en" },
  });
  const letter = letters.at(-1)!;
  expect(letter.html).not.toContain("<b>Bob");
  expect(letter.subject).not.toMatch(/[\r\n]/);
});

test("links and passwords are not in the database", async () => {
  await invite();
  const token = lastLink();
  const rows = await within(db, workspaceId, (tx) =>
    tx.selectFrom("oneTimeTokens").selectAll().where("workspaceId", "=", workspaceId).execute(),
  );
  const agents = await within(db, workspaceId, (tx) =>
    tx.selectFrom("agents").select("passwordHash").execute(),
  );
  expect(JSON.stringify(rows)).not.toContain(token.split(".")[1]);
  for (const { passwordHash } of agents)
    if (passwordHash) expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
