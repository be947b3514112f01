import { isRule } from "./quote-headers.ts";

/** Where a person's words end and the furniture below them begins. */

const sentFrom =
  /^(?:sent (?:from|via|with|by|using) |get (?:outlook|bluemail|spark) for |get \S{1,20} for (?:ios|android)|отправлено (?:с|из|от|через) |отправлено почтой |послано с |надіслано (?:з|із|зі|через) |відправлено (?:з|із) |envoyé (?:de|depuis|avec|à partir) |von meine[mr]? .{1,30} gesendet|gesendet (?:von|mit|aus) |diese nachricht wurde von meinem .{1,40} gesendet|enviado (?:desde|de|do|a partir|con|com|via) |enviada do |inviato (?:da|dal|con|tramite) |scarica outlook |obtener outlook |outlook für (?:ios|android) |télécharger outlook |outlook voor |скачать outlook |получить outlook |отримати outlook |获取 ?outlook|下载适用于|取得 ?outlook|الحصول على outlook|verzonden (?:vanaf|met|via|vanuit) |wysłane? z |wysłano z |odesláno z |odoslané z |küldve |trimis de (?:pe|la) |sendt fra |skickat från |hämta outlook |lähetetty |saadetud |изпратено от |στάλθηκε από |iphone'?umdan gönderildi|.{1,30} cihazımdan gönderildi|.{1,30}'den gönderildi|gửi từ |ส่งจาก|dikirim dari |发自(?:我的|手机)?|從我的.{1,20}(?:傳送|寄出)|从我的.{1,20}发送|从 ?.{1,30} ?发送|发送自|来自我的|來自我的|使用.{1,30}发送|iphoneから送信|.{1,20}から送信|나의 .{1,20}에서 보냄|내 .{1,20}에서 보냄|أرسلت من |تم الإرسال من |مرسل من |أُرسلت من |מהאייפון שלי|נשלח מה|yahoo mail(?:: | on )|yahoo mail\.|mail\.ru для |из почты mail\.ru)/iu;

