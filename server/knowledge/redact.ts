import type { Locale } from "../../contract/languages.ts";

/** How much of what was taken out of a text. */
export interface TakenOut {
  names: number;
  addresses: number;
  phones: number;
  numbers: number;
  greetings: number;
}

export const nothingTakenOut = (): TakenOut => ({
  names: 0,
  addresses: 0,
  phones: 0,
  numbers: 0,
  greetings: 0,
});

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
// A link to somebody's own thing: an address with a query, a long number or a token in it. Others stay.
const ownLink = /https?:\/\/[^\s<>"']*(?:\?|\d{4,}|[0-9a-f]{12,}|[A-Za-z0-9_-]{24,})[^\s<>"']*/giu;
const digits = "0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19";
const phone = new RegExp(
  String.raw`(?<![${digits}.,:/-])(?<![^\P{L}\p{Script=Han}])(?:\+|00|[(（])?[${digits}](?:[\s()（）.\-\u2011\u00a0]{0,2}[${digits}]){7,14}(?![${digits}])(?![^\P{L}\p{Script=Han}])`,
  "gu",
);
// Letters and digits that name one order, one account, one thing: KB-10423, #84213, UA903052992561.
const code =
  /(?<!\p{N})(?<![^\P{L}\p{Script=Han}])(?:№\s?|#\s?|＃\s?)?(?=[\p{Lu}\p{N}-]*\p{N})(?:\p{Lu}{1,6}[-‑]?)?\p{N}{4,}(?:[-‑]\p{N}+)*(?!\p{N})(?![^\P{L}\p{Script=Han}])/gu;
const card = new RegExp(`(?<![${digits}])(?:[${digits}]{4}[ -]?){3}[${digits}]{1,7}(?![${digits}])`, "gu");
const iban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,4})?(?![\p{L}\p{N}])/gu;

const street = [
  /(?<![\p{L}])\d{1,5}[a-z]?,?\s+(?:\p{Lu}[\p{L}'’.-]+\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Court|Square|Boulevard|Blvd|Way|Terrace)\b\.?/gu,
  /(?<![\p{L}])(?:ул(?:ица|\.)|вул(?:иця|\.)|просп(?:ект|\.)|пр-т|пер(?:еулок|\.)|пров(?:улок|\.)|бульвар|б-р|наб(?:ережная|\.))\s+[\p{Lu}«"][\p{L}'’ʼ«»".\s-]{1,40}?,?\s*(?:д(?:ом|\.)?|буд(?:инок|\.)?)?\s*\d{1,4}[\p{L}]?(?:[,\s]+(?:кв(?:артира|\.)?|корп\.?|оф\.?)\s*\d{1,5})*/gu,
  /(?:[\p{Script=Han}]{2,8}(?:省|市|区|县|镇))*[\p{Script=Han}]{1,8}(?:路|街|巷|大道)\s?\d{1,5}\s?(?:号|弄)(?:\s?\d{1,4}\s?(?:栋|室|楼|单元))*/gu,
  /(?:شارع|حي|طريق)\s+[\p{Script=Arabic}\s]{2,30}[،,]?\s*(?:(?:مبنى|شقة|فيلا|رقم)\s*[0-9\u0660-\u0669]{1,5}[،,\s]*)+/gu,
  // Postcodes of Britain.
  /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\p{N}])/gu,
];

/** What stands in the place of what was taken out. */
const blanks: Record<Locale, { address: string; phone: string; number: string; name: string }> = {
  en: { address: "[address]", phone: "[phone]", number: "[number]", name: "[name]" },
  ru: { address: "[адрес]", phone: "[телефон]", number: "[номер]", name: "[имя]" },
  uk: { address: "[адреса]", phone: "[телефон]", number: "[номер]", name: "[імʼя]" },
  zh: { address: "[地址]", phone: "[电话]", number: "[编号]", name: "[姓名]" },
  ar: { address: "[العنوان]", phone: "[الهاتف]", number: "[الرقم]", name: "[الاسم]" },
};

/**
 * A text without what belongs to one person: mail and postal addresses, phones, cards, accounts, numbers of orders, and
 * the names given, also in the cases of Russian and Ukrainian. A blank stands for each, so that whoever writes on sees
 * that something was there. Codes of errors and of products (`E-SYNC-401`, `G2`, `City 7`) stay.
 */
export function redact(text: string, names: readonly string[], locale: Locale, taken: TakenOut): string {
  const blank = blanks[locale];
  const count = (what: keyof TakenOut, by: string) => () => {
    taken[what]++;
    return by;
  };
  let clean = text
    .replace(email, count("addresses", blank.address))
    .replace(ownLink, count("addresses", blank.address));
  for (const pattern of street) clean = clean.replace(pattern, count("addresses", blank.address));
  clean = clean
    .replace(iban, count("numbers", blank.number))
    .replace(card, count("numbers", blank.number))
    .replace(phone, (found) => (isDate(found) ? found : count("phones", blank.phone)()))
    .replace(code, (found) => (isYear(found) || isDate(found) ? found : count("numbers", blank.number)()));
  for (const pattern of namePatterns(names)) clean = clean.replace(pattern, count("names", blank.name));
  return clean;
}

