import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { doorFor, keepMail } from "../server/channels/index.ts";
import { folderStore } from "../server/files/index.ts";
import type { Bench } from "./ground.ts";
import { capture, replay } from "./replay.ts";
import type { Row } from "./report.ts";

const connections = 16;
const seconds = 15;

const mail = (id: string, to: string) =>
  `From: Ines <ines.${id.slice(0, 8)}@people.example>\r\nTo: ${to}\r\nSubject: Where is my order ${id.slice(0, 8)}?\r\nMessage-ID: <${id}@people.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${"My order was to come on Tuesday and has not.\r\n".repeat(40)}`;

/** Mails taken by SMTP, each committed before its 250, while the mails before are being read. */
export async function smtpRows({ smtpPort, db, connection, owner, large, alone }: Bench): Promise<Row[]> {
  const count = async (where = "") => {
    const { rows } = await owner.query(
      `select count(*)::int as n from raw_mails where workspace_id = $1 ${where}`,
      [large.workspaceId],
    );
    return rows[0].n as number;
  };
  const before = await count();
  const readBefore = await count("and state = 'read'");
  let accepted = 0;
  const begun = performance.now();
  const end = begun + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const smtp = await speak(smtpPort);
      while (performance.now() < end) {
        await smtp.send(mail(randomUUID(), large.address), large.address);
        accepted++;
      }
      smtp.close();
    }),
  );
  const perSecond = accepted / ((performance.now() - begun) / 1000);
  const read = ((await count("and state = 'read'")) - readBefore) / ((performance.now() - begun) / 1000);
  const kept = (await count()) - before;
  while ((await count("and state = 'received'")) > 0)
    await new Promise((resolve) => setTimeout(resolve, 200));
  const drained = (performance.now() - begun) / 1000;

  const store = folderStore("unused");
  const door = (await doorFor(db, large.address))!;
  const raw = Buffer.from(mail(randomUUID(), large.address));
  const once = () =>
    capture(db, () =>
      keepMail(db, store, raw, [{ ...door, recipient: large.address }], {
        from: "ines@people.example",
        client: { address: "127.0.0.1", helo: "bench", secure: false },
      }),
    );
  await once();
  const both: Parameters<typeof replay>[1] = [await once(), await once()];
  const bare = await alone(() =>
    replay(connection, both, { callers: connections, seconds: 5, role: "tandem_system" }),
  );
  // What was played again is no mail that anybody waits for.
  await owner.query("delete from pgboss.job where name = 'read-mail'");
  await owner.query("delete from raw_mails where workspace_id = $1 and state = 'received'", [
    large.workspaceId,
  ]);
  return [
    {
      what: "SMTP in, accepted means committed, 16 connections",
      ours: perSecond,
      unit: "mails/s",
      limit: bare.perSecond,
      limitIs: "same SQL, bare loop",
      bar: "≥ 300/s, 0 lost",
      met: perSecond >= 300 && kept === accepted,
      note: `${accepted} accepted, ${accepted - kept} lost; ${Math.round(read)}/s read meanwhile, all read after ${drained.toFixed(0)} s (${Math.round(accepted / drained)}/s)`,
    },
  ];
}

/** A sender that speaks just enough SMTP, one mail after the other on one connection. */
async function speak(port: number) {
  const socket: Socket = connect(port, "127.0.0.1");
  let received = "";
  let waiting: ((line: string) => void) | undefined;
  const lines: string[] = [];
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    received += chunk;
    for (let at = received.indexOf("\n"); at >= 0; at = received.indexOf("\n")) {
      const line = received.slice(0, at).trim();
      received = received.slice(at + 1);
      if (/^\d{3} /.test(line)) {
        if (waiting) waiting(line);
        else lines.push(line);
        waiting = undefined;
      }
    }
  });
  const answer = () => lines.shift() ?? new Promise<string>((resolve) => (waiting = resolve));
  const expect = async (code: string) => {
    const line = await answer();
    if (!line.startsWith(code)) throw new Error(`the server said ${line}`);
  };
  const say = async (text: string, code: string) => {
    socket.write(text);
    await expect(code);
  };
  await expect("220");
  await say("EHLO bench\r\n", "250");
  return {
    async send(raw: string, to: string) {
      await say(`MAIL FROM:<ines@people.example>\r\n`, "250");
      await say(`RCPT TO:<${to}>\r\n`, "250");
      await say("DATA\r\n", "354");
      await say(`${raw}\r\n.\r\n`, "250");
    },
    close: () => socket.end("QUIT\r\n"),
  };
}
