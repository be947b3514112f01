/** A letter in, read, answered, delivered, and answered again, through one process or several on one database. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Conversation, Message } from "../../contract/conversations.ts";
import { listen } from "../kill/listen.ts";
import { ask, layGround } from "../process/ground.ts";
import { openWire } from "../wire.ts";

interface Places {
  /** Serves the desk and the API. */
  url: string;
  /** Takes mail. */
  smtpPort: number;
  /** Where the process that delivers puts its mails. */
  outgoing: string;
}

const poll = { timeout: 20_000, interval: 50 };

export async function journey({ url, smtpPort, outgoing }: Places): Promise<void> {
  const ground = await layGround({ url, smtpPort });
  const desk = listen(ground);
  try {
    await expect.poll(() => desk.connections, poll).toBe(1);
    const address = ground.inboxes[0]!.address;
    const headers = { authorization: `Bearer ${ground.key}` };
    const get = <T>(path: string) => ask<T>(`${url}/api/v1${path}`, { headers });
    const conversations = async (query = "") =>
      (await get<{ items: Conversation[] }>(`/conversations${query}`)).items;

    const file = "Серийный номер: 4711";
    await mail(smtpPort, address, [
      'From: "ليلى حداد" <laila@customers.example>',
      `To: ${address}`,
      "Subject: أين طلبي؟",
      "Message-ID: <first@customers.example>",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="x"',
      "",
      "--x",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "مرحبًا، لم يصل طلبي بعد.",
      "--x",
      'Content-Type: text/plain; name="serial.txt"; charset=utf-8',
      "Content-Disposition: attachment",
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(file).toString("base64"),
      "--x--",
    ]);
    await expect.poll(async () => (await conversations()).length, poll).toBe(1);
    const [arrived] = await conversations();
    expect(arrived).toMatchObject({
      subject: "أين طلبي؟",
      language: "ar",
      status: "new",
      nextStep: { what: "first_reply" },
      customer: { name: "ليلى حداد" },
    });
    await expect.poll(() => desk.heard.map(({ kind }) => kind), poll).toContain("conversation.opened");
    // What acknowledges a letter is a message of ours; it is not what this is about.
    const messages = async () =>
      (await get<{ items: Message[] }>(`/conversations/${arrived!.id}/messages`)).items.filter(
        ({ auto }) => auto !== "acknowledgement",
      );
    const [first] = await messages();
    const bytes = await fetch(`${url}/api/v1/files/${first!.attachments[0]!.id}`, { headers });
    expect(await bytes.text()).toBe(file);

    // Found by the words of a letter, and of a name, in any language.
    const search = encodeURIComponent("طلبي");
    await expect.poll(async () => (await conversations(`?text=${search}`)).length, poll).toBe(1);
    const people = await get<{ items: unknown[] }>(`/customers?text=${encodeURIComponent("ليلى")}`);
    expect(people.items).toHaveLength(1);
    const { counts } = await get<{ counts: Record<string, number> }>("/views");
    expect(counts).toMatchObject({ all: 1, unassigned: 1, "waiting-for-us": 1 });

    await ask(`${url}/api/v1/conversations/${arrived!.id}/replies`, {
      method: "POST",
      headers,
      body: { text: "طلبك في الطريق." },
    });
    await expect.poll(async () => (await messages()).at(-1)?.delivery?.state, poll).toBe("sent");
    await expect.poll(() => desk.heard.map(({ kind }) => kind), poll).toContain("message.sent");
    const [sent] = (await readdir(outgoing)).filter((name) => !name.startsWith("."));
    const raw = await readFile(join(outgoing, sent!), "utf8");
    expect(raw).toMatch(/^In-Reply-To: <first@customers\.example>/m);
    const back = raw.match(/^Reply-To:.*?<([^>]*)>/ms)![1]!;

    await mail(smtpPort, back, [
      "From: laila@customers.example",
      `To: ${back}`,
      "Subject: Re: أين طلبي؟",
      "Message-ID: <second@customers.example>",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "شكرًا!",
      "",
      "> طلبك في الطريق.",
    ]);
    await expect.poll(async () => (await messages()).length, poll).toBe(3);
    expect((await messages()).at(-1)).toMatchObject({ reply: "شكرًا!", linkedBy: "reply_token" });
    await expect.poll(() => desk.heard.at(-1)?.kind, poll).toBe("conversation.customer_wrote");
    expect(desk.heard.map(({ seq }) => seq)).toEqual(desk.heard.map((_, at) => desk.from + 1 + at));
  } finally {
    desk.stop();
  }
}

async function mail(port: number, to: string, lines: string[]): Promise<void> {
  const wire = await openWire(port);
  const say = async (line: string | undefined, code: string) => {
    if (line !== undefined) wire.write(`${line}\r\n`);
    expect(await wire.until(/^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/)).toMatch(new RegExp(`^${code} `, "m"));
  };
  await say(undefined, "220");
  await say("EHLO customers.example", "250");
  await say("MAIL FROM:<laila@customers.example>", "250");
  await say(`RCPT TO:<${to}>`, "250");
  await say("DATA", "354");
  await say([...lines, "."].join("\r\n"), "250");
  wire.close();
}