const automaticFooter =
  /^(?:this e-?mail (?:has been|was) (?:checked|scanned)|virus-free\b|без вирусов|не содержит вирусов|это письмо проверено|diese e-mail wurde von|avast logo|www\.avast\.com|el software de antivirus|virenfrei|l'absence de virus|\[avast)/iu;

const disclaimer =
  /^(?:confidentiality notice|disclaimer\b|legal notice|privileged (?:and|&|\/) ?confidential|this (?:e-?mail|message|communication)(?: message)?(?:,? including| and (?:any|all|its)| is (?:intended|confidential)| may contain| contains? (?:confidential|information)).{0,400}(?:confidential|intended|privileged|recipient)|the information (?:contained )?in this (?:e-?mail|message|communication).{0,300}(?:confidential|intended)|diese e-?mail (?:enthält|ist) vertraulich|ce (?:message|courriel|mail).{0,200}confidentiel|este (?:mensaje|correo|e-?mail).{0,200}confidencial|(?:настоящее|данное|это) (?:электронное )?(?:сообщение|письмо).{0,300}конфиденциальн|(?:це|цей|дане) (?:електронне )?(?:повідомлення|лист).{0,300}конфіденційн|(?:本邮件|本电子邮件|此邮件|本郵件|此電郵).{0,200}(?:保密|机密|機密)|(?:هذه الرسالة|هذا البريد|تحتوي هذه الرسالة|إن هذه الرسالة).{0,300}(?:سري|السري))/iu;

const closer =
  /^(?:(?:best|kind|warm|kindest|many)? ?regards|best(?: wishes)?|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|cheers|thanks(?: and regards| & regards)?|thank you|many thanks|с уважением|с наилучшими пожеланиями|всего (?:доброго|хорошего)|спасибо|з повагою|з найкращими побажаннями|дякую|mit freundlichen grüßen|mfg|viele grüße|cordialement|bien à vous|saludos(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|atenciosamente|met vriendelijke groet(?:en)?|z poważaniem|pozdrawiam|此致|此致敬礼|祝好|谢谢|顺祝商祺|祝商祺|敬上|مع التحية|تحياتي|مع خالص التحية|مع فائق الاحترام|وتفضلوا بقبول فائق الاحترام|شكرا)[\s,.!،。，—-]{0,4}$/iu;

const contact =
  /(?:\+?\d[\d\s().-]{7,20}\d|https?:\/\/|www\.|[^\s@]{1,64}@[^\s@]{1,255}|^(?:tel|phone|mobile|mob|cell|fax|тел|моб|телефон|факс|电话|手机|传真|هاتف|جوال|skype|telegram|whatsapp|viber|icq|web|site|сайт|адрес|address|地址|网址)\b)/iu;

/**
 * Index of the first line of the signature in a run of someone's own lines, or the length when there is none.
 * Conservative: the customary "-- ", programs' "Sent from my …", virus scanners' lines, disclaimers, and the
 * contact lines below a closing formula; the formula and the name stay with the words.
 */
export function signatureStart(lines: string[]): number {
  let end = lastWritten(lines, lines.length);
  for (let at = delimiterAt(lines, end); at >= 0; at = delimiterAt(lines, end)) end = lastWritten(lines, at);

  // From the bottom up: several of these can stand under each other.
  for (let changed = true; changed && end > 0; ) {
    changed = false;
    const line = lines[end - 1]!.trim();
    const isFurniture = sentFrom.test(line) || automaticFooter.test(line);
    if (isRule(line) || (line.length <= 200 && isFurniture && !isSentence(line))) {
      end = lastWritten(lines, end - 1);
      changed = true;
      continue;
    }
    const paragraph = paragraphStart(lines, end);
    // NetEase's app draws the sender's card as a table of bars.
    if (/^签名由.{2,20}定制$/.test(line)) {
      end = lastWritten(lines, lines[paragraph]!.startsWith("|") ? paragraph : end - 1);
      changed = true;
      continue;
    }
    const text = lines.slice(paragraph, end).join(" ").slice(0, 800);
    if (text.length > 60 && paragraph > 0 && disclaimer.test(text.replace(/^[\s*_>-]{1,10}/, ""))) {
      end = lastWritten(lines, paragraph);
      changed = true;
    }
  }
  return Math.min(end, contactBlockStart(lines, end));
}

function delimiterAt(lines: string[], end: number): number {
  for (let i = end - 1; i >= 0 && i >= end - 60; i--) {
    const line = lines[i]!;
    if (line === "-- ") return i;
    // Servers cut the customary space off; then what follows has to look like a signature, not like more words.
    if (/^(?:--|—|–)\s?$/.test(line) && looksLikeCard(lines.slice(i + 1, end))) return i;
  }
  return -1;
}

function looksLikeCard(lines: string[]): boolean {
  return lines.length <= 12 && lines.every((line) => line.length <= 100 && !/[?？؟]\s*$/.test(line));
}

/** "Sent from my phone, so please forgive the typos. The order number is 5." is more than a footer. */
function isSentence(line: string): boolean {
  return (
    line.length > 120 ||
    (/[.!?]\s+\S.*[.!?]?$/.test(line.replace(/https?:\S+/g, "").replace(/mail\.ru/gi, "")) &&
      line.length > 90)
  );
}

function contactBlockStart(lines: string[], end: number): number {
  const from = Math.max(0, end - 12);
  for (let i = from; i < end - 2; i++) {
    if (!closer.test(lines[i]!.trim())) continue;
    const below = lines.slice(i + 1, end).filter((line) => line.trim() !== "");
    if (below.length < 3 || below.length > 9 || below.some((line) => line.length > 120)) return end;
    if (below.filter((line) => contact.test(line.trim())).length < 2) return end;
    let name = i + 1;
    while (name < end && lines[name]!.trim() === "") name++;
    if (contact.test(lines[name]!.trim())) return end;
    return name + 1;
  }
  return end;
}

function paragraphStart(lines: string[], end: number): number {
  let start = end - 1;
  while (start > 0 && lines[start - 1]!.trim() !== "") start--;
  return start;
}

function lastWritten(lines: string[], end: number): number {
  let at = end;
  while (at > 0 && lines[at - 1]!.trim() === "") at--;
  return at;
}
