import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailRead } from "./mail-read.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mail-read-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function printed(files: string[]) {
  const chunks: string[] = [];
  const out = new Writable({
    highWaterMark: 64,
    write(chunk, _, done) {
      chunks.push(String(chunk));
      setImmediate(done);
    },
  });
  const exitCode = await mailRead(files, out);
  return {
    exitCode,
    lines: chunks
      .join("")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  };
}

test("each file is one line of JSON, in the order given, whatever is in it", async () => {
  const mail = join(folder, "a.eml");
  const broken = join(folder, "b.eml");
  const missing = join(folder, "no-such.eml");
  await writeFile(
    mail,
    "From: Ines <ines@radsport.example>\r\nSubject: Bell\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nIt is missing.\r\n--b\r\nContent-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment\r\n\r\n1;2\r\n--b--\r\n",
  );
  await writeFile(broken, Buffer.from([0, 255, 10, 13, 61, 63]));

  const { exitCode, lines } = await printed([mail, missing, broken, mail]);

  expect(exitCode).toBe(1);
  expect(lines.map((line) => line.file)).toEqual([mail, missing, broken, mail]);
  expect(lines[0]).toEqual({
    file: mail,
    subject: "Bell",
    from: { address: "ines@radsport.example", name: "Ines" },
    to: [],
    cc: [],
    replyTo: [],
    messageId: null,
    inReplyTo: null,
    references: [],
    date: null,
    text: "It is missing.",
    html: null,
    reply: "It is missing.",
    quoted: "",
    attachments: [
      {
        filename: "a.csv",
        mimeType: "text/csv",
        size: 3,
        sha256: "cbf6d3a344b6cdc05893f974cbab31c42bdafe2bf0acee2aa8f02f834e53a160",
        inline: false,
      },
    ],
    auto: null,
    bounce: null,
    receipt: null,
    feedback: null,
    forwarded: null,
    invitations: [],
    signed: null,
    encrypted: null,
  });
  expect(lines[1].problems).toEqual(["file-unreadable"]);
  expect(lines[2].problems).toContain("headers-missing");
});

test("broken mails alone are no failure of the command", async () => {
  const broken = join(folder, "c.eml");
  await writeFile(broken, "no mail at all");
  expect((await printed([broken])).exitCode).toBe(0);
});
