import { describe, expect, test } from "vitest";
import { listMessages, postNote, postReply } from "../../contract/conversations.ts";
import { getFile, postFile } from "../../contract/files.ts";
import { postMerges } from "../../contract/merging.ts";
import { postMessageMove } from "../../contract/moving.ts";
import { listRatings } from "../../contract/ratings.ts";
import { hidden, portalWorld, type Reader } from "./portal-world-for-test.ts";
import { makeRateToken } from "./rate-token.ts";

const { nina, kolo, safra, reader, signedIn, conversationFrom, letters, settled, db, secret, workspaceId } =
  await portalWorld();

const answer = (id: string, text: string, after: "wait" | "close" = "wait") =>
  nina.call(postReply, { params: { id }, body: { text, after } });

/** Does something on a request's page, with the word that the page carries. */
async function act(who: Reader, number: number, path: string, fields: Record<string, string> = {}) {
  const page = (await who.get(`/help/kolo/en/requests/${number}`)).body;
  return who.post(`/help/kolo/en/requests/${number}${path}`, {
    guard: hidden(page, "guard"),
    token: hidden(page, "token"),
    ...fields,
  });
}

test("the same is answered whether an address is known or not, and a link comes only where it is", async () => {
  await conversationFrom("known", "Hello there");
  const before = letters.length;
  const known = await reader().post("/help/kolo/en/sign-in", { email: "known@customers.example" });
  const unknown = await reader().post("/help/kolo/en/sign-in", { email: "unknown@customers.example" });
  const bare = (body: string) => body.replaceAll("unknown@", "known@");
  expect([unknown.statusCode, bare(unknown.body)]).toEqual([known.statusCode, bare(known.body)]);
  expect(letters.length).toBe(before + 1);
  expect(letters[before]).toMatchObject({
    to: { address: "known@customers.example" },
    from: { name: "Kolo Bikes", address: kolo.inbox.address },
  });
});

test("looking at a link uses nothing up; pressing the button does, once, in its brand alone", async () => {
  await conversationFrom("once", "Hello there");
  const before = letters.length;
  await reader().post("/help/kolo/en/sign-in", { email: "once@customers.example", to: "/requests" });
  const path = new URL(letters[before]!.text.match(/http\S+\/sign-in\/\S+/)![0]).pathname;
  for (let n = 0; n < 3; n++) expect((await reader().get(path)).statusCode).toBe(200);
  expect((await reader().post(path.replace("/kolo/", "/safra/"), {})).statusCode).toBe(410);
  const who = reader();
  const entered = await who.post(path, {});
  expect([entered.statusCode, entered.headers.location]).toEqual([303, "/help/kolo/en/requests"]);
  const cookie = entered.cookies.find(({ name }) => name === "tandem-customer")!;
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/help/kolo" });
  expect((await reader().post(path, {})).statusCode).toBe(410);
  expect((await who.get("/help/kolo/en/requests")).body).toContain("once@customers.example");
  const { rows } = await db.pools.system.query("select token_hash from customer_sessions");
  expect(JSON.stringify(rows)).not.toContain(cookie.value);
});

test("a session that somebody planted is not taken over, and the one before ends", async () => {
  await conversationFrom("fix", "Hello there");
  const planted = await signedIn("fix@customers.example");
  const token = planted.cookies.get("tandem-customer")!;
  const victim = reader();
  victim.cookies.set("tandem-customer", token);
  await signedIn("fix@customers.example", "kolo", victim);
  expect(victim.cookies.get("tandem-customer")).not.toBe(token);
  expect((await planted.get("/help/kolo/en/requests")).statusCode).toBe(303);
});

test("a link sends nobody elsewhere, and too many are not sent", async () => {
  await conversationFrom("lost", "Hello there");
  const page = await reader().get("/help/kolo/en/sign-in?to=https://evil.example");
  expect(hidden(page.body, "to")).toBe("");
  expect(hidden((await reader().get("/help/kolo/en/sign-in?to=//evil.example")).body, "to")).toBe("");
  let refused = 0;
  for (let n = 0; n < 8; n++)
    if (
      (await reader().post("/help/kolo/en/sign-in", { email: "lost@customers.example" })).statusCode === 429
    )
      refused++;
  expect(refused).toBeGreaterThan(0);
});

