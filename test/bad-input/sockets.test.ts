/** What is no WebSocket, or hardly: the connection ends, and whoever else looks notices nothing. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { livePath } from "../../contract/live.ts";
import { postTag } from "../../contract/workspace.ts";
import { openWire } from "../wire.ts";
import { world } from "../world.ts";

const { nina, omar, url } = await world();
const port = Number(new URL(await url()).port);

const hello = (more: Record<string, string> = {}) => {
  const headers = {
    Host: "localhost:3000",
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    Cookie: nina.cookie,
    ...more,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`GET ${livePath} HTTP/1.1`, ...lines, "", ""].join("\r\n");
};

async function opened() {
  const wire = await openWire(port);
  wire.write(hello());
  expect(await wire.until(/^HTTP\/1\.1 101 [\s\S]*?\r\n\r\n/)).toBeTruthy();
  return wire;
}

/** A frame (RFC 6455, 5.2) with any first byte, masked as a browser must, or not. */
function frame(first: number, payload: Buffer, { masked = true, length = payload.length } = {}): Buffer {
  const mask = randomBytes(4);
  const size =
    length < 126
      ? [length]
      : length < 65_536
        ? [126, length >> 8, length & 255]
        : [127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((bits) => (length >>> bits) & 255)];
  size[0]! |= masked ? 0x80 : 0;
  const body = masked ? payload.map((byte, at) => byte ^ mask[at & 3]!) : payload;
  return Buffer.concat([Buffer.from([first, ...size]), masked ? mask : Buffer.alloc(0), body]);
}
const text = (words: string | Buffer) => frame(0x81, Buffer.from(words));

async function expectOthersToHear() {
  const desk = new WebSocket(`ws://127.0.0.1:${port}${livePath}`, {
    headers: { cookie: omar.cookie, host: "localhost:3000" },
  });
  const heard: string[] = [];
  desk.on("message", (data) => heard.push(String(data)));
  await once(desk, "open");
  desk.send('{"resume":null}');
  await expect.poll(() => heard.join()).toContain("ready");
  await omar.call(postTag, { body: { name: randomBytes(4).toString("hex"), colour: "#112233" } });
  await expect.poll(() => heard.join()).toContain("tag.changed");
  desk.terminate();
}

test.each([
  ["without a key", { "Sec-WebSocket-Key": "" }],
  ["with a key that is none", { "Sec-WebSocket-Key": "x" }],
  ["of another version", { "Sec-WebSocket-Version": "7" }],
  ["with extensions that are nonsense", { "Sec-WebSocket-Extensions": ';;,="' }],
  ["with a cookie that is rubbish", { Cookie: `__Host-tandem=${"%".repeat(3_000)}` }],
  ["from a page that is no address", { Origin: "http://[::bad" }],
])("a greeting %s is refused or not listened to", async (_, headers) => {
  const wire = await openWire(port);
  wire.write(hello(headers));
  const answer = await wire.until(/^HTTP\/1\.1 \d+/);
  expect(answer).toMatch(/ (101|400|401|403|426)$/);
  wire.close();
  await expectOthersToHear();
});

test.each<[string, ...Buffer[]]>([
  ["a frame without a mask", frame(0x81, Buffer.from('{"resume":null}'), { masked: false })],
  ["a frame with bits that mean nothing", frame(0xf1, Buffer.from("{}"))],
  ["a frame of a kind nobody knows", frame(0x83, Buffer.from("{}"))],
  ["a kind of control nobody knows", frame(0x8b, Buffer.from("{}"))],
  ["the rest of nothing", frame(0x80, Buffer.from("{}"))],
  ["a ping in pieces", frame(0x09, Buffer.from("x"))],
  ["a ping that is too long", frame(0x89, Buffer.alloc(126))],
  ["text that is no UTF-8", text(Buffer.from([0x22, 0xc3, 0x28, 0x22]))],
  [
    "a length beyond any memory",
    Buffer.from([0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4]),
  ],
  ["a message of megabytes", text("x".repeat(2_000_000))],
  [
    "a message in endless pieces",
    frame(0x01, Buffer.alloc(4_000, 32)),
    ...Array.from({ length: 9 }, () => frame(0x00, Buffer.alloc(4_000, 32))),
  ],
  ["a close with a reason that is none", frame(0x88, Buffer.from([0x03]))],
  ["a close with a number that is none", frame(0x88, Buffer.from([0x00, 0x01]))],
  ["brackets without end", text("[".repeat(4_000))],
  ["a prototype", text('{"__proto__":{"resume":1}}')],
  ["nothing", text("")],
  ["null", text("null")],
  ["a place before the beginning", text('{"resume":-1}')],
  ["half of a place", text('{"resume":1.5}')],
  ["a place beyond numbers", text('{"resume":1e999}')],
  ["HTTP", Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n")],
])("%s ends the connection", async (_, ...frames) => {
  const wire = await opened();
  for (const one of frames) wire.write(one);
  await wire.rest();
  await expectOthersToHear();
});

test("a place that is far ahead reads everything anew", async () => {
  const wire = await opened();
  wire.write(text('{"resume":9007199254740991}'));
  expect(await wire.until(/resync/)).toBeTruthy();
  wire.close();
});

test("a frame that comes in drops is a frame", async () => {
  const wire = await opened();
  for (const byte of text('{"resume":null}')) {
    wire.write(Buffer.from([byte]));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(await wire.until(/ready/)).toBeTruthy();
  wire.close();
});

test("whatever bytes come, others go on", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.json().map((json) => text(json)),
        ),
        { maxLength: 5 },
      ),
      async (pieces) => {
        const wire = await opened();
        for (const piece of pieces) wire.write(Buffer.from(piece));
        await new Promise((resolve) => setTimeout(resolve, 5));
        wire.close();
      },
    ),
    { numRuns: 60 },
  );
  await expectOthersToHear();
});
