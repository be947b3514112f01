/** Cyrillic letters that look like Latin ones: КВ-20417 is typed for KB-20417. */
const twins: Record<string, string> = {
  А: "A",
  В: "B",
  Е: "E",
  І: "I",
  К: "K",
  М: "M",
  Н: "H",
  О: "O",
  Р: "P",
  С: "C",
  Т: "T",
  У: "Y",
  Х: "X",
};

const sign = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}]`;
const run = new RegExp(
  String.raw`(?<!${sign}|[@.]|${sign}[\-_\/])${sign}+(?:[\-_\/]${sign}+)*(?!${sign})`,
  "gu",
);
const address = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;
const link = /(?:https?:\/\/|www\.)\S+/giu;
/** A number to call: with its plus, or in groups; digits in one row are an order rather. */
const phone =
  /(?<![\p{L}\p{N}])(?:\+\d[\d\s()-]{7,18}\d|\(?\d{2,4}\)?[\s-]\d{2,4}(?:[\s-]\d{2,4}){1,3})(?!\d)/gu;
const date = /^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{2,4})$/;
const money =
  /^\s?(?:€|\$|£|₴|₽|¥|%|eur|euro|usd|uah|rub|sar|aed|cny|rmb|грн|гривен|гривн|руб|р\.|тысяч|тыс|тис|元|块|ريال|درهم|دينار|جنيه|دولار|يورو)/iu;
/** Words before a short number that say what it is the number of. */
const numberWord =
  /(?:#|\bno\.?|\bnr\.?|number|order|invoice|booking|reference|contract|serial|s\/n|id|номер\p{L}*|заказ\p{L}*|замовлен\p{L}*|договор\p{L}*|договір|договор\p{L}*|счет\p{L}*|рахун\p{L}*|серийн\p{L}*|серійн\p{L}*|号|单|号码|账号|序列号|رقم|الطلب|طلب|الفاتوره|الفاتورة|العقد|الحجز|التسلسلي)\s*[:.#]?\s*$/iu;

/** The number of a former letter to us, behind a word for it. */
const letter =
  /(?:\b(?:request|ticket|case|conversation|enquiry|inquiry|message)|обращени\p{L}*|заявк\p{L}*|тикет\p{L}*|звернен\p{L}*|запит\p{L}*|会话|工单|反馈|المحادثة|محادثة|التذكرة|البلاغ|الشكوى)\s{0,2}(?:no\.?|nr\.?|number|номер|号|编号|رقم)?\s{0,2}[:#]?\s{0,2}(\d{1,9})(?!\d)/giu;
/** #1042 by itself may be one, or an order. */
const hashed = /(?<![\p{L}\p{N}])#\s?(\d{1,9})(?!\d)/gu;

/** What a text names that is somebody's own: orders and serial numbers, and addresses to reach its writer by. */
export interface Named {
  /** In one shape each: capitals and digits without hyphens, whatever digits and widths they were written in. */
  items: string[];
  /** The same as their writer has them. */
  written: Record<string, string>;
  emails: string[];
  /** In the ways they may be kept: as written, and as digits with and without a plus. */
  phones: string[];
  /** Numbers of former conversations ("my request 1042"), and what may be some (#1042). */
  numbers: number[];
  hashed: number[];
}

/**
 * Reads the numbers and codes by which a text names a thing: at least five digits in a row (four behind a word such as
 * "order"), or letters and digits mixed as in XK82QP and KB-20417. Dates, prices, telephone numbers, sizes and names
 * with a number (iPhone 15) are none.
 */
export function namedIn(text: string): Named {
  const plain = text
    .slice(0, longest)
    .replaceAll("№", "#")
    .normalize("NFKC")
    .replace(otherDigits, asciiDigit);
  const emails = [...plain.matchAll(address)].map(([found]) => found.toLowerCase());
  const numbers: number[] = [];
  let left = plain
    .replace(address, " ")
    .replace(link, " ")
    .replace(letter, (_, number: string) => {
      numbers.push(Number(number));
      return " ";
    });
  const mayBeNumbers = [...left.matchAll(hashed)]
    .filter(({ index }) => !numberWord.test(left.slice(Math.max(0, index - 24), index)))
    .map(([, number]) => Number(number));
  const phones: string[] = [];
  left = left.replace(phone, (found) => {
    const digits = found.replace(/\D/g, "");
    if (digits.length < 9 || digits.length > 15) return found;
    phones.push(found.trim(), digits, `+${digits}`);
    return " ";
  });
  const written = new Map<string, string>();
  for (const { 0: found, index } of left.matchAll(run)) {
    const item = itemOf(found);
    if (!item || written.size === mostNamed) continue;
    const before = left.slice(Math.max(0, index - 24), index);
    const behind = left.slice(index + found.length, index + found.length + 10);
    const isNamed = /\p{L}/u.test(item) || isNumberOfThing(item, before, behind);
    if (isNamed && !written.has(item)) written.set(item, found);
  }
  return {
    items: [...written.keys()],
    written: Object.fromEntries(written),
    emails: [...new Set(emails)].slice(0, mostNamed),
    phones: [...new Set(phones)].slice(0, mostNamed),
    numbers: [...new Set(numbers)].slice(0, mostNamed),
    hashed: [...new Set(mayBeNumbers)].slice(0, mostNamed),
  };
}

const longest = 20_000;
/** A list of a hundred orders is about no one of them. */
const mostNamed = 20;
const otherDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;
const asciiDigit = (digit: string) => String(digit.charCodeAt(0) & 15);

/** The items among the values of a conversation's fields: whatever was written there is the number of something. */
export const itemsInFields = (fields: Record<string, unknown>): string[] => [
  ...new Set(
    Object.values(fields).flatMap((value) =>
      typeof value === "string" && value.length <= 80 ? namedIn(`№ ${value}`).items : [],
    ),
  ),
];

function itemOf(found: string): string | null {
  if (date.test(found)) return null;
  const item = found
    .replace(/[-_/]/g, "")
    .toUpperCase()
    .replace(/[АВЕІКМНОРСТУХ]/g, (letter) => twins[letter]!);
  const digits = item.replace(/\P{Nd}/gu, "").length;
  if (item.length > 30 || digits < 2) return null;
  if (digits === item.length) return digits >= 4 && digits <= 20 ? item : null;
  // 1000mAh is an amount, iPhone15 and SUMMER15 are names, 30-day is a word.
  const isWord = /^(?:\d+\p{L}{1,4}|\d{1,3}-\p{L}+|\p{L}{4,}-?\d{1,3})$/u.test(found);
  return item.length < 5 || isWord ? null : item;
}

function isNumberOfThing(item: string, before: string, behind: string): boolean {
  if (money.test(behind) || /[€$£₴₽¥]\s?$/u.test(before)) return false;
  return item.length >= 5 || numberWord.test(before);
}
