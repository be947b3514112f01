/** Where the letters of the layouts lie, key by key in the same order. */
const keys = {
  en: "qwertyuiop[]asdfghjkl;'zxcvbnm,.`",
  ru: "йцукенгшщзхъфывапролджэячсмитьбюё",
  uk: "йцукенгшщзхїфівапролджєячсмитьбю'",
  // The key of B has two letters, which "لا" stands for below.
  ar: "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرbىةوزذ",
};
type Layout = keyof typeof keys;

const retyped = (text: string, from: Layout, to: Layout): string => {
  const plain = from === "ar" ? text.replaceAll("لا", "b") : text.toLowerCase();
  const typed = [...plain].map((letter) => {
    const key = keys[from].indexOf(letter);
    return key < 0 ? letter : keys[to][key]!;
  });
  return to === "ar" ? typed.join("").replaceAll("b", "لا") : typed.join("");
};

/**
 * What somebody meant who typed with another layout switched on: `ghbdtn` is привет, `руддщ` is hello. As many ways as
 * the letters allow; whether one of them means something is for the words to say.
 */
export function otherLayouts(text: string): string[] {
  const ways = new Set<string>();
  if (/[a-z]/i.test(text)) for (const to of ["ru", "uk", "ar"] as const) ways.add(retyped(text, "en", to));
  if (/\p{Script=Cyrillic}/u.test(text))
    for (const from of ["ru", "uk"] as const) {
      ways.add(retyped(text, from, "en"));
      ways.add(retyped(retyped(text, from, "en"), "en", "ar"));
    }
  if (/\p{Script=Arabic}/u.test(text)) {
    const english = retyped(text, "ar", "en");
    ways.add(english);
    for (const to of ["ru", "uk"] as const) ways.add(retyped(english, "en", to));
  }
  ways.delete(text.toLowerCase());
  return [...ways];
}