test("a customer sees their own matters with what was said to them, and never a note", async () => {
  const mine = await conversationFrom("ines", "My wheel wobbles", { subject: "Wheel" });
  const upload = (
    await nina.ask(postFile, {
      query: { filename: "spoke.txt" },
      body: Buffer.from("Nine turns"),
      headers: { "content-type": "application/octet-stream" },
    })
  ).json();
  await nina.call(postReply, {
    params: { id: mine.id },
    body: {
      text: "Turn the spoke. See https://kolobikes.example/spokes.",
      attachments: [upload.id],
      after: "wait",
    },
  });
  const noted = (
    await nina.ask(postFile, {
      query: { filename: "secret.txt" },
      body: Buffer.from("Difficult customer"),
      headers: { "content-type": "application/octet-stream" },
    })
  ).json();
  await nina.call(postNote, {
    params: { id: mine.id },
    body: { text: "Difficult customer", attachments: [noted.id] },
  });

  const ines = await signedIn("ines@customers.example");
  const list = await ines.get("/help/kolo/en/requests");
  expect(list.body).toContain("Wheel");
  expect(list.body).toContain("We have answered");
  expect(list.headers["cache-control"]).toBe("private, no-store");
  const page = await ines.get(`/help/kolo/en/requests/${mine.number}`);
  expect(page.body).toContain("My wheel wobbles");
  expect(page.body).toContain('href="https://kolobikes.example/spokes"');
  expect(page.body).not.toContain("Difficult");
  expect(page.body).not.toContain("secret.txt");
  const file = await ines.get(page.body.match(/href="([^"]+\/files\/[^"]+)"/)![1]!);
  expect(file.body).toBe("Nine turns");
  expect((await ines.get(`/help/kolo/en/requests/${mine.number}/files/${noted.id}`)).statusCode).toBe(404);
  expect((await nina.ask(getFile, { params: { id: noted.id } })).statusCode).toBe(200);
});

test("nobody sees another's matter, nor of another brand, nor without a session", async () => {
  const theirs = await conversationFrom("omid", "Private matter of Omid", { subject: "Private" });
  const elsewhere = await conversationFrom("ines", "A table for two", { brand: safra, subject: "Table" });
  const ines = await signedIn("ines@customers.example");
  for (const { number } of [theirs, elsewhere]) {
    expect((await ines.get(`/help/kolo/en/requests/${number}`)).statusCode).toBe(404);
    for (const path of ["", "/close", "/rating"])
      expect(
        (await act(ines, number, path, { text: "Hello", score: "1" })).statusCode,
        path,
      ).toBeGreaterThanOrEqual(403);
  }
  expect((await ines.get("/help/kolo/en/requests")).body).not.toMatch(/Private|Table/);
  // The session is bound to its brand, whatever path its cookie is sent to.
  expect((await ines.get("/help/safra/en/requests")).statusCode).toBe(303);
  const nobody = await reader().get(`/help/kolo/en/requests/${theirs.number}`);
  expect([nobody.statusCode, nobody.headers.location]).toEqual([
    303,
    `/help/kolo/en/sign-in?to=${encodeURIComponent(`/requests/${theirs.number}`)}`,
  ]);
});

test("nothing is done in a session's name without the word of its page, or from another page", async () => {
  const mine = await conversationFrom("ines", "Forge me");
  const ines = await signedIn("ines@customers.example");
  const path = `/help/kolo/en/requests/${mine.number}`;
  expect((await ines.post(`${path}/close`, {})).statusCode).toBe(403);
  expect((await ines.post(`${path}/close`, { guard: "AAAAAAAAAAAAAAAAAAAAAA" })).statusCode).toBe(403);
  const guard = hidden((await ines.get(path)).body, "guard");
  expect((await ines.post(`${path}/close`, { guard }, { "sec-fetch-site": "cross-site" })).statusCode).toBe(
    403,
  );
  expect((await ines.post("/help/kolo/en/sign-out", {})).statusCode).toBe(403);
  expect((await nina.sees(mine)).status).toBe("new");
});

