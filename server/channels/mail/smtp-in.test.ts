import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openWire } from "../../../test/wire.ts";
import { world } from "../../../test/world.ts";
import { folderStore } from "../../files/index.ts";
import { openSmtpDoor } from "./smtp-in.ts";

const { db, folder, kolo, settled } = await world();
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const store = folderStore(join(folder, "files"));
const door = await openSmtpDoor({ db, store, log, host: "127.0.0.1", port: 0, connections: 2 });
afterAll(() => door.close());

const line = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/;

/** A connection, and the first it is told. */
async function knock() {
  const wire = await openWire(door.port);
  const say = (words: string) => {
    wire.write(`${words}\r\n`);
    return wire.until(line);
  };
  return { wire, say, greeting: await wire.until(line) };
}

test("one connection too many is told to come back, and a mail that is under way arrives", async () => {
  const [sending, idle] = [await knock(), await knock()];
  expect(sending.greeting).toMatch(/^220 /);
  await sending.say("EHLO ines.example");
  await sending.say("MAIL FROM:<ines@customers.example>");
  await sending.say(`RCPT TO:<${kolo.inbox.address}>`);
  expect(await sending.say("DATA")).toMatch(/^354 /);

  const late = await knock();
  expect(late.greeting).toMatch(/^421 4\.7\.0 Too many connections/);
  await late.wire.rest();
  expect(late.wire.open).toBe(false);

  expect(await sending.say("Subject: Under way\r\nFrom: ines@customers.example\r\n\r\nHello\r\n.")).toMatch(
    /^250 /,
  );
  await settled();
  const { rows } = await db.pools.system.query("select subject from messages");
  expect(rows).toEqual([{ subject: "Under way" }]);

  // Whoever leaves makes room.
  idle.wire.close();
  await expect
    .poll(
      async () => {
        const next = await knock();
        next.wire.close();
        return next.greeting;
      },
      { timeout: 5_000 },
    )
    .toMatch(/^220 /);
  sending.wire.close();
});
