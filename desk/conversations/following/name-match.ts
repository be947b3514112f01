/**
 * Names found by letters of another script: who writes in Russian finds Nina as "нин", who writes in Arabic as "نينا".
 * Rough on purpose; the list is short and seen. Chinese names are found as they are written.
 */
const cyrillic: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  ґ: "g",
  д: "d",
  е: "e",
  є: "ie",
  ж: "zh",
  з: "z",
  и: "i",
  і: "i",
  ї: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "i",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
};
const arabic: Record<string, string> = {
  ا: "a",
  أ: "a",
  إ: "a",
  آ: "a",
  ى: "a",
  ب: "b",
  پ: "b",
  ت: "t",
  ث: "t",
  ج: "j",
  ح: "h",
  خ: "kh",
  د: "d",
  ذ: "d",
  ر: "r",
  ز: "z",
  س: "s",
  ش: "sh",
  ص: "s",
  ض: "d",
  ط: "t",
  ظ: "z",
  ع: "a",
  غ: "g",
  ف: "f",
  ق: "k",
  ك: "k",
  ل: "l",
  م: "m",
  ن: "n",
  ه: "h",
  ة: "a",
  و: "u",
  ي: "i",
  ئ: "i",
  ؤ: "u",
  ء: "",
};

/** In plain Latin letters, as far as they have any. */
function latin(text: string): string {
  return Array.from(text.toLowerCase(), (letter) => cyrillic[letter] ?? arabic[letter] ?? letter)
    .join("")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/y/g, "i")
    .replace(/w/g, "v");
}

/** Arabic leaves short vowels out. */
const consonants = (text: string) => text.replace(/[aeiou]/g, "");
const isArabic = /\p{sc=Arab}/u;

/** Whether a name, or one of its words, begins with what was typed, in whatever script. */
export function nameMatches(name: string, typed: string): boolean {
  const wanted = latin(typed.trim());
  if (!wanted) return true;
  const words = latin(name).split(/[\s.'’-]+/);
  const begins = (read: (text: string) => string, asked: string) =>
    words.some((_, at) => read(words.slice(at).join(" ")).startsWith(asked));
  if (begins((text) => text, wanted)) return true;
  if (!isArabic.test(name) && !isArabic.test(typed)) return false;
  const bare = consonants(wanted);
  return bare.length > 1 && begins(consonants, bare);
}