test("a customer answers with a file, once, and the matter is ours again", async () => {
  const mine = await conversationFrom("ines", "The bell is silent");
  await answer(mine.id, "Try turning it.");
  expect((await nina.sees(mine)).status).toBe("waiting");
  const ines = await signedIn("ines@customers.example");
  const path = `/help/kolo/en/requests/${mine.number}`;
  const page = (await ines.get(path)).body;
  const fields = { guard: hidden(page, "guard"), token: hidden(page, "token"), text: "Still silent." };
  const files = [{ field: "f.files", filename: "bell.txt", bytes: Buffer.from("ding") }];
  for (let n = 0; n < 2; n++)
    expect((await ines.send(path, fields, files)).headers.location).toBe(`${path}?said=sent`);
  const said = (await nina.call(listMessages, { params: { id: mine.id } })).items.filter(
    ({ text }) => text === "Still silent.",
  );
  expect(said).toMatchObject([
    {
      linkedBy: "help_centre",
      channel: "form",
      author: { kind: "customer" },
      attachments: [{ filename: "bell.txt" }],
    },
  ]);
  expect(await nina.sees(mine)).toMatchObject({ status: "open", nextStep: { what: "reply" } });
  const empty = await act(ines, mine.number, "", { text: "  " });
  expect([empty.statusCode, empty.body.includes("Please fill this in")]).toEqual([422, true]);
  await settled();
});

test("a customer says that it is solved: what they waited for needs no answer, and words open it again", async () => {
  const mine = await conversationFrom("ines", "Found it myself, never mind");
  const ines = await signedIn("ines@customers.example");
  expect((await act(ines, mine.number, "/close")).statusCode).toBe(303);
  expect((await nina.sees(mine)).status).toBe("closed");
  const { rows } = await db.pools.system.query(
    "select answered_by, reason from requests where conversation_id = $1",
    [mine.id],
  );
  expect(rows).toEqual([{ answered_by: "waived", reason: "solved" }]);
  const events = await db.pools.system.query(
    "select kind, actor from outbox where conversation_id = $1 union all select kind, actor from events where conversation_id = $1",
    [mine.id],
  );
  expect(events.rows.find(({ kind }) => kind === "conversation.closed")?.actor).toMatchObject({
    kind: "customer",
    name: "ines",
  });
  expect((await act(ines, mine.number, "", { text: "It came back." })).statusCode).toBe(303);
  expect((await nina.sees(mine)).status).toBe("open");
});

test("what somebody thinks of an answer is one word for each answer, and opens for people at the desk", async () => {
  const mine = await conversationFrom("ines", "The saddle sinks");
  const ines = await signedIn("ines@customers.example");
  await answer(mine.id, "Tighten the clamp.", "close");
  await act(ines, mine.number, "/rating", { score: "2", comment: "Too short" });
  await act(ines, mine.number, "/rating", { score: "4" });
  expect((await act(ines, mine.number, "/rating", { score: "9" })).statusCode).toBe(400);
  const { items } = await nina.call(listRatings, { params: { id: mine.id } });
  expect(items).toMatchObject([{ score: 4, comment: "Too short", via: "help", agent: { id: nina.id } }]);
});

test("the link in a mail rates the matter it is for; looking at it says nothing", async () => {
  const mine = await conversationFrom("ines", "The lamp flickers");
  await answer(mine.id, "Charge it.", "close");
  const path = `/help/kolo/en/rate/${makeRateToken(secret, { workspaceId, brandId: kolo.id }, mine.id)}`;
  expect((await reader().get(`${path}?score=1`)).statusCode).toBe(200);
  expect((await nina.call(listRatings, { params: { id: mine.id } })).items).toEqual([]);
  const said = await reader().post(path, { score: "5", comment: "Bright again" });
  expect((await reader().get(String(said.headers.location))).body).toContain(
    "Thank you for saying what you think.",
  );
  expect((await nina.call(listRatings, { params: { id: mine.id } })).items).toMatchObject([
    { score: 5, via: "mail" },
  ]);
  expect((await reader().post(path.replace("/kolo/", "/safra/"), { score: "1" })).statusCode).toBe(410);
});

