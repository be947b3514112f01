/**
 * Words that thank, greet or take leave, in our five languages, as they stand in a message that says nothing else. What
 * is not here is taken for something that somebody must read.
 */
const polite = new Set(
  `thank thanks you thx ty cheers so very much a lot many again for the your help quick reply answer kind great perfect
   super nice lovely ok okay all good best regards kind have day weekend it and to everyone appreciated
   спасибо большое огромное вам тебе за помощь ответ быстрый хорошо отлично супер благодарю ещё раз всего доброго хорошего
   дня с уважением понял поняла понятно всё ок и очень
   дякую щиро велике вам за допомогу відповідь швидку добре чудово супер гарного дня ще раз усього найкращого з повагою
   зрозуміло все і дуже красно
   شكرا شكرًا جزيلا جزيلًا لكم لك على المساعدة الرد السريع ممتاز رائع تمام حسنا حسنًا مشكور مشكورين الف ألف تحياتي
   مع يعطيكم العافية جدا جدًا`
    .split(/\s+/)
    .filter(Boolean),
);
const politeChinese =
  /^(?:谢谢|多谢|感谢|非常|你们?|您|的|帮助|回复|好的?|好滴|太好了|收到|明白了?|知道了|辛苦了?|啦|了|！|。|～|~|，|、|\s)+$/u;
const thanks = /thank|thx|\bty\b|cheers|appreciated|спасибо|благодар|дяку|شكر|مشكور|谢|感谢/iu;
/** Nobody thanks at length without saying something else. */
const mostLetters = 160;

/** Whether a message thanks and says nothing besides. Where that is unsure it does not. */
export function onlyThanks(words: string): boolean {
  const text = words.trim();
  if (!text || text.length > mostLetters || !thanks.test(text) || /[?？؟\d]/u.test(text)) return false;
  if (politeChinese.test(text)) return true;
  const said = text.toLowerCase().match(/[\p{L}\p{M}']+/gu) ?? [];
  return said.length > 0 && said.every((word) => polite.has(word));
}
