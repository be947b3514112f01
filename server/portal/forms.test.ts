import { expect, test } from "vitest";
import { getConversation, listMessages } from "../../contract/conversations.ts";
import { patchForm } from "../../contract/forms.ts";
import { locales } from "../../contract/languages.ts";
import { patchLine } from "../../contract/lines.ts";
import { within } from "../db/database.ts";
import { linesOf } from "../lines/index.ts";
import { portalWorld, type Reader } from "./portal-world-for-test.ts";

const { omar, db, workspaceId, reader, publish, patiently, formIds, app, settled, outbox } =
  await portalWorld();

const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
  Buffer.from([0xff, 0xd9]),
]);

/** Fills in a form as a person does, after a while. */
async function fill(
  who: Reader,
  path: string,
  fields: Record<string, string | string[]>,
  files: Parameters<Reader["send"]>[2] = [],
) {
  const page = await who.get(path);
  expect(page.statusCode).toBe(200);
  return who.send(path, { token: patiently(page.body), ...fields }, files);
}

const numberOn = (body: string) => Number(body.match(/<strong><bdi>(\d+)<\/bdi><\/strong>/)![1]);

async function conversationBy(number: number) {
  const { rows } = await db.pools.system.query("select id from conversations where number = $1", [number]);
  return omar.call(getConversation, { params: { id: rows[0].id as string } });
}

test("an Arabic customer files a return with a photo, without a script, and is told its number and when to expect an answer", async () => {
  const layla = reader({ "accept-language": "ar" });
  const path = "/help/kolo/ar/contact/return";
  const sent = await fill(
    layla,
    path,
    {
      "f.order_number": "K-20417",
      "f.reason": "damaged",
      "f.instead": "exchange",
      "f.message": "وصلت الخوذة مكسورة من الجانب، أرفقت صورة.",
      email: "layla@customers.example",
      name: "ليلى",
    },
    [{ field: "f.photo", filename: "كسر.jpg", bytes: jpeg, type: "image/jpeg" }],
  );
  expect(sent.statusCode).toBe(303);
  const thanks = await layla.get(String(sent.headers.location));
  expect(thanks.body).toContain("وصلتنا رسالتك");
  expect(thanks.body).toContain("سيصلك ردّنا في موعد أقصاه");
  const conversation = await conversationBy(numberOn(thanks.body));
  expect(conversation).toMatchObject({
    channel: "form",
    line: "service",
    intent: "return_or_exchange",
    language: "ar",
    customer: { name: "ليلى", email: "layla@customers.example" },
    nextStep: { what: "first_reply" },
  });
  const { items } = await omar.call(listMessages, { params: { id: conversation.id } });
  const message = items.find(({ author }) => author.kind === "customer")!;
  expect(message.text).toContain("رقم الطلبية: K-20417");
  expect(message.text).toContain("ما سبب الإرجاع؟: تالف أو معيب");
  expect(message.attachments).toMatchObject([{ filename: "كسر.jpg", mimeType: "image/jpeg" }]);
  await settled();
  // The acknowledgement leads back to the request, in her language.
  const mail = (await outbox()).at(-1)!;
  expect(mail).toContain("layla@customers.example");
});

test("every preset form is asked, filled in and answered in each of the five languages", async () => {
  for (const locale of locales) {
    const sent = await fill(reader(), `/help/kolo/${locale}/contact/question`, {
      "f.message": "??? 12345 !!! 67890",
      email: `${locale}@customers.example`,
    });
    expect([locale, sent.statusCode]).toEqual([locale, 303]);
    expect((await reader().get(String(sent.headers.location))).statusCode).toBe(200);
  }
  for (const key of formIds.keys())
    for (const locale of locales) {
      const page = await reader().get(`/help/kolo/${locale}/contact/${key}`);
      expect([key, locale, page.statusCode]).toEqual([key, locale, 200]);
      expect(page.body).not.toContain("form.preset");
    }
});

test("whoever makes a mistake is told where, in their language, and loses nothing, files included", async () => {
  const who = reader();
  const path = "/help/kolo/uk/contact/return";
  const wrong = await fill(
    who,
    path,
    { "f.reason": "damaged", "f.message": "Рама <тріснула> & гуде", email: "не-адреса", name: "Олена" },
    [{ field: "f.photo", filename: "рама.jpg", bytes: jpeg }],
  );
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain("Ще 3 поля");
  expect(wrong.body).toContain('aria-invalid="true"');
  expect(wrong.body).toContain("Це не схоже на адресу пошти");
  expect(wrong.body).toContain("Рама &#60;тріснула&#62; &#38; гуде");
  expect(wrong.body).toMatch(/value="damaged" checked/);
  expect(wrong.body).toContain("рама.jpg");
  const keep = wrong.body.match(/name="keep" value="([^"]+)"/)![1]!;
  const sent = await who.send(
    path,
    {
      token: patiently(wrong.body),
      keep,
      "f.order_number": "1",
      "f.reason": "damaged",
      "f.instead": "money",
      "f.message": "Рама тріснула",
      email: "olena@customers.example",
    },
    [],
  );
  expect(sent.statusCode).toBe(303);
  const { id } = await conversationBy(numberOn((await who.get(String(sent.headers.location))).body));
  const { items } = await omar.call(listMessages, { params: { id } });
  expect(items.find(({ author }) => author.kind === "customer")!.attachments).toMatchObject([
    { filename: "рама.jpg" },
  ]);
});