test("signing out ends this session, or all of them", async () => {
  const [one, two] = [await signedIn("ines@customers.example"), await signedIn("ines@customers.example")];
  const guardOf = async (who: Reader) => hidden((await who.get("/help/kolo/en/requests")).body, "guard");
  await one.post("/help/kolo/en/sign-out", { guard: await guardOf(one) });
  expect((await one.get("/help/kolo/en/requests")).statusCode).toBe(303);
  expect((await two.get("/help/kolo/en/requests")).statusCode).toBe(200);
  const three = await signedIn("omid@customers.example");
  const four = await signedIn("omid@customers.example");
  await three.post("/help/kolo/en/sign-out", { guard: await guardOf(three), everywhere: "1" });
  expect((await four.get("/help/kolo/en/requests")).statusCode).toBe(303);
});

describe("where two customers' matters are one", async () => {
  const withFile = async (customer: string, filename: string, text: string) => {
    const { id, number } = await conversationFrom(customer, text, { subject: text });
    const who = await signedIn(`${customer}@customers.example`);
    const page = await who.get(`/help/kolo/en/requests/${number}`);
    const fields = {
      guard: hidden(page.body, "guard"),
      token: hidden(page.body, "token"),
      text: `${text} File.`,
    };
    const files = [{ field: "f.files", filename, bytes: Buffer.from(`of ${customer}`) }];
    await who.send(`/help/kolo/en/requests/${number}`, fields, files);
    const { items } = await nina.call(listMessages, { params: { id } });
    return { id, number, who, message: items.at(-1)!.id, file: items.at(-1)!.attachments[0]!.id };
  };
  const fileOf = async (who: Reader, number: number, file: string) =>
    (await who.get(`/help/kolo/en/requests/${number}/files/${file}`)).statusCode;
  const seen = async ({ who, number }: { who: Reader; number: number }) =>
    (await who.get(`/help/kolo/en/requests/${number}`)).body;

  test("each sees their own words and files and nothing of the other, merged and moved", async () => {
    const anna = await withFile("anna", "anna.txt", "Red tents");
    const boris = await withFile("boris", "boris.txt", "Blue boots");
    await nina.call(postMerges, { params: { id: anna.id }, body: { from: [boris.id] } });
    for (const [one, other] of [
      [anna, boris],
      [boris, anna],
    ] as const) {
      expect(await fileOf(one.who, one.number, one.file)).toBe(200);
      expect(await fileOf(one.who, one.number, other.file)).toBe(404);
    }
    expect(await seen(anna)).toContain("anna.txt");
    expect(await seen(anna)).not.toMatch(/boris|Blue boots/);
    expect(await seen(boris)).toContain("boris.txt");
    expect(await seen(boris)).not.toMatch(/anna|Red tents/);
  });

  test("what somebody wrote in another's matter by mistake is theirs where it was put, and not the other's", async () => {
    const clara = await withFile("clara", "clara.txt", "Green lamps");
    const dora = await withFile("dora", "dora.txt", "White ropes");
    // As a mail of hers would have come into the wrong matter.
    const mail = { from: { name: "Dora", address: "Dora@customers.example" } };
    await db.pools.system.query("update messages set conversation_id = $1, mail = $2 where id = $3", [
      clara.id,
      mail,
      dora.message,
    ]);
    await nina.call(postMessageMove, {
      params: { id: clara.id },
      body: { messages: [dora.message], to: dora.id },
    });
    expect(await seen(dora)).toContain("dora.txt");
    expect(await fileOf(dora.who, dora.number, dora.file)).toBe(200);
    expect(await seen(clara)).not.toContain("dora.txt");
    expect(await fileOf(clara.who, clara.number, dora.file)).toBe(404);
  });
});
