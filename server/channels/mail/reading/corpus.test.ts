import { expect, test } from "vitest";
import { zones } from "./corpus/client.ts";
import { type ClientLetter, clientLetters } from "./corpus/client-letters.ts";
import { htmlLetters } from "./corpus/html-letters.ts";
import { introductions } from "./corpus/introductions.ts";
import { asMail } from "./corpus/letters.ts";
import { machineLetters } from "./corpus/machine-letters.ts";
import { plainLetters } from "./corpus/plain-letters.ts";
import { Score } from "./corpus/score.ts";
import { type ReadMail, readMail } from "./index.ts";

/** Programs wrap lines where they like; words are the same words. */
const bare = (text: string) => text.replace(/[\s\ufeff\u200e\u200f]+/g, "");

function answersOf(letter: ClientLetter, mail: ReadMail) {
  const { said } = letter;
  const { before } = said;
  const words = bare(said.paragraphs.join(""));
  const old = before ? before.lines.map(bare) : [];
  const everything = bare(mail.text);
  const reply = bare(mail.reply);
  const date = new Date(`2024-05-14T11:40:21${zones[said.language]}`).getTime();
  // Some programs write the time in UTC and forget to say otherwise; none is off by more than a zone.
  const sent = Math.abs(Date.parse(mail.date ?? "") - date) <= 8 * 3_600_000;
  const isForwarded = said.kind === "forward";
  return {
    headers:
      mail.from?.address === said.from.address &&
      mail.from.name === said.from.name &&
      mail.to[0]?.address === "help@tandem-bikes.example" &&
      mail.subject.endsWith(isForwarded ? before!.subject : said.subject) &&
      mail.messageId !== null &&
      sent &&
      (said.kind === "reply") ===
        [...mail.references, mail.inReplyTo].includes("<out-1042@tandem-bikes.example>") &&
      mail.problems.length === 0,
    text:
      everything.includes(words.slice(0, 40)) &&
      said.paragraphs.every((one) => everything.includes(bare(one))) &&
      old.every((line) => everything.includes(line.slice(0, 30))),
    "new words": isForwarded
      ? reply.startsWith(words) && old.every((line) => reply.includes(line)) && passedOn(letter, mail)
      : reply === words && mail.forwarded === null,
    attachments: said.file
      ? mail.attachments.length === 1 &&
        mail.attachments[0]!.filename === said.file.name &&
        Buffer.from(mail.attachments[0]!.content).equals(said.file.content)
      : mail.attachments.length === 0,
    machine: mail.auto === null && mail.bounce === null && mail.receipt === null,
  };
}

function passedOn({ said, client }: ClientLetter, { forwarded }: ReadMail): boolean {
  const before = said.before!;
  const at = new Date(`2024-05-14T09:12:00${zones[said.language]}`).getTime();
  // Proton tells the hour on its writer's clock and the zone of none; Xiaomi tells no time.
  const off = client === "Proton" ? 8 * 3_600_000 : 60_000;
  const timely =
    client === "Xiaomi"
      ? forwarded?.sentAt === null
      : Math.abs(Date.parse(forwarded?.sentAt ?? "") - at) <= off;
  return (
    forwarded?.from?.address === before.from.address &&
    forwarded.from.name === before.from.name &&
    // Yandex names no subject above what it passes on.
    forwarded.subject === (client === "Yandex" ? "" : before.subject) &&
    timely
  );
}

test("every mail of our corpus is read wholly right, by program and by language", async () => {
  const byClient = new Score();
  const byLanguage = new Score();
  for (const letter of clientLetters) {
    const answers = answersOf(letter, await readMail(letter.raw));
    byClient.count([letter.client, "in all"], letter.name, answers);
    byLanguage.count([letter.language], letter.name, answers);
  }
  for (const letter of [...plainLetters, ...htmlLetters]) {
    const mail = await readMail(asMail(letter));
    byClient.count(["older and rarer programs", "in all"], letter.name, {
      headers: mail.problems.length === 0,
      "new words": mail.reply === letter.reply,
      machine: mail.auto === null,
    });
  }
  for (const introduction of introductions) {
    const mail = await readMail(asMail({ name: "", text: `It squeaks.${introduction}`, reply: "" }));
    byClient.count(["introductions, 40 languages", "in all"], introduction, {
      "new words": mail.reply.replace(/\n\nС уважением, Инес$/, "") === "It squeaks.",
    });
  }
  for (const letter of machineLetters) {
    const mail = await readMail(Buffer.from(letter.raw));
    const right =
      mail.auto === letter.auto &&
      Object.entries(letter.bounce ?? {}).every(
        ([key, value]) => JSON.stringify(mail.bounce?.[key as "hard"]) === JSON.stringify(value),
      );
    byClient.count(["machines", "in all"], letter.name, { machine: right });
  }
  process.stdout.write(
    `\n${clientLetters.length} mails of ${new Set(clientLetters.map((one) => one.client)).size} programs in five languages, ${plainLetters.length + htmlLetters.length + introductions.length} of rarer ones, ${machineLetters.length} by machines\n\n`,
  );
  process.stdout.write(`${byClient.table("program")}\n\n${byLanguage.table("language")}\n\n`);
  expect([...byClient.wrong]).toEqual([]);
  expect(
    clientLetters.length + plainLetters.length + htmlLetters.length + machineLetters.length,
  ).toBeGreaterThanOrEqual(200);
});
