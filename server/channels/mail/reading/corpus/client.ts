import { type Encoding, encoded, entity, escaped } from "./mime.ts";
import { desk, type Language, type Person, type Said } from "./said.ts";

/** A mail program with its habits: what it writes around a person's words, and how it wraps them up. */
export interface Client {
  name: string;
  languages: Language[];
  kinds: Said["kind"][];
  write(said: Said): Buffer;
}

/** Where each of the five writes from: what their clocks show. */
export const zones: Record<Language, string> = {
  en: "+0100",
  ru: "+0500",
  uk: "+0300",
  zh: "+0800",
  ar: "+0300",
};

/** Answered and passed on is a mail of the 14th of May 2024, 09:12 on the writer's own clock. */
export const dateOf = ({ language }: Said) => `Tue, 14 May 2024 11:40:21 ${zones[language]}`;

export const gmt = ({ language }: Said) => `GMT${zones[language].slice(0, 3)}:${zones[language].slice(3)}`;

export const mailbox = ({ name, address }: Person) => `${name} <${address}>`;

const rePrefix: Partial<Record<Language, string>> = { zh: "回复：" };

/** The subject as programs that know no other language than English set it. */
export function subjectOf(said: Said, forward = "Fwd: ", reply = "Re: "): string {
  if (said.kind === "forward") return `${forward}${said.before?.subject ?? ""}`;
  return said.kind === "reply" ? `${reply}${said.subject}` : said.subject;
}

export const chineseSubject = (said: Said) =>
  subjectOf(said, said.language === "zh" ? "转发：" : "Fw:", rePrefix[said.language] ?? "Re:");

export const marked = (lines: string[]) => lines.map((line) => (line ? `> ${line}` : ">")).join("\n");

export const isReply = (said: Said) => said.kind === "reply";

/** The ids that answers carry. */
export const threadOf = (said: Said) =>
  said.kind === "reply" ? `<out-1042@${desk.address.split("@")[1]}>` : null;

export const rtl = ({ language }: Said) => (language === "ar" ? "rtl" : "ltr");

export const htmlLines = (lines: string[], tag = "div") =>
  lines.map((line) => `<${tag}>${line ? escaped(line) : "<br>"}</${tag}>`).join("");

/** A text part; its header lines in the order in which the program writes them. */
export function textPart(type: string, text: string, charset: string, encoding: Encoding, more = ""): Buffer {
  return entity(
    [`Content-Type: ${type}; charset=${charset}${more}`, `Content-Transfer-Encoding: ${encoding}`],
    encoded(text, encoding, charset.replaceAll('"', "")),
  );
}

export function filePart(head: string[], content: Buffer): Buffer {
  return entity(head, content.toString("base64").replace(/.{76}/g, "$&\r\n"));
}

/** A number that is always the same for the same mail, for ids and boundaries. */
export function nrOf(said: Said): number {
  let nr = 7;
  for (const character of said.language + said.kind + said.from.address)
    nr = (nr * 31 + character.charCodeAt(0)) % 4_294_967_291;
  return nr;
}

export const hexOf = (said: Said, length: number) =>
  nrOf(said).toString(16).padStart(8, "0").repeat(5).slice(0, length);