const isYear = (found: string) => /^(?:19|20)\d\d$/.test(found);
const isDate = (found: string) =>
  /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})/.test(found.trim());

/** Whole names before their parts. Slavic ones in their cases too: all but the last letter, and what may follow it. */
function namePatterns(names: readonly string[]): RegExp[] {
  const parts = names.flatMap((name) => {
    const whole = name.normalize("NFC").trim();
    const pieces = whole
      .split(/[\s,·]+/)
      .filter((piece) => [...piece].length >= (/\p{Script=Han}/u.test(piece) ? 2 : 3));
    // A Chinese name of three is called by its last two.
    const given = pieces.flatMap((piece) =>
      /^\p{Script=Han}{3}$/u.test(piece) ? [[...piece].slice(1).join("")] : [],
    );
    return [whole, ...pieces, ...given];
  });
  const unique = [...new Set(parts.filter((part) => [...part].length >= 2))].sort(
    (one, other) => other.length - one.length,
  );
  return unique.map((part) => {
    const escaped = part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (/\p{Script=Han}/u.test(part)) return new RegExp(escaped, "gu");
    if (/^[\p{Script=Cyrillic}'’ʼ-]+$/u.test(part)) {
      const stem = /[аеиійоуьюяїы]$/iu.test(part) && part.length > 3 ? part.slice(0, -1) : part;
      const kept = stem.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return new RegExp(`(?<![\\p{L}])${kept}[\\p{L}]{0,3}(?![\\p{L}])`, "giu");
    }
    return new RegExp(`(?<![\\p{L}])${escaped}(?:['’]s)?(?![\\p{L}])`, "giu");
  });
}

/** The rest of a greeting: a name with capitals behind a comma, or whatever stands before the next sign. */
const rest = String.raw`(?:\s*[,،]\s*\p{Lu}[\p{L}'’.\-]*(?:\s+\p{Lu}[\p{L}'’.\-]*){0,2}\s*(?:[!.,:]|$)|[^.!?\n]{0,60}?(?:[,!.:]|$))\s*`;
const greeting = (words: string) => new RegExp(`^(?:(?i:${words}))(?![\\p{L}])${rest}`, "u");

const greetings = [
  greeting("hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings"),
  greeting("здравствуйте|добрый (?:день|вечер)|доброе утро|приветствую|привет|уважаем(?:ый|ая|ые)"),
  greeting(
    "вітаю|добрий (?:день|вечір|ранок)|доброго (?:дня|ранку|вечора)|добридень|привіт|шановн(?:ий|а|і)",
  ),
  /^(?:您好|你好|早上好|下午好|晚上好|尊敬的|亲爱的)[^。！？\n]{0,20}?(?:[，,！!。：:]|$)\s*/u,
  /^[\p{Script=Han}]{1,6}(?:您好|你好)[，,！!。：:]?\s*/u,
  /^(?:مرحب[اًا]+|أهلًا|اهلا|السلام عليكم|وعليكم السلام|عزيزي|عزيزتي|صباح الخير|مساء الخير|تحية طيبة)[^.!؟\n]{0,60}?(?:[،,!.:]|$)\s*/u,
];

const closings =
  /^(?:(?:kind|best|warm) (?:regards|wishes)|regards|all the best|best|sincerely|yours|cheers|thanks|thank you|many thanks|take care|с уважением|всего доброго|всего хорошего|хорошего дня|хорошего вечера|спасибо|благодар[\p{L}]+|з повагою|гарного дня|гарного вечора|всього найкращого|усього найкращого|дякую|дякуємо|祝好|祝您[^。\n]{0,12}|此致|敬礼|顺颂[^。\n]{0,6}|谢谢|مع التحية|مع أطيب التحيات|تحياتي|تحياتنا|شكرًا|شكرا|دمتم[^\n]{0,20}|نتمنى لك[^\n]{0,30})[\s,，!！.。،]*$/iu;

/** The message itself: without greeting at its head, and without closing words and what stands below them. */
export function withoutCourtesies(text: string, taken: TakenOut): string {
  let lines = text.replace(/\r\n?/g, "\n").trim().split("\n");
  const end = lines.findIndex(
    (line, at) => at > 0 && (/^\s*--\s*$/.test(line) || closings.test(line.trim())),
  );
  if (end > 0) {
    taken.greetings++;
    lines = lines.slice(0, end);
  }
  let body = lines.join("\n").trim();
  for (const pattern of greetings) {
    const without = body.replace(pattern, "");
    if (without !== body && without.trim()) {
      taken.greetings++;
      body = without.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
      break;
    }
  }
  return body.trim();
}
