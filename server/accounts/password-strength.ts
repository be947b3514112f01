import { Refusal } from "../refusal.ts";

/** What a password must not be made of. */
interface AboutThem {
  email: string;
  name: string;
  workspace: string;
}

/** How many characters must be left when everything easy to guess is taken away. */
const enough = 5;

/** Rows of keys and alphabets that fingers and guessers run along, in either direction. */
const runs = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn",
  "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
  "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
  "йцукенгшщзхъ",
  "йцукенгшщзхї",
  "фывапролджэ",
  "фівапролджє",
  "ячсмитьбю",
  "ضصثقفغعهخحجد",
  "شسيبلاتنمكط",
].flatMap((run) => [run, [...run].reverse().join("")]);

/** The words that head every list of stolen passwords, in the languages of our people. */
const commonWords = [
  "password",
  "passwort",
  "parol",
  "parola",
  "welcome",
  "letmein",
  "iloveyou",
  "loveyou",
  "sunshine",
  "princess",
  "superman",
  "batman",
  "football",
  "baseball",
  "basketball",
  "monkey",
  "dragon",
  "master",
  "shadow",
  "michael",
  "jordan",
  "charlie",
  "whatever",
  "trustno",
  "starwars",
  "pokemon",
  "computer",
  "internet",
  "liverpool",
  "chelsea",
  "arsenal",
  "mustang",
  "freedom",
  "secret",
  "administrator",
  "admin",
  "login",
  "default",
  "changeme",
  "support",
  "service",
  "customer",
  "tandem",
  "google",
  "samsung",
  "summer",
  "winter",
  "spring",
  "autumn",
  "monday",
  "friday",
  "qwert",
  "asdf",
  "zxcv",
  "пароль",
  "привет",
  "любовь",
  "люблю",
  "солнышко",
  "наташа",
  "марина",
  "максим",
  "спартак",
  "зенит",
  "динамо",
  "привіт",
  "кохання",
  "україна",
  "сонечко",
  "шахтар",
  "woaini",
  "mima",
  "aini",
  "ahlan",
  "habibi",
  "mohammed",
  "mohamed",
  "ahmed",
  "bismillah",
  "allah",
  "محمد",
  "احمد",
  "حبيبي",
  "مرحبا",
  "密码",
  "我爱你",
];

const lookalikes: Record<string, string> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "0": "o",
  $: "s",
  "5": "s",
};

/** Refuses what a guesser tries first. Length alone is checked by the contract. */
export function refuseWeak(password: string, about: AboutThem, field = "password"): void {
  const why = weakness(password, about);
  if (why) throw new Refusal("weak_password", { fields: [{ path: field, message: why }] });
}

export function weakness(
  password: string,
  about: AboutThem,
): "too_short" | "too_regular" | "too_personal" | "too_common" | null {
  const plain = password.normalize("NFKC").toLowerCase();
  if ([...plain].length < 10) return "too_short";
  if (new Set(plain).size < 5 || /^(.{1,5}?)\1+.{0,4}$/u.test(plain)) return "too_regular";

  const withoutRuns = withoutRunsOf(plain);
  if (lettersOf(withoutRuns) < enough) return "too_regular";

  const personal = [about.email, ...about.email.split(/[@.+_-]/), about.name, ...about.name.split(/\s+/)]
    .concat(about.workspace, about.workspace.split(/\s+/))
    .map((word) => word.normalize("NFKC").toLowerCase())
    .filter((word) => word.length >= 3);
  if (leftAfter(withoutRuns, personal) < enough) return "too_personal";
  if (leftAfter(withoutRuns, [...personal, ...commonWords]) < enough) return "too_common";
  return null;
}

/** What is left when the words are taken out, as they stand and with digits read as the letters they resemble. */
function leftAfter(text: string, words: string[]): number {
  const byLength = words.toSorted((a, b) => b.length - a.length);
  const take = (from: string) => byLength.reduce((rest, word) => rest.replaceAll(word, " "), from);
  const disguised = text.replace(/[@431$05]/g, (character) => lookalikes[character]!);
  // Digits and signs around a word are what everybody adds to it.
  return Math.min(wordsLeft(take(text)), wordsLeft(take(disguised)));
}

const lettersOf = (text: string) => [...text.replace(/[^\p{L}\p{N}]/gu, "")].length;
const wordsLeft = (text: string) => {
  const letters = [...text.replace(/[^\p{L}]/gu, "")].length;
  const digits = [...text.replace(/[^\p{N}]/gu, "")].length;
  return letters + Math.max(0, digits - 4);
};

/** Takes out every stretch of at least four characters that runs along a row of keys or an alphabet. */
function withoutRunsOf(text: string): string {
  const isRun = (stretch: string) => runs.some((run) => run.includes(stretch));
  const characters = [...text];
  let rest = "";
  for (let at = 0; at < characters.length; ) {
    let end = at + 4;
    while (end <= characters.length && isRun(characters.slice(at, end).join(""))) end++;
    const taken = end - 1 - at;
    if (taken >= 4) at += taken;
    else rest += characters[at++];
  }
  return rest;
}