test("what is not asked is not kept, whatever was sent for it", async () => {
  const sent = await fill(reader(), "/help/kolo/en/contact/order", {
    "f.order_number": "7",
    "f.wish": "where",
    "f.new_address": "Slipped in",
    "f.nonsense": "too",
    email: "slip@customers.example",
  });
  const { id } = await conversationBy(numberOn((await reader().get(String(sent.headers.location))).body));
  const { items } = await omar.call(listMessages, { params: { id } });
  expect(JSON.stringify(items)).not.toContain("Slipped in");
  const asked = await fill(reader(), "/help/kolo/en/contact/order", {
    "f.order_number": "7",
    "f.wish": "address",
    email: "slip@customers.example",
  });
  expect([asked.statusCode, asked.body.includes("The new address: Please fill this in")]).toEqual([
    422,
    true,
  ]);
});

test("an answer goes into its field of the line", async () => {
  const [service] = await within(db, workspaceId, (tx) => linesOf(tx, workspaceId));
  await omar.call(patchLine, { params: { line: "service" }, body: { fields: service!.fields } });
  const sent = await fill(reader(), "/help/kolo/en/contact/order", {
    "f.order_number": "K-7",
    "f.wish": "where",
    email: "field@customers.example",
  });
  const conversation = await conversationBy(
    numberOn((await reader().get(String(sent.headers.location))).body),
  );
  expect(conversation.fields).toEqual({ order_number: "K-7" });
});

test("the button pressed twice sends once; other words under the same page are a second message", async () => {
  const who = reader();
  const path = "/help/kolo/en/contact/question";
  const token = patiently((await who.get(path)).body);
  const fields = { token, "f.message": "Do you repair unicycles at all?", email: "twice@customers.example" };
  const [one, two] = await Promise.all([who.send(path, fields, []), who.send(path, fields, [])]);
  const numbers = await Promise.all(
    [one, two].map(async (answer) => numberOn((await who.get(String(answer!.headers.location))).body)),
  );
  expect(numbers[0]).toBe(numbers[1]);
  const other = await who.send(path, { ...fields, "f.message": "And tandems, do you repair those?" }, []);
  expect(numberOn((await who.get(String(other.headers.location))).body)).not.toBe(numbers[0]);
});

test("machines are asked again, and so is who is too quick or comes with a token of their own", async () => {
  const path = "/help/kolo/en/contact/question";
  const page = (await reader().get(path)).body;
  const fields = { "f.message": "Buy my watches today", email: "spam@customers.example" };
  const trapped = await reader().post(path, {
    ...fields,
    token: patiently(page),
    website: "https://spam.example",
  });
  expect([trapped.statusCode, trapped.body.includes("A field that people do not see")]).toEqual([422, true]);
  const quick = await reader().post(path, {
    ...fields,
    token: page.match(/name="token" value="([^"]+)"/)![1]!,
  });
  expect([quick.statusCode, quick.body.includes("That was very quick")]).toEqual([422, true]);
  const forged = await reader().post(path, {
    ...fields,
    token: "01a20571-1794-7d64-8e97-7dbeeb2faa1d.mwsffrf8.AAAAAAAAAAAAAAAAAAAAAA",
  });
  expect([forged.statusCode, forged.body.includes("Buy my watches today")]).toEqual([422, true]);
  // A token of another form is none of this one.
  const elsewhere = patiently((await reader().get("/help/kolo/en/contact/problem")).body);
  expect((await reader().post(path, { ...fields, token: elsewhere })).statusCode).toBe(422);
  const foreign = await reader().post(
    path,
    { ...fields, token: patiently(page) },
    { origin: "https://elsewhere.example" },
  );
  expect(foreign.statusCode).toBe(403);
  const { rows } = await db.pools.system.query(
    "select count(*)::int as n from customers where email = 'spam@customers.example'",
  );
  expect(rows[0].n).toBe(0);
});

