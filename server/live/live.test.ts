import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { postNote, postReply } from "../../contract/conversations.ts";
import { livePath, ToDesk } from "../../contract/live.ts";
import { type Person, type World, world } from "../../test/world.ts";

test("what one agent does, another sees without asking", async () => {
  const w = await world();
  const waiting = await w.conversationFrom("ines", "Where is my order?");
  const omar = await look(w, w.omar);

  await w.nina.call(postReply, { params: { id: waiting.id }, body: { text: "On its way." } });

  await expect
    .poll(() => omar.filter(({ conversationId }) => conversationId === waiting.id).map(({ kind }) => kind))
    .toContain("conversation.replied");
  const replied = omar.find(({ kind }) => kind === "conversation.replied")!;
  expect(replied).toMatchObject({ actor: { kind: "agent", id: w.nina.id, name: w.nina.name } });
});

test("an agent hears of their own brands alone", async () => {
  const w = await world();
  const ours = await w.conversationFrom("yusuf", "A table for four?", { brand: w.safra });
  const theirs = await w.conversationFrom("ines", "Where is my order?", { brand: w.kolo });
  const [salma, omar] = [await look(w, w.salma), await look(w, w.omar)];

  await w.nina.call(postNote, { params: { id: theirs.id }, body: { text: "Ask the depot." } });
  await w.nina.call(postNote, { params: { id: ours.id }, body: { text: "By the window." } });

  await expect.poll(() => omar.filter(({ kind }) => kind === "conversation.noted")).toHaveLength(2);
  await expect.poll(() => salma.map(({ conversationId }) => conversationId)).toContain(ours.id);
  expect(salma.map(({ conversationId }) => conversationId)).not.toContain(theirs.id);
});

test("a stranger to the workspace hears nothing of it", async () => {
  const w = await world();
  const { owner } = await w.stranger();
  const [stranger, omar] = [await look(w, owner), await look(w, w.omar)];

  await w.conversationFrom("ines", "Where is my order?");

  await expect.poll(() => omar.length).toBeGreaterThan(0);
  expect(stranger).toEqual([]);
});

test("an API key may not listen", async () => {
  const w = await world();
  const key = await w.key("conversations.read");
  const socket = new WebSocket(`${(await w.url()).replace("http", "ws")}${livePath}`, {
    headers: key.headers,
  });

  await expect(once(socket, "open")).rejects.toThrow("403");
});

/** What a person hears at their desk, from now on. */
async function look(w: World, person: Person) {
  const heard: Extract<ToDesk, { events: unknown }>["events"] = [];
  const socket = new WebSocket(`${(await w.url()).replace("http", "ws")}${livePath}`, {
    headers: { cookie: person.cookie },
  });
  onTestFinished(() => socket.terminate());
  const ready = Promise.withResolvers<void>();
  socket.on("open", () => socket.send('{"resume":null}'));
  socket.on("error", ready.reject);
  socket.on("message", (data) => {
    const message = ToDesk.parse(JSON.parse(data.toString()));
    if ("ready" in message) ready.resolve();
    if ("events" in message) heard.push(...message.events);
  });
  await ready.promise;
  return heard;
}
