/**
 * How much a decoded text looks like writing, per byte outside ASCII: near 1 for a right guess, below 0 for
 * noise. It only has to rank the charsets of one text, so the weights are coarse: letters that are frequent in
 * their language count fully, letters of a wrong case or beside a letter of another script count against.
 */
export function plausibility(text: string, bytes: Buffer): number {
  let foreign = 0;
  for (const byte of bytes) if (byte > 127) foreign++;
  if (foreign === 0) return 0;

  let score = 0;
  let before = 32;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) score += weight(code, before, text.charCodeAt(i + 1) || 32);
    before = code;
  }
  return score / foreign;
}

function weight(code: number, before: number, after: number): number {
  if (code >= 0x400 && code <= 0x4ff) return cyrillicWeight(code, before, after);
  if (code >= 0x600 && code <= 0x6ff) return arabicWeight(code, before, after);
  if (code >= 0x4e00 && code <= 0x9fff)
    return commonIdeographs.has(code) ? 2.2 : isIdeograph(before) ? 0.5 : 0.2;
  if (code >= 0x3040 && code <= 0x30ff) return 1.8;
  if (code >= 0xac00 && code <= 0xd7af) return isHangul(before) || isHangul(after) ? 1.7 : 0.8;
  if ((code >= 0x3000 && code <= 0x3011) || (code >= 0xff01 && code <= 0xff5e)) return 1.4;
  if (code >= 0xc0 && code <= 0x17f) return latinWeight(code, before, after);
  if (quotesAndDashes.has(code)) return 0.4;
  if (code === 0xa0) return 0.2;
  if (code === 0xfffd) return -3;
  if (code < 0xa0) return -3;
  if (code >= 0xff61 && code <= 0xff9f) return -0.6;
  if (code >= 0x2500 && code <= 0x25ff) return -1.5;
  if (code >= 0xe000 && code <= 0xf8ff) return -3;
  return -0.4;
}

function cyrillicWeight(code: number, before: number, after: number): number {
  if (isLatin(before) || isLatin(after)) return -0.4;
  if (code >= 0x430 && code <= 0x44f) {
    // A small letter followed by capitals is what KOI8 read as windows-1251 looks like, and the reverse.
    if (after >= 0x410 && after <= 0x42f) return -0.4;
    return frequentCyrillic.has(code) ? 1 : 0.6;
  }
  if (code >= 0x410 && code <= 0x42f) return capitalWeight(code, before, after);
  if (ukrainian.has(code)) return 0.7;
  if (code === 0x401 || code === 0x451) return 0.5;
  return -0.5;
}

function capitalWeight(code: number, before: number, after: number): number {
  if (before >= 0x430 && before <= 0x45f) return -0.8;
  const shouted = isCapital(before) || isCapital(after);
  return shouted ? (frequentCyrillic.has(code + 32) ? 0.95 : 0.5) : 0.75;
}

function arabicWeight(code: number, before: number, after: number): number {
  if (isLatin(before) || isLatin(after)) return -0.6;
  if (frequentArabic.has(code)) return 1;
  // A final letter form inside a word is what another charset read as Arabic looks like.
  if (finalArabic.has(code) && after >= 0x620 && after <= 0x6ff) return -0.8;
  return otherArabic.has(code) ? 0.7 : 0;
}

function latinWeight(code: number, before: number, after: number): number {
  if (code === 0xd7 || code === 0xf7) return -0.4;
  const small = code >= 0xdf || (code > 0xff && code % 2 === 1);
  const inWord = isLatin(before) || isLatin(after);
  // An accented letter stands among plain ones; runs of them are another script misread.
  const crowd = before > 127 && after > 127 ? -0.7 : before > 127 || after > 127 ? -0.25 : 0;
  if (!inWord) return -0.2 + crowd;
  if (!small && before >= 97 && before <= 122) return -0.4;
  return (frequentAccented.has(code) ? 0.8 : 0.45) + crowd;
}

function isLatin(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isCapital(code: number): boolean {
  return code >= 0x410 && code <= 0x42f;
}

function isIdeograph(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

function isHangul(code: number): boolean {
  return code >= 0xac00 && code <= 0xd7af;
}

const codes = (letters: string) => new Set([...letters].map((letter) => letter.charCodeAt(0)));

const frequentCyrillic = codes("оеаинтсрвлкмдпуяыьз");
const ukrainian = codes("іїєґІЇЄҐ");
const frequentArabic = codes("البتدرسعفقكلمنهويحأشةجط،؟");
const finalArabic = codes("ةى");
const otherArabic = codes("ثخذزصضظغىءإآؤئ؛");
const frequentAccented = codes("éèêàçäöüßáíóúñãõåæøâîôûëïąćęłńśźżčřšžěůőű");
const quotesAndDashes = codes("«»“”„‘’‚–—…•№€©®™°§¿¡");
const commonIdeographs = codes(
  "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运您谢请问题订单退货收到客服帮忙麻烦尽快联系快递自行车发票地址号码购买价格质量这個們來為國說時會對於著過發後裡經麼學現當沒動開還進樣無與長機業點東將兩間問實應戰頭體見產話給世門員論處義認條題爾變總電報結務場計資統區隊決書據邊張該規權導爭運謝請訂單貨號碼貴購買收寄嗎吗吧呢啊哦喂嗨早晚安周末上午下午今天明天昨天先生女士小姐公司服务收货发货维修安装设置账号密码登录软件系统更新",
);
