/** Who looks at a conversation and who writes in it, with screens at two processes on one database. */
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { type World, world } from "../../test/world.ts";
import { type Beside, beside } from "./beside.ts";
import type { LiveSocket } from "./live-socket.ts";
import { type NotifyBus, notifyBus } from "./notify-bus.ts";

const w: World = await world();
const { db, connection, nina, omar, salma, workspaceId, conversationFrom } = w;

const buses: NotifyBus[] = [];
async function process(): Promise<Beside> {
  const bus = notifyBus(db, connection);
  buses.push(bus);
  await bus.connected();
  return beside(db, bus);
}
const [here, there] = [await process(), await process()];
afterAll(async () => {
  here.close();
  there.close();
  for (const bus of buses) await bus.close();
});

let count = 0;
type Told = { name: string; isTyping: boolean }[];

/** A tab of somebody; what it is told of colleagues is kept. */
function tab(person: typeof nina, { brands = null }: { brands?: string[] | null } = {}) {
  const told: Told[] = [];
  const socket = {
    id: `tab ${count++}`,
    open: true,
    heardAt: performance.now(),
    looking: new Set<string>(),
    typing: new Set<string>(),
    caller: {
      kind: "agent",
      workspaceId,
      id: person.id,
      name: person.name,
      brands,
      permissions: new Set(["conversations.read", "conversations.note"]),
    },
    send: (message: { colleagues?: { agents: { name: string; isTyping: boolean }[] } }) => {
      if (message.colleagues)
        told.push(message.colleagues.agents.map(({ name, isTyping }) => ({ name, isTyping })));
    },
  };
  return { socket: socket as unknown as LiveSocket, told, hears: () => (socket.heardAt = performance.now()) };
}

let id: string;
beforeEach(async () => {
  ({ id } = await conversationFrom("ines", "Hello"));
});
const omarIs = (isTyping: boolean) => [{ name: omar.name, isTyping }];

test("who looks and who writes is known at another process, also to who comes later", async () => {
  const [omars, ninas] = [tab(omar), tab(nina)];
  await here.looks(omars.socket, [id]);
  here.types(omars.socket, { conversation: id, isTyping: true });
  await there.looks(ninas.socket, [id]);
  await expect.poll(() => ninas.told.at(-1)).toEqual(omarIs(true));
  await expect.poll(() => omars.told.at(-1)).toEqual([{ name: nina.name, isTyping: false }]);
  here.types(omars.socket, { conversation: id, isTyping: false });
  await expect.poll(() => ninas.told.at(-1)).toEqual(omarIs(false));
  here.gone(omars.socket);
  await expect.poll(() => ninas.told.at(-1)).toEqual([]);
});

test("two tabs of one person are one person, wherever they are, and gone with the last", async () => {
  const [first, second, ninas] = [tab(omar), tab(omar), tab(nina)];
  await there.looks(ninas.socket, [id]);
  await here.looks(first.socket, [id]);
  await there.looks(second.socket, [id]);
  here.types(first.socket, { conversation: id, isTyping: true });
  await expect.poll(() => ninas.told.at(-1)).toEqual(omarIs(true));
  // The tab in which nothing is written says again that it looks; that does not end the writing in the other.
  await there.looks(second.socket, [id]);
  there.gone(second.socket);
  await expect.poll(() => ninas.told.at(-1)).toEqual(omarIs(true));
  expect(ninas.told.flat().filter(({ name }) => name !== omar.name)).toEqual([]);
  here.gone(first.socket);
  await expect.poll(() => ninas.told.at(-1)).toEqual([]);
  // One's own other tab is no colleague.
  expect(first.told.flat().map(({ name }) => name)).not.toContain(omar.name);
});

test("a screen whose line hangs, or whose process died, is gone within half a minute", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const [hung, lost, ninas] = [tab(omar), tab(salma), tab(nina)];
    await there.looks(ninas.socket, [id]);
    await here.looks(hung.socket, [id]);
    const dying = await process();
    await dying.looks(lost.socket, [id]);
    await expect.poll(() => ninas.told.at(-1)?.length).toBe(2);
    // Of what happens at that process from now on nobody hears.
    dying.close();
    vi.advanceTimersByTime(24_000);
    ninas.hears();
    for (const process of [here, there]) process.tick();
    await expect.poll(() => ninas.told.at(-1)?.length).toBe(2);
    vi.advanceTimersByTime(7_000);
    for (const process of [here, there]) process.tick();
    await expect.poll(() => ninas.told.at(-1)).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test("who does not serve the brand neither sees nor is seen", async () => {
  const [ninas, foreign] = [tab(nina), tab(salma, { brands: [w.safra.id] })];
  await here.looks(ninas.socket, [id]);
  await there.looks(foreign.socket, [id]);
  there.types(foreign.socket, { conversation: id, isTyping: true });
  const omars = tab(omar);
  await there.looks(omars.socket, [id]);
  await expect.poll(() => ninas.told.at(-1)).toEqual(omarIs(false));
  expect(foreign.told).toEqual([]);
});
