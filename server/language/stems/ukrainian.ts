/**
 * A light stemmer for Ukrainian: one longest match of an ending, then what derivation leaves before it, then the sounds
 * that change between the forms of a word (ніч, ночі; рука, руці; замовити, замовлю). It takes folded words.
 */
export function stemUkrainian(word: string): string {
  if (word.length < 3) return word;
  const known = irregular.get(word);
  if (known) return known;
  const plain = word.replaceAll("ґ", "г");
  const bare = plain.length > 4 ? plain.replace(/с[яь]$/, "") : plain;
  const gone = bare.match(going);
  if (gone) return `${gone[1]}д`;
  return sounds(withoutTails(evened(withoutEnding(bare))));
}

const list = (words: string) => words.split(/\s+/).filter(Boolean);
const joined = (starts: string, ends: string) =>
  list(starts).flatMap((start) => list(ends).map((end) => start + end));

const nouns = "а я у ю о е є і ї и ь й ам ям ом ем єм їм ою ею єю ами ями ах ях ів їв ей ові еві єві ью";
const adjectives = "ий ій їй а я е є і ї ого ього ому ьому им ім їм ої ьої ою ьою у ю их іх їх ими іми їми";
const present = "у еш е емо ете уть ю єш є ємо єте ють иш ить имо ите ять ать їш їть їмо їте ачи учи ючи ячи";
const imperative = "іть імо йте ймо ьте ьмо";
const past = "ти в ла ло ли вши";
const open = "ю єш є ємо єте ють й йте ймо ючи";

const endings = new Set([
  ...list(`${nouns} ${adjectives} ${present} ${imperative}`),
  ...joined("а я и і ї у ува юва", past),
  ...joined("а я і у ю", open),
  ...joined("уванн юванн", "я ю і ям ями ях"),
  ...joined("ован уван йован", `${adjectives} о`),
  ...list("увань ювань"),
]);
const longestEnding = Math.max(...[...endings].map((one) => one.length));

// знайти, знайшов, знайшла, знайду: the verbs of going change their whole root.
const going = /^(.+й)(?:шов|шл[аои]|шовши|ти|ду|деш?|демо|дете|дуть|діть|дімо|ди)$/;
// Nouns in -ат whose plural looks like an infinitive.
const nounsInAt =
  /(?:плат|форм?ат|томат|комат|імнат|льтат|ікат|двокат|парат|трат|драт|ндидат|дат|стат|адресат|палат|халат|салат|^чат)и$/;

function withoutEnding(word: string): string {
  if (nounsInAt.test(word)) return word.slice(0, -1);
  for (let length = Math.min(longestEnding, word.length - 2); length > 0; length--) {
    const rest = word.slice(0, -length);
    if (endings.has(word.slice(-length)) && vowel.test(rest)) return rest;
  }
  return word;
}

const vowel = /[аеиіоуяюєї]/;

const evened = (stem: string) =>
  stem
    .replace(/ь$/, "")
    .replace(/([бвгджзклмнпрстфхцчшщ])\1$/, "$1")
    .replace(/і(?=[бвгджзклмнпрстфхцчшщ]+$)/, "о");

const tails = list("овськ евськ ськ цьк зьк ник ин ен єн ан ян он ов ев єв ик ост ец ок ек іш н к ц");

function withoutTails(stem: string): string {
  let rest = stem;
  for (let times = 0; times < 2; times++) {
    const tail = tails.find(
      (one) => rest.endsWith(one) && vowel.test(rest.slice(0, -one.length)) && rest.length - one.length >= 3,
    );
    if (!tail) break;
    rest = evened(rest.slice(0, -tail.length));
  }
  return rest;
}

const sounds = (stem: string) =>
  stem
    .replace(/([бвмпф])л$/, "$1")
    .replace(/дж$/, "д")
    .replace(/щ$/, "ст")
    .replace(/[цч]$/, "к")
    .replace(/[жз]$/, "г")
    .replace(/ш$/, "с");

const irregular = new Map(
  Object.entries({
    бут: "бути є був була було були буду будеш буде будемо будете будуть",
    ден: "день дня дню днем дні днів дням днями днях",
    хоч: "хотіти хотів хотіла хотіло хотіли",
    мог: "могти могла могло могли",
  }).flatMap(([stem, forms]) => list(forms).map((form): [string, string] => [form, stem])),
);