test("files of the wrong kind, too large, or that are programs are refused beside their field", async () => {
  const path = "/help/kolo/en/contact/problem";
  const fields = {
    "f.product": "Helmet",
    "f.message": "It is broken in two",
    email: "files@customers.example",
  };
  const program = await fill(reader(), path, fields, [
    { field: "f.photo", filename: "photo.jpg.exe", bytes: jpeg },
  ]);
  expect([program.statusCode, program.body.includes("is not a kind of file")]).toEqual([422, true]);
  const text = await fill(reader(), path, fields, [
    { field: "f.photo", filename: "a.png", bytes: Buffer.from("just words") },
  ]);
  expect(text.statusCode).toBe(422);
  await omar.call(patchForm, {
    params: { id: formIds.get("problem")! },
    body: {
      fields: [
        { key: "message", kind: "long_text", labels: { en: "What?" }, required: true },
        {
          key: "photo",
          kind: "files",
          labels: { en: "Photo" },
          files: { groups: ["pictures"], most: 1, largest: 4096, camera: true },
        },
      ],
    },
  });
  const large = await fill(reader(), path, fields, [
    { field: "f.photo", filename: "a.jpg", bytes: Buffer.concat([jpeg, Buffer.alloc(8000)]) },
  ]);
  expect([large.statusCode, large.body.includes("is larger than")]).toEqual([422, true]);
  expect((await reader().get(path)).body).toContain('capture="environment"');
  const many = await fill(reader(), path, fields, [
    { field: "f.photo", filename: "a.jpg", bytes: jpeg },
    { field: "f.photo", filename: "b.jpg", bytes: jpeg },
  ]);
  expect([many.statusCode, many.body.includes("One file at most")]).toEqual([422, true]);
});

test("hostile words are words", async () => {
  const evil = `"><img src=x onerror=alert(1)>\0\u202e{name} ' or 1=1 --`;
  const sent = await fill(reader(), "/help/kolo/en/contact/question", {
    "f.message": evil,
    email: "evil@customers.example",
    name: "=cmd|' /C calc'!A0\u202e\r\nBcc: all@customers.example",
  });
  expect(sent.statusCode).toBe(303);
  const conversation = await conversationBy(
    numberOn((await reader().get(String(sent.headers.location))).body),
  );
  expect(conversation.customer.name).not.toMatch(/[\r\n\u202e]/);
  const wrong = await fill(reader(), "/help/kolo/en/contact/question", { "f.message": evil, email: "x" });
  expect(wrong.body).not.toContain("<img src=x");
});

test("articles that may answer it are offered before it is sent; sending it all the same is one button", async () => {
  const article = await publish({
    en: {
      title: "How to return a bicycle helmet",
      summary: "Within 30 days.",
      html: "<p>You can return a helmet within 30 days. Put it in the box.</p>",
    },
  });
  const path = "/help/kolo/en/contact/question";
  const fields = { "f.message": "How can I return a bicycle helmet?", email: "offer@customers.example" };
  const offered = await fill(reader(), path, fields);
  expect(offered.statusCode).toBe(200);
  expect(offered.body).toContain("Send my message");
  expect(offered.body).toContain(`/articles/${article.number}-how-to-return-a-bicycle-helmet`);
  const value = (name: string) =>
    offered.body.match(new RegExp(`name="${name.replace(".", "\\.")}" value="([^"]*)"`))![1]!;
  const sent = await reader().post(path, {
    ...fields,
    token: value("token"),
    offered: "1",
    offer: value("offer"),
  });
  expect(sent.statusCode).toBe(303);
  const { rows } = await app.db.pools.system.query(
    "select contacted_at, opened_id from article_offers where id = $1",
    [value("offer")],
  );
  expect(rows[0].contacted_at).not.toBeNull();

  const other = await fill(reader({ "user-agent": "another" }), path, fields);
  const offer = other.body.match(/name="offer" value="([^"]*)"/)![1]!;
  const who = reader({ "user-agent": "another" });
  await who.get(`/help/kolo/en/articles/${article.number}-how-to-return-a-bicycle-helmet?o=${offer}`);
  const answered = await who.post(`${path}/answered`, {
    token: other.body.match(/name="token" value="([^"]*)"/)![1]!,
    offer,
  });
  expect(answered.body).toContain("Good to hear");
  const after = await app.db.pools.system.query(
    "select opened_id, accepted_at, contacted_at from article_offers where id = $1",
    [offer],
  );
  expect(after.rows[0]).toMatchObject({ opened_id: article.id, contacted_at: null });
  expect(after.rows[0].accepted_at).not.toBeNull();
  const live = (await reader().get(`${path}/offers?q=return+a+bicycle+helmet+please`)).json();
  expect(live.items[0].href).toContain(`?o=${live.offer}`);
});

test("a thank-you page is found by its own link alone", async () => {
  const path =
    "/help/kolo/en/contact/question/sent/01a20571-1794-7d64-8e97-7dbeeb2faa1d.mwsffrf8.AAAAAAAAAAAAAAAAAAAAAA";
  expect((await reader().get(path)).statusCode).toBe(404);
});
