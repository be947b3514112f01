import type { WebSocketRoute } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { postNote } from "../../contract/conversations.ts";
import { type DeskWorld, deskWorld } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("a desk that was cut off says so, comes back by itself, and has missed nothing", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { id } = await conversationFrom("ines", "Where is my order?", { subject: "Order KB-78" });
  const { page, go } = await desk(nina);
  let reachable = true;
  const resumed: (number | null)[] = [];
  let ready = false;
  const wires: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/api\/v1\/live$/, (wire) => {
    if (!reachable) return void wire.close();
    const server = wire.connectToServer();
    wires.push(wire);
    wire.onMessage((words) => {
      const message = JSON.parse(String(words));
      if ("resume" in message) resumed.push(message.resume);
      server.send(words);
    });
    server.onMessage((words) => {
      ready ||= "ready" in JSON.parse(String(words));
      wire.send(words);
    });
  });
  // An answer on its way when the line breaks is lost with it.
  await page.route(/\/api\/v1\//, async (route) => {
    if (!reachable) return route.abort();
    const response = await route.fetch();
    if (reachable) await route.fulfill({ response });
    else await route.abort();
  });
  await go(`/inbox/open/${id}`);
  await page.getByText("Where is my order?").last().waitFor();
  await expect.poll(() => resumed).toEqual([null]);
  // Before that it could not know where to go on from.
  await expect.poll(() => ready).toBe(true);
  const notice = page.getByText("No connection. Trying again…");

  reachable = false;
  for (const wire of wires) await wire.close();
  await omar.call(postNote, { params: { id }, body: { text: "The depot has it." } });
  await notice.waitFor();
  expect(await page.getByText("The depot has it.").count()).toBe(0);

  reachable = true;
  await page.getByText("The depot has it.").waitFor();
  await notice.waitFor({ state: "detached" });
  expect(resumed).toHaveLength(2);
  expect(resumed[1]).toBeGreaterThan(0);
});
