import { expect, test } from "vitest";
import { getMe, listSessions, patchAgent, patchMe, signIn, signOut } from "../../contract/accounts.ts";
import { password, world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";

const { app, db, omar, person, visitor } = await world();

const elsewhere = "203.0.113.50";
const tryFrom = (remoteAddress: string, body: object, headers: Record<string, string> = {}) =>
  app.inject({
    method: "POST",
    url: "/api/v1/session",
    remoteAddress,
    headers: { host: "localhost:3000", ...headers },
    payload: body,
  });

/** As if so much time had gone by since the last try. */
const wait = (seconds: number) =>
  withoutWall(db, async (tx) => {
    const rows = await tx.selectFrom("throttles").select(["key", "resetsAt"]).execute();
    for (const { key, resetsAt } of rows)
      await tx
        .updateTable("throttles")
        .set({ resetsAt: new Date(resetsAt.getTime() - seconds * 1000) })
        .where("key", "=", key)
        .execute();
  });

test("a person signs in with their e-mail, however it is written, and their password", async () => {
  const grace = await person({ name: "Grace", role: "agent", locale: "zh" });

  const response = await visitor.ask(signIn, { body: { email: grace.email.toUpperCase(), password } });
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ agent: { id: grace.id, locale: "zh" } });

  const cookie = response.cookies[0]!;
  expect(cookie).toMatchObject({
    name: "__Host-tandem",
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
    path: "/",
  });
  expect(cookie).not.toHaveProperty("domain");
  const me = await visitor.call(getMe, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
  expect(me.agent.id).toBe(grace.id);
});

test("nobody, a wrong password and a disabled person are answered alike", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  await omar.call(patchAgent, { params: { id: grace.id }, body: { status: "disabled" } });

  const answers = [
    await tryFrom("198.51.100.1", { email: "nobody@meridian.example", password }),
    await tryFrom("198.51.100.2", { email: omar.email, password: "not this one" }),
    await tryFrom("198.51.100.3", { email: grace.email, password }),
  ];
  const bodies = new Set(answers.map((answer) => answer.body));
  expect(bodies.size).toBe(1);
  expect(answers[0]!.statusCode).toBe(401);
  expect(answers[0]!.json()).toMatchObject({ code: "wrong_credentials" });
});

test("after five wrong guesses one waits, longer each time, and success forgets them", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const guess = (secret: string) => tryFrom(elsewhere, { email: grace.email, password: secret });
  for (let tries = 0; tries < 5; tries++) expect((await guess("wrong")).statusCode).toBe(401);

  const locked = await guess(password);
  expect(locked.statusCode).toBe(429);
  expect(locked.json()).toMatchObject({ code: "too_many_tries", retryAfter: 30 });
  expect(locked.headers["retry-after"]).toBe("30");

  await wait(31);
  expect((await guess("wrong")).statusCode).toBe(401);
  expect((await guess(password)).json()).toMatchObject({ code: "too_many_tries", retryAfter: 60 });

  await wait(61);
  expect((await guess(password)).statusCode).toBe(200);
  for (let tries = 0; tries < 5; tries++) expect((await guess("wrong")).statusCode).toBe(401);
});

test("a burst of guesses at once gains nothing over guesses one by one", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      tryFrom("198.51.100.9", { email: grace.email, password: `guess ${n}` }),
    ),
  );
  expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5);
  expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(15);
});

test("guessing from many places is slowed down too, but never for the person at their usual place", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const answers = [];
  for (let n = 1; n <= 24; n++)
    answers.push((await tryFrom(`192.0.2.${n}`, { email: grace.email, password: "wrong" })).statusCode);

  expect(answers.slice(0, 20)).toEqual(Array(20).fill(401));
  expect(answers.slice(20)).toEqual(Array(4).fill(429));
  expect((await tryFrom("192.0.2.99", { email: grace.email, password })).statusCode).toBe(429);
  // Her sessions so far came from here.
  expect((await tryFrom("127.0.0.1", { email: grace.email, password })).statusCode).toBe(200);
});

test("whoever guesses many accounts from one place cannot clear the count by signing in to their own", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const place = "198.51.100.77";
  for (let n = 0; n < 40; n++) {
    const answer = await tryFrom(place, { email: `someone${n}@meridian.example`, password: "wrong" });
    expect(answer.statusCode).toBe(401);
    if (n % 10 === 0) expect((await tryFrom(place, { email: grace.email, password })).statusCode).toBe(200);
  }
  expect((await tryFrom(place, { email: grace.email, password })).json()).toMatchObject({
    code: "too_many_tries",
  });
});

test("signing out ends the session at once, and clears the cookie", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  await grace.call(getMe, {});

  const out = await grace.ask(signOut, {});
  expect(out.statusCode).toBe(204);
  expect(out.cookies[0]).toMatchObject({ name: "__Host-tandem", value: "" });
  expect((await grace.refused(getMe, {})).code).toBe("not_signed_in");
});

test("a page of another site cannot write in a person's name", async () => {
  const foreign = { origin: "https://evil.example" };
  const attempt = { body: { name: "Mallory" } };
  expect((await omar.refused(patchMe, { ...attempt, headers: foreign })).code).toBe("foreign_origin");
  expect((await omar.refused(patchMe, { ...attempt, headers: { origin: "null" } })).code).toBe(
    "foreign_origin",
  );
  expect(
    (await omar.refused(patchMe, { ...attempt, headers: { "sec-fetch-site": "cross-site" } })).code,
  ).toBe("foreign_origin");
  expect(
    (await visitor.refused(signIn, { body: { email: omar.email, password }, headers: foreign })).code,
  ).toBe("foreign_origin");

  const own = { origin: "http://localhost:3000" };
  const me = await omar.call(patchMe, { body: { appearance: "dark" }, headers: own });
  expect(me).toMatchObject({ appearance: "dark", agent: { name: omar.name } });
});

test("Safari on this machine is given a cookie it keeps, as is a plain http address in the house", async () => {
  const safari =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
  const cookieFor = async (headers: Record<string, string>) => {
    const answer = await tryFrom("127.0.0.1", { email: omar.email, password }, headers);
    return answer.cookies[0]!;
  };

  expect(await cookieFor({ "user-agent": chrome })).toMatchObject({ name: "__Host-tandem", secure: true });
  expect(await cookieFor({ "user-agent": chrome, host: "127.0.0.1:3000" })).toMatchObject({ secure: true });
  const plain = await cookieFor({ "user-agent": safari });
  expect(plain).toMatchObject({ name: "tandem", httpOnly: true, sameSite: "Lax" });
  expect(plain).not.toHaveProperty("secure");
  expect(await cookieFor({ "user-agent": chrome, host: "192.168.1.20:3000" })).toMatchObject({
    name: "tandem",
  });

  const headers = { "user-agent": safari, cookie: `tandem=${plain.value}` };
  expect((await visitor.call(listSessions, { headers })).items.find((one) => one.current)).toMatchObject({
    userAgent: safari,
    address: "127.0.0.1",
  });
});
