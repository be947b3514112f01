/**
 * A light stemmer for Arabic: takes off what is written onto a word (and, the, to, my, their), the endings of number
 * and gender, and the first letter of the present. It takes folded words and leaves at least three letters; broken
 * plurals (كتاب, كتب) stay words of their own.
 */
export function stemArabic(word: string): string {
  if (word.length < 4) return word;
  const article = word.replace(ofTheArticle, "");
  const named = article.length < word.length && !ownArticle.test(word);
  const start = named ? article : withoutJoined(word);
  const rest = withoutEndings(start);
  return withoutAlif(named ? rest : withoutPresent(rest));
}

// وال، بال، كال، فال، وبال، لل
const ofTheArticle = /^[وف]?(?:[بك]?ال|لل)(?=.{3})/;
// Words that begin with these letters themselves.
const ownArticle =
  /^[وف]?ال(?:غاء|غاي|غي(?:ت|نا|ته|تها|تم)?$|غت|كترون|تزام|تهاب|تحاق|تقاط|تماس|تي$|ذي$|ذين$)/;

const ownWaw =
  /^و(?:صل|صو|صف|صي|قت|قف|قع|قو|قي|عد|جد|جه|جو|رد|رق|رش|زن|زع|زا|ضع|ضح|ضو|سي|سا|سط|كي|كا|اج|اح|اض|ال|اس|اق|اف|ظي|دي|ثق|ثي|ثا|فر|في|فا|حد|حي|لد|لا|لي|يب|اي)/;
const ownBa =
  /^ب(?:ري|را|رن|رو|رد|رم|طا|طي|طل|ضا|ضع|يا|يع|يت|اي|اق|ار|اب|اس|نك|نا|نو|نز|نط|حث|دي|دا|دل|دو|لد|لا|لو|لغ|وا|وت|وس|صم|صر|قا|قي|عد|عض|عث|عي|كس|كر|سي|سا|سب|ست|شر|شك|هار|ين|خص|خا|لي|كا)/;
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
  /(?:شتراك|شبك|شباك|حرك|حريك|شترك|بوك|تلفون|كوبون|قانون|تلفزيون|ايفون|كرتون|زبون|عربون|مضمون|مخزون|صابون|فيديو|راديو|كيلو|ستوديو)$/;
const pronoun = /(?<=.{3})(?:هما|كما|ها|هم|هن|كم|كن|نا|ه|ي|ك)$/;
const toMe = /(?<=^.{3,4})(?<![اوي])ني$/;
const number = /(?<=.{3})(?:تان|تين|ات|ان|ون|ين|وا|تم|ه|ت|ا|و)$/;
const relation = /(?<=.{3})ي$/;
const gerundInNun = /^ت..ين$/;

function withoutEndings(word: string): string {
  const strip = (one: string, ending: RegExp) => (ownEnding.test(one) ? one : one.replace(ending, ""));
  const mine = toMe.test(word) ? word.replace(toMe, "") : strip(word, pronoun);
  const one = gerundInNun.test(mine) ? mine : strip(mine, number);
  return one.replace(relation, "").replace(/(?<=.{2}ا)[ءي]$/, "");
}

const ownTa = /^(?:تاجر|تمام|تابع|تقني|تلفز|تاري|تامي|تحف|تذاك)/;

/** يعمل and تعمل with عمل; of four letters with ت only, since longer ones are mostly nouns like تحديث. */
function withoutPresent(word: string): string {
  const future = word.replace(/^[سحه](?=[يت].{3})/, "");
  const verb = /^(?:سيار|ستار|حيا|حيو|هيا|سيد|ستي)/.test(word) ? word : future;
  if (verb.startsWith("ي") && verb.length >= 4) return verb.slice(1);
  if (verb.startsWith("ت") && verb.length === 4 && !ownTa.test(verb)) return verb.slice(1);
  return verb;
}

/** استلم with يستلم, ارسل with يرسل: the alif that only carries the first consonants of a verb. */
const withoutAlif = (word: string) => word.replace(/^ا(?=ست.{2}|.ت.{2}|ن.{3}|.{3}$)/, "");
