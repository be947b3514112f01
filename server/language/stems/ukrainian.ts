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
  return ofAnOddVerb(bare) ?? changed(withoutTails(evened(withoutEnding(bare))));
}

const list = (words: string) => words.split(/\s+/).filter(Boolean);
const joined = (starts: string, ends: string) =>
  list(starts).flatMap((start) => list(ends).map((end) => start + end));

const prefixes = "(?:пере|при|про|віді?|роз|обі?|піді?|зна|за|на|по|ви|до|уві|ві|ді|зі|з|с|у|в)";
const past = "ти в ла ло ли вши";

// знайти, знайшов, знайшла, знайду
const going = new RegExp(`^(${prefixes}й)(?:шо[вл]|шл[аои]|шовши|ти|ду|деш?|демо|дете|дуть|діть|дімо|ди)$`);
// продати, продав, продам, продасть, продаю: roots that are all vowel once the ending is gone.
const giving = new RegExp(
  `^(${prefixes}?(?:да|зна|чу|гра(?!м)|бра|взя|спа|кри|бу|чека(?=.)(?!м|х)))(?:ва)?` +
    `(?:${past.replaceAll(" ", "|")}|ю|єш|єт?ь?|ємо|єте|ють|м|си|сть|мо|сте|ду|деш?|демо|дете|дуть|дьте|й|йте|ймо|ть|ння|нню)$`,
);
// нести, несла; могти, допомогла; приніс beside принесу
const carrying = /^(.*(?:нес|вез|рос|мог|пек))(?:ти|л[аои]|ши)$/;
const carried = new RegExp(`^(${prefixes}?)(н|в)і([сз])$`);
// пристрій, пристрою, пристроєм
const device = /^(пристр|зб|наб|нап|пок|настр)(?:ій|о[юєїя](?:м|в|х|ми)?)$/;

function ofAnOddVerb(word: string): string | undefined {
  const gone = word.match(going);
  if (gone) return `${gone[1]}д`;
  const given = word.match(giving) ?? word.match(carrying);
  if (given) return changed(given[1]!);
  const did = word.match(carried);
  if (did) return `${did[1]}${did[2]}е${did[3]}`;
  const own = word.match(device);
  return own ? `${own[1]}ой` : undefined;
}

const nouns = "а я у ю о е є і ї и ь й ам ям ом ем єм їм ою ею єю ами ями има ах ях ів їв ей ью";
const adjectives = "ий ій їй а я е є і ї ого ього ому ьому им ім їм ої ьої ою ьою у ю их іх їх ими іми їми";
const present =
  "у еш е емо ете уть еть ю єш є ємо єте ють єть иш ить имо ите ять ать їш їть їмо їте ачи учи ючи ячи";
const imperative = "іть імо йте ймо ьте ьмо";

const endings = new Set([
  ...list(`${nouns} ${adjectives} ${present} ${imperative}`),
  ...joined("а я и і ї у ува юва", past),
  ...joined("а я і у ю", "ю єш є ємо єте ють єть й йте ймо ючи"),
  ...joined("уванн юванн", "я ю і ям ями ях"),
  ...joined("ован уван йован", `${adjectives} о`),
  ...list("увань ювань"),
]);
const longestEnding = Math.max(...[...endings].map((one) => one.length));

// Stems that end as if an ending stood there: plurals like an infinitive (формати), програм like a dative.
const ownEnding =
  /(?:плат|форм?ат|томат|комат|імнат|льтат|ікат|двокат|парат|трат|драт|ндидат|мандат|солдат|адресат|палат|халат|салат|^чат|кредит|депозит|візит|магніт|ліміт|грам|клам|панорам)(?=и$)|(?:грам|клам|панорам|блем|схем|систем|окрем|[зб]єм)$/;

function withoutEnding(word: string): string {
  if (ownEnding.test(word)) return word.replace(/и$/, "");
  // замовте, перевірте: the imperative of a stem that ends in a lip's, a hissing or an r.
  const order = word.replace(/(?<=.{3}[бвпмжчшр])те$/, "");
  if (order !== word) return order;
  for (let length = Math.min(longestEnding, word.length - 2); length > 0; length--) {
    const rest = word.slice(0, -length);
    if (endings.has(word.slice(-length)) && vowel.test(rest)) return rest;
  }
  return word;
}

const vowel = /[аеиіоуяюєї]/;

/** The stem as it is before a vowel and before none: без подвоєння, і як о (ніч, ночі), льод як лод. */
const evened = (stem: string) =>
  stem
    .replace(/ь$/, "")
    .replace(/ь(?=о)/, "")
    .replace(/(?<=.{2}[^аеиіоуяюєї])[іеї]$/, "")
    .replace(/([бвгджзклмнпрсфхцчшщ])\1$/, "$1")
    .replace(/(?<=[бвмпф])л$/, "")
    .replace(/і(?=[бвгджзклмнпрстфхцчшщ]+$)/, "о");

const tails: [tail: string, leaves: number][] = [
  ...list("овськ евськ ськ цьк зьк ник").map((tail): [string, number] => [tail, 3]),
  ...list("ов ев єв ок ек").map((tail): [string, number] => [tail, 4]),
  ...list("ен єн ан ян он ик ост ец іш").map((tail): [string, number] => [tail, 3]),
  ...list("н ц").map((tail): [string, number] => [tail, 3]),
  ["к", 4],
];
// The end of a root, not of a derived word: встановити, замовити, умова.
const ownTail = /[нм]ов$/;

function withoutTails(stem: string): string {
  let rest = stem;
  for (let times = 0; times < 3; times++) {
    if (ownTail.test(rest)) break;
    const found = tails.find(([tail, leaves]) => {
      const before = rest.length - tail.length;
      return (
        before >= Math.max(leaves, times ? 4 : 0) && rest.endsWith(tail) && vowel.test(rest.slice(0, before))
      );
    });
    if (!found) break;
    rest = evened(rest.slice(0, -found[0].length));
  }
  return rest;
}

/** The consonants that change before some endings, as one of them: рука, руці, ручка; нога, нозі; пустити, пущу. */
const changed = (stem: string) =>
  stem
    .replace(/плач$/, "плат")
    .replace(/їд$/, "їх")
    .replace(/дж$/, "д")
    .replace(/щ$/, "ст")
    .replace(/шл$/, "сл")
    .replace(/[цч]$/, "к")
    .replace(/[жз]$/, "г")
    .replace(/ш$/, "с");

const irregular = new Map(
  Object.entries({
    бут: "бути є був була було були буду будеш буде будемо будете будуть",
    ден: "день дня дню днем дні днів дням днями днях",
    хок: "хотіти хотів хотіла хотіло хотіли хотілося хотілось",
    взя: "візьму візьмеш візьме візьмемо візьмете візьмуть візьміть",
    тиг: "тиждень",
    іме: "імя",
    памят: "память памяттю",
    годинник: "годинник годинника годиннику годинником годинники годинників годинниками годинниках",
  }).flatMap(([stem, forms]) => list(forms).map((form): [string, string] => [form, stem])),
);
