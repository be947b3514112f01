/**
 * A light stemmer for Arabic: takes off what is written onto a word (and, the, to, my, their), the endings of number
 * and gender, and the first letter of the present. It takes folded words and leaves at least three letters; broken
 * plurals (كتاب, كتب) stay words of their own.
 */
export function stemArabic(word: string): string {
  const known = irregular.get(word);
  if (known || word.length < 4) return known ?? word;
  const article = word.replace(ofTheArticle, "");
  const named = article.length < word.length && !ownArticle.test(word);
  const start = named ? article : withoutJoined(word);
  const rest = withoutEndings(start);
  return withoutAlif(withoutPresent(rest, named));
}

// وال، بال، كال، فال، وبال، لل
const ofTheArticle = /^[وف]?(?:[بك]?ال|لل)(?=.{3})/;
// Words that begin with these letters themselves.
const ownArticle =
  /^[وف]?ال(?:غاء|غاي|غاو|غي(?:ت|نا|ته|تها|تم)?$|غت|كترون|تزام|تهاب|تحاق|تقاط|تماس|تي$|ذي$|ذين$)/;

const ownWaw =
  /^و(?:صل|صو|صف|صي|قت|قف|قع|قو|قي|عد|جد|جه|جو|رد|رق|رش|زن|زع|زا|ضع|ضح|ضو|سي|سا|سط|كي|كا|اج|اح|اض|ال|اس(?!ت)|اق|اف|ظي|دي|ثق|ثي|ثا|فر|في|فا|حد|حي|لد|لا|لي|يب|اي)/;
const ownBa =
  /^ب(?:ري|را|رن|رو|رد|رم|طا|طي|ضا|ضع|يا|يع|يت|اي|اق|ار|اب|اس(?!ت)|نك|نا|نو|نز|نط|حث|دي|دا|دل|دو|لد|لا|لو|لغ|وا|وت|وس|صم|صر|قا|قي|عد|عض|عث|عي|كس|كر|سي|سا|سب|ست|شر|شك|هار|ين|خص|خا|لي|كا)/;
const ownLam =
  /^ل(?:وح|ون|يل|قا|غه|غو|اع|اح|اب|از|ذل|ما|كن|كي|دي|عب|حظ|حم|طي|طف|ست|يس|يز|يت|ين|صق|مس|بس|مب|جن|جا|با|ان)/;

/** Takes off "and", "so", "with" and "for" where the word does not begin with these letters itself. */
function withoutJoined(word: string): string {
  let rest = word;
  if (rest.length > 4 && rest.startsWith("و") && !ownWaw.test(rest)) rest = rest.slice(1);
  if (rest.length < word.length && ofTheArticle.test(rest) && !ownArticle.test(rest))
    return rest.replace(ofTheArticle, "");
  if (
    rest.length > 4 &&
    ((rest.startsWith("ب") && !ownBa.test(rest)) || (rest.startsWith("ل") && !ownLam.test(rest)))
  )
    rest = rest.slice(1);
  return rest;
}

// The last letters belong to these words and are no endings.
const ownEnding =
  /(?:شتراك|شبك|شباك|حرك|حريك|شترك|بوك|تلفون|كوبون|قانون|تلفزيون|ايفون|كرتون|زبون|عربون|مضمون|مخزون|صابون|فيديو|راديو|علان|نوان|بيان|لكترون|كيلو|ستوديو)$/;
const pronoun = /(?<=.{3})(?:هما|كما|ها|هم|هن|كم|كن|نا|ه|ي|ك)$/;
const toMe = /(?<=^.{3,5})(?<![اوي])ني$/;
const number = /(?<=.{3})(?:تان|تين|ات|ان|ون|ين|وا|تم|ه|ت|ا|و)$/;
const relation = /(?<=.{3})ي$/;
const gerundInNun = /^ت..ين$/;

function withoutEndings(word: string): string {
  const strip = (one: string, ending: RegExp) => (ownEnding.test(one) ? one : one.replace(ending, ""));
  const mine = toMe.test(word) ? word.replace(toMe, "") : strip(word, pronoun);
  const one = gerundInNun.test(mine) ? mine : strip(mine, number);
  return one.replace(relation, "").replace(/(?<=.{2}ا)[ءيو]$/, "");
}

const ownTa = /^(?:تاجر|تمام|تابع|تقني|تلفز|تاري|تامي|تحف|تذاك|تالف)/;

/**
 * يعمل and تعمل with عمل. A ت is taken from what is a verb by its length (تعمل), its long vowel (تحاول) or its second
 * ت (تستلم); longer words with it are mostly nouns like تحديث. What has the article has no ي of the present.
 */
function withoutPresent(word: string, named: boolean): string {
  let rest = word;
  if (!named) {
    if (!ownFuture.test(rest)) rest = rest.replace(/^[سحه](?=[يت].{3})/, "");
    rest = rest.replace(/^ي(?=.{3})/, "").replace(/^ت(?=ت.{3}|ست|[^اوي]ت..$)/, "");
  }
  return ownTa.test(rest) ? rest : rest.replace(/^ت(?=.{3}$|.ا..$)/, "");
}

const ownFuture = /^(?:سيار|ستار|حيا|حيوا|هيا|سيد|ستي)/;

/** استلم with يستلم and استلام, ارسل with يرسل: without the alif that only carries the first consonants of a verb. */
const withoutAlif = (word: string) =>
  word.replace(/^ا(?=ست.{2}|.ت.{2}|ن.{3}|.{3}$)/, "").replace(/^(ست..|.ت.)ا(.)$/, "$1$2");

const irregular = new Map(
  Object.entries({
    وصل: "يصل تصل نصل سيصل ستصل يصلني تصلني يصلنا تصلنا",
    وجد: "يجد تجد اجد نجد",
  }).flatMap(([stem, forms]) => forms.split(" ").map((form): [string, string] => [form, stem])),
);
