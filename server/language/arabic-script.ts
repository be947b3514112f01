/** Letters of Urdu, Pashto, Kurdish, Sindhi and Uyghur that Arabic never has. */
const neverArabic = /[ٹڈڑںھہۂۃےۓټډړږښځڅڼېۍڤەێۆۇۈۋڵڕڭڳڱڻۀ]/g;
/** Persian's own forms of k and y, typed by some keyboards in Arabic too. */
const persianForms = /[کی]/g;
/** Persian letters that Gulf, Iraqi and Egyptian writers borrow for foreign names. */
const borrowed = /[پچگژ]/g;
/** What Persian and Urdu have only in quotations. */
const onlyArabic = /[ةىكيأإؤ]|(?<!\p{L})(?:ال|وال|بال|لل)\p{L}{2}/gu;

const otherWords =
  /(?<!\p{L})(?:است|این|آن|را|که|از|با|برای|می|نمی|من|شما|ما|هم|سفارش|سفارشم|ممنون|متشکرم|مرسی|خوب|چرا|کجا|کجاست|کی|سلام|ہے|ہیں|کیا|میں|نہیں|کا|کے|کو|سے|مجھے|شکریہ|یو|دی|دا|څه)(?!\p{L})/gu;
const arabicWords =
  /(?<!\p{L})(?:في|على|إلى|الى|عن|هذا|هذه|هل|لا|لم|لن|ما|متى|أين|اين|كيف|كم|لماذا|ليش|شو|وين|فين|عايز|ابغى|ابي|بدي|أريد|اريد|شكرا|شكراً|مرحبا|السلام|عليكم|تمام|طلبي|الطلب|نعم|أنا|انا|كل|بعد|قبل|مع|حتى|الآن|لو|سمحت|من|يا|والله|عندي|صار|مو|مش|لي|لك|رقم|حساب|تطبيق)(?!\p{L})/gu;

/** How likely a text in Arabic letters is in another language than Arabic. */
export function notArabic(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const logit =
    2.5 * count(neverArabic) +
    0.9 * count(persianForms) +
    0.8 * count(borrowed) +
    1.2 * count(otherWords) -
    1.1 * count(onlyArabic) -
    1.2 * count(arabicWords) -
    2.5;
  return 1 / (1 + Math.exp(-logit));
}
