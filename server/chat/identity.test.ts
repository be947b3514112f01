/** Who a visitor is: nobody in particular, or whom the site has signed for. */
import { createHmac, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import {
  type ChatWidget,
  deleteChatSecret,
  deleteVisitor,
  getChatBeside,
  getChatHome,
  identityText,
  patchChatWidget,
  postChatSecret,
  postVisitor,
} from "../../contract/chat.ts";
import { postConversation } from "../../contract/conversations.ts";
import { world } from "../../test/world.ts";
import { browserOn, widgetFor } from "./browser-for-test.ts";
import { verifyIdentity } from "./identity.ts";

const w = await world();
const { kolo, nina, omar, safra } = w;

const secretFor = async ({ id }: { id: string }) => omar.call(postChatSecret, { params: { id } });
const hmac = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest("hex");
const signed = (secret: string, userId: string, email?: string) => ({
  userId,
  ...(email && { email }),
  hash: hmac(secret, identityText(userId, email)),
});
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
function jwt(secret: string, claims: object, header: object = { alg: "HS256", typ: "JWT" }) {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
const inMinutes = (n: number) => Math.round(Date.now() / 1000) + n * 60;

const now = new Date("2026-11-22T12:00:00Z");
const at = (minutes: number) => now.getTime() / 1000 + minutes * 60;
const key = "wk.site";
const live = [
  { id: "new", secret: "n".repeat(64) },
  { id: "old", secret: "o".repeat(64) },
];
const good = { sub: "u-7", aud: key, exp: at(30) };
test.each<[string, string, string | null]>([
  ["signed under the new secret", jwt(live[0]!.secret, good), "new"],
  ["signed under the old secret, while both are live", jwt(live[1]!.secret, good), "old"],
  ["for several audiences, ours among them", jwt(live[0]!.secret, { ...good, aud: ["x", key] }), "new"],
  ["that has just run out, within a minute", jwt(live[0]!.secret, { ...good, exp: at(-0.5) }), "new"],
  ["signed under another secret", jwt("x".repeat(64), good), null],
  ["that has run out", jwt(live[0]!.secret, { ...good, exp: at(-2) }), null],
  ["that lives for longer than an hour", jwt(live[0]!.secret, { ...good, exp: at(90) }), null],
  ["that lives for ever", jwt(live[0]!.secret, { sub: "u-7", aud: key }), null],
  ["that begins later", jwt(live[0]!.secret, { ...good, nbf: at(5) }), null],
  ["of the future", jwt(live[0]!.secret, { ...good, iat: at(5) }), null],
  ["for another site", jwt(live[0]!.secret, { ...good, aud: "wk.other" }), null],
  ["of nobody", jwt(live[0]!.secret, { ...good, sub: "" }), null],
  ["without a signature", `${part({ alg: "none" })}.${part(good)}.`, null],
  ["that says that it needs none", jwt(live[0]!.secret, good, { alg: "none" }), null],
  ["by another algorithm", jwt(live[0]!.secret, good, { alg: "HS512" }), null],
  [
    "with something that must be understood",
    jwt(live[0]!.secret, good, { alg: "HS256", crit: ["b64"] }),
    null,
  ],
  ["that is no JWT", "not.a.jwt", null],
  ["in four parts", `${jwt(live[0]!.secret, good)}.x`, null],
])("a JWT %s", (_, token, by) => {
  const identity = verifyIdentity({ jwt: token }, { key, secrets: live, now });
  expect(identity?.secretId ?? null).toBe(by);
});

test("a hash holds for the id, and for the address that was signed with it", () => {
  const look = (identity: Parameters<typeof verifyIdentity>[0]) =>
    verifyIdentity(identity, { key, secrets: live, now });
  const { secret } = live[0]!;
  expect(look(signed(secret, "u-7"))).toMatchObject({ userId: "u-7", email: null });
  expect(look(signed(secret, "u-7", "ines@customers.example"))).toMatchObject({
    email: "ines@customers.example",
  });
  // An address that nobody signed for makes the signature that of something else.
  expect(look({ ...signed(secret, "u-7"), email: "ceo@customers.example" })).toBeNull();
  expect(look({ ...signed(secret, "u-7"), userId: "u-8" })).toBeNull();
});

test("whom the site vouches for sees their chats from any browser; anybody else sees none", async () => {
  const widget = await widgetFor(w, kolo);
  const { secret } = await secretFor(widget);
  const phone = await browserOn(w, widget, { identity: signed(secret, "u-1") });
  expect(phone.home.visitor.isKnown).toBe(true);
  const { chat } = await phone.say("From my phone");
  const laptop = await browserOn(w, widget, { identity: signed(secret, "u-1") });
  expect(laptop.home.chats.map(({ conversation }) => conversation)).toEqual([chat.conversation]);
  expect((await laptop.messages(chat.conversation)).map(({ text }) => text)).toEqual(["From my phone"]);
  const other = await browserOn(w, widget, { identity: signed(secret, "u-2") });
  expect(other.home.chats).toEqual([]);
});

test("what one wrote before signing in goes along, under a new token", async () => {
  const widget = await widgetFor(w, kolo);
  const { secret } = await secretFor(widget);
  const known = await browserOn(w, widget, { identity: signed(secret, "u-3") });
  await known.say("Long ago");
  const anonymous = await browserOn(w, widget);
  const { chat } = await anonymous.say("Before I signed in");
  const after = await browserOn(w, widget, { token: anonymous.token, identity: signed(secret, "u-3") });
  expect(after.token).not.toBe(anonymous.token);
  expect(after.home.chats).toHaveLength(2);
  const [one, two] = await Promise.all(
    after.home.chats.map(({ conversation }) => nina.sees({ id: conversation })),
  );
  expect(one!.customer.id).toBe(two!.customer.id);
  expect(await nina.call(getChatBeside, { params: { id: chat.conversation } })).toMatchObject({
    visitor: { isKnown: true },
  });
  expect((await anonymous.client.refused(getChatHome, {})).code).toBe("not_signed_in");
});

test("a signed address finds the customer that we know by mail", async () => {
  const widget = await widgetFor(w, kolo);
  const { secret } = await secretFor(widget);
  const email = "known@customers.example";
  const byMail = await omar.call(postConversation, {
    body: { inbox: kolo.inbox.id, customer: { email, name: "Known" }, text: "By mail" },
  });
  const browser = await browserOn(w, widget, { identity: signed(secret, "u-4", email) });
  const { chat } = await browser.say("By chat");
  expect((await nina.sees({ id: chat.conversation })).customer.id).toBe(byMail.customer.id);
  expect((await nina.call(getChatBeside, { params: { id: chat.conversation } })).email).toEqual({
    address: email,
    isVerified: true,
  });
});

test("an address that somebody merely typed gives way to whom the site vouches for", async () => {
  const widget = await widgetFor(w, kolo);
  const { secret } = await secretFor(widget);
  const email = "claimed@customers.example";
  const claims = await browserOn(w, widget);
  const { chat: theirs } = await claims.say("That is me", { preChat: { email } });
  const owner = await browserOn(w, widget, { identity: signed(secret, "u-5", email) });
  expect(owner.home.chats).toEqual([]);
  const { chat } = await owner.say("This is me");
  const [mine, other] = await Promise.all([
    nina.sees({ id: chat.conversation }),
    nina.sees({ id: theirs.conversation }),
  ]);
  expect(mine.customer).toMatchObject({ email });
  expect(mine.customer.id).not.toBe(other.customer.id);
});

test("where identity is required nobody comes in without, and forged or old ones are refused", async () => {
  const widget = await widgetFor(w, kolo, { identity: "required" });
  const { secret, id } = await secretFor(widget);
  const come = (identity?: object) =>
    w.visitor.ask(postVisitor, {
      body: { key: widget.key, locale: "en", ...(identity && { identity }) },
    } as never);
  expect((await come()).json().code).toBe("identity_required");
  expect((await come(signed("0".repeat(64), "u-6"))).json().code).toBe("identity_invalid");
  const claims = { sub: "u-6", aud: widget.key };
  expect((await come({ jwt: jwt(secret, { ...claims, exp: inMinutes(-5) }) })).json().code).toBe(
    "identity_invalid",
  );
  const browser = await browserOn(w, widget, {
    identity: { jwt: jwt(secret, { ...claims, exp: inMinutes(30) }) },
  });
  expect(browser.home.visitor.isKnown).toBe(true);
  // A token alone, left behind on a shared computer, is not enough to come in anew.
  expect(
    (await w.visitor.refused(postVisitor, { body: { key: widget.key, locale: "en", token: browser.token } }))
      .code,
  ).toBe("identity_required");
  await omar.call(deleteChatSecret, { params: { id: widget.id, secret: id } });
  expect((await come(signed(secret, "u-6"))).json().code).toBe("identity_invalid");
});

test("two secrets may be live at once, and no third", async () => {
  const widget = await widgetFor(w, kolo);
  const secrets = [await secretFor(widget), await secretFor(widget)];
  for (const { secret } of secrets) await browserOn(w, widget, { identity: signed(secret, "u-9") });
  expect((await omar.refused(postChatSecret, { params: { id: widget.id } })).code).toBe("too_many");
});

test("logging out ends the token, its socket, and who comes next is somebody new", async () => {
  const widget = await widgetFor(w, kolo);
  const { secret } = await secretFor(widget);
  const browser = await browserOn(w, widget, { identity: signed(secret, "u-10") });
  await browser.say("Mine");
  await browser.client.call(deleteVisitor, {});
  expect((await browser.client.refused(getChatHome, {})).code).toBe("not_signed_in");
  const next = await browserOn(w, widget, { token: browser.token });
  expect(next.home).toMatchObject({ chats: [], visitor: { isKnown: false } });
  await expect(browser.look()).rejects.toThrow("4401");
});

test("a token of one site is worth nothing on another", async () => {
  const [here, there] = [await widgetFor(w, kolo), await widgetFor(w, safra)];
  const browser = await browserOn(w, here);
  await browser.say("Here");
  const other = await browserOn(w, there, { token: browser.token });
  expect(other.home.chats).toEqual([]);
  expect(other.token).not.toBe(browser.token);
});

test("a token is no key of an agent's, and an agent's is no visitor's", async () => {
  const widget: ChatWidget = await widgetFor(w, kolo);
  const { token } = await browserOn(w, widget);
  for (const authorization of [`Bearer ${token}`, `Visitor ${token}`]) {
    const answer = await w.visitor.ask(patchChatWidget, {
      params: { id: widget.id },
      body: { name: randomUUID() },
      headers: { authorization },
    });
    expect(answer.json().code).toBe("not_signed_in");
  }
  const asAgent = await omar.ask(getChatHome, {});
  expect(asAgent.json().code).toBe("not_signed_in");
});
