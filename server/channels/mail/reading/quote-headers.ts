/**
 * The lines with which mail programs introduce what they quote: "On … wrote:", «… пишет:», blocks of
 * From/Sent/To/Subject, "----- Original Message -----", in the languages those programs speak. All patterns are
 * tried on short joined lines only, and none can backtrack.
 */

const wordVerbs = [
  "wrote|writes|has written|quoting|zitat von|citando|citazione da",
  "schrieb|schrieben|geschrieben",
  "a écrit|écrit|a ecrit",
  "escribió|escribio|escribiu|va escriure|idatzi du",
  "escreveu",
  "ha scritto|scrisse|scritto",
  "schreef|geschreven",
  "napisał|napisała|napisał\\(a\\)|napisał/a|pisze",
  "napsal|napsala|napsal\\(a\\)|napísal|napísala|napísal\\(a\\)",
  "написал|написала|написал\\(а\\)|написал\\(-а\\)|пишет|писал|писала|писали|пишете|писал\\(а\\)",
  "написав|написав\\(ла\\)|написав\\(-ла\\)|пише|писав|напісаў|піша|написа",
  "napisao|napisala|napisao/la|je napisal|je napisala|написао",
  "a scris",
  "írta",
  "kirjoitti|skrev|skrifaði|kirjutas|rakstīja|rašė|parašė",
  "έγραψε|έγραψαν",
  "yazdı|yazmış|yazıb|yozdi|жазды",
  "כתב|כתבה|כתב/ה|כתב\\(ה\\)|מאת",
  "كتب|كتبت|كتب/ت|كتب/كتبت|بواسطة|نوشت",
  "लिखा|đã viết|menulis|ka shkruar",
].join("|");
const verb = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${wordVerbs})(?![\\p{L}\\p{N}])|写道|寫道|写了|書きました|のメール|작성|쓴 글|เขียน`,
  "iu",
);
const colonAtEnd = /[:：]$/;
const address = /[^\s<>"'()[\]]{1,64}@[^\s<>"'()[\]]{1,255}/;
const addressAtEnd = /[<([][^\s<>()[\]]{1,64}@[^\s<>()[\]]{1,255}[>)\]]\s?(?:님이 작성)?\s?[:：]$/;
const year = /(?:19|20)\d\d|[٠-٩]{4}|[۰-۹]{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}/;
const time = /\d{1,2}[:.h٫][0-5]\d|[٠-٩۰-۹]{1,2}:[٠-٩۰-۹]{2}/;
/** How the line of a date or an introduction begins; the digit that must follow is asked for separately. */
const opening =
  /^(?:on|am|le|el|em|il|op|at|in|w dniu|dne|dňa|den|på|pe|pada|a|la|în|στις|vào|ngày|em|dana|data|na|kl|בתאריך|ב-|في|بتاريخ|يوم|در|在|于|於|вы писали|\d{1,4}[\s./年-]|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|seg|ter|qua|qui|sex|sáb|пн|вт|ср|чт|пт|сб|вс|нд|понед|втор|сред|четв|пятн|субб|воскр|вівт|середа|п.ятн|неділ|周|週|星期|الأ|الا|الث|الخ|الج|الس)\p{L}{0,12}\.?[,،\s])/iu;
const nameWithAddress = /^["'«“‘]?[^\s<>@][^<>@]{0,80}<[^\s<>]{1,64}@[^\s<>]{1,255}>/;

export interface Attribution {
  lines: number;
  /** Says enough to be believed without quoted lines below it. */
  certain: boolean;
}

const longest = 450;

/** "On Monday, Nina wrote:" at line `at`, over up to four lines. `lineAt` gives a trimmed line, or null for none or a quoted one. */
export function attributionAt(lineAt: (i: number) => string | null, at: number): Attribution | null {
  const first = lineAt(at);
  if (!first || first.length > longest) return null;
  if (colonAtEnd.test(first)) return judge(first, 1);
  // Yahoo's app sets the quoted text behind the introduction on one line.
  const colon = first.search(/[:：] {2}/);
  if (colon > 10) return judge(first.slice(0, colon + 1), 1);
  // A long first line, then "wrote:" and the like on the next ones. The introduction begins at the last line that
  // looks like a beginning, so that the sentence above it stays with the answer.
  if (!beginsLikeOne(first)) return null;
  let joined = first;
  for (let k = 1; k <= 3; k++) {
    const line = lineAt(at + k);
    if (!line || joined.length + line.length > longest) return null;
    if (opening.test(line) && year.test(line) && !/^(?:\d|at|in|a|la|kl|om|um|v|o|u) /i.test(line))
      return null;
    joined = `${joined} ${line}`;
    if (colonAtEnd.test(line)) return judge(joined, k + 1);
  }
  return null;
}

function beginsLikeOne(line: string): boolean {
  if (nameWithAddress.test(line)) return true;
  return opening.test(line) && (year.test(line) || time.test(line) || /\d/.test(line));
}

function judge(line: string, lines: number): Attribution | null {
  const hasVerb = verb.test(line);
  const hasAddress = address.test(line);
  const hasTime = time.test(line);
  const hasDate = hasTime || year.test(line);
  if (hasVerb && hasDate) return { lines, certain: hasAddress || hasTime };
  if (hasVerb && hasAddress)
    return { lines, certain: nameWithAddress.test(line) || addressAtEnd.test(line) || line.length < 160 };
  if (hasAddress && hasDate) {
    // Yandex, Mail.ru and Gmail in some languages use no verb: a date, a name, an address, a colon.
    return { lines, certain: addressAtEnd.test(line) && (opening.test(line) || nameWithAddress.test(line)) };
  }
  if (hasVerb && line.length < 100) return { lines, certain: false };
  return null;
}

const fieldNames = {
  from: "From|Sender|Von|Absender|De|Expéditeur|Remitente|Da|Mittente|Remetente|Van|Afzender|Od|Nadawca|Odesílatel|Odosielateľ|Pošiljatelj|Fra|Från|Avsändare|Lähettäjä|От|От кого|Отправитель|Від|Від кого|Відправник|Kimden|Gönderen|Από|מאת|من|المرسل|از|发件人|发信人|寄件人|寄件者|差出人|送信者|送信元|보낸 사람|보낸사람|보내는 사람|Feladó|De la|Expeditor|Saatja|Nuo|No|Dari|Từ|Người gửi|จาก|प्रेषक|Şalan|Dë",
  sent: "Sent|Sent Time|Date|Sent at|Gesendet|Datum|Envoyé|Envoyé le|Enviado|Enviado el|Enviada|Enviada em|Enviado em|Enviada el|Fecha|Data|Inviato|Data invio|Verzonden|Wysłano|Wysłane|Odesláno|Odoslané|Dátum|Poslano|Sendt|Dato|Skickat|Lähetetty|Päivämäärä|Päiväys|Отправлено|Отправленные|Дата отправки|Дата|Дата и время|Надіслано|Надіслані|Відправлено|Дата надсилання|Изпратено|Gönderildi|Gönderilme|Gönderme Tarihi|Tarih|Στάλθηκε|Ημερομηνία|נשלח|תאריך|تاريخ الإرسال|التاريخ|أرسلت|تم الإرسال|تاريخ|الإرسال|تاریخ|发送时间|发送日期|日期|时间|寄件日期|傳送時間|傳送日期|日時|送信日時|보낸 날짜|날짜|보낸날짜|Elküldve|Küldve|Trimis|Saadetud|Nosūtīts|Išsiųsta|Tanggal|Terkirim|Dikirim|Ngày|Gửi|Đã gửi|ส่งเมื่อ|วันที่|दिनांक|भेजा गया",
  to: "To|An|À|A|Para|Aan|Do|Komu|Til|Till|Vastaanottaja|Кому|Получатель|До|Одержувач|Kime|Alıcı|Kimə|Προς|אל|إلى|الى|المستلم|به|收件人|收信人|收件者|宛先|받는 사람|받는사람|Címzett|Către|Kam|Saaja|Kepada|Đến|Tới|Người nhận|ถึง|प्रति|Prima|Za",
  subject:
    "Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Temat|Předmět|Predmet|Emne|Ämne|Aihe|Тема|Относно|Konu|Mövzu|Θέμα|נושא|הנדון|الموضوع|موضوع|主题|主題|标题|主旨|件名|제목|Tárgy|Subiect|Teema|Temats|Tēma|Tema|Perihal|Subjek|Chủ đề|Tiêu đề|เรื่อง|विषय",
  other:
    "Cc|CC|Bcc|Kopie|Copie|Копия|Копія|抄送|副本|نسخة|عالم|נסיכה|참조|Kopia|Kopi|Importance|Attachments|Wichtigkeit|Priority|Reply-To|Organization|Привет|附件|Attn|Antwort an|Ответить|Важность",
} as const;
type FieldKind = keyof typeof fieldNames;

const kindOfField = new Map<string, FieldKind>();
for (const kind of Object.keys(fieldNames) as FieldKind[]) {
  for (const name of fieldNames[kind].split("|")) kindOfField.set(fold(name), kind);
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s\u00a0\u3000]+/g, "");
}

/** The field a line such as "*Sent:* Monday" or "发 件 人： …" begins with. */
function fieldOf(line: string): FieldKind | null {
  const match = /^[*_>\s]{0,4}([\p{L}][\p{L}\p{M}\s-]{0,24})\s?[*_]{0,2}[:：]/u.exec(line);
  return match ? (kindOfField.get(fold(match[1]!)) ?? null) : null;
}

/** The field of such a line together with what it says. */
export function fieldAt(line: string): { kind: FieldKind; value: string } | null {
  const kind = fieldOf(line);
  if (kind)
    return { kind, value: line.slice(line.search(/[:：]/) + 1).replace(/^[*_\s\u00a0]+|[*_\s]+$/g, "") };
  // NetEase's app sets names and values side by side in a table.
  const [name = "", value = ""] = line.split(/\s*\|\s*|\t+/, 2);
  const named = kindOfField.get(fold(name.trim()));
  return named && value ? { kind: named, value: value.trim() } : null;
}

/** The recipient and the subject that Yandex's app names above its introduction: how many lines they take. */
export function fieldsAt(lineAt: (i: number) => string | null, at: number): number {
  let lines = 0;
  while (lines < 4) {
    const line = lineAt(at + lines);
    if (!line || line.length > 500 || !fieldOf(line)) break;
    lines++;
  }
  return lines;
}

/** Number of lines of a From/Sent/To/Subject block that begins at `at`, or 0. */
export function headerBlockAt(
  lineAt: (i: number) => string | null,
  at: number,
  afterSeparator: boolean,
): number {
  const first = lineAt(at);
  if (!first || first.length > 1_000) return 0;
  const firstKind = fieldOf(first);
  if (!firstKind || firstKind === "other") return 0;
  const seen = new Set<FieldKind>();
  let hasAddress = false;
  let last = at;
  for (let i = at; i < at + 14; i++) {
    const line = lineAt(i);
    if (!line) {
      if (seen.size >= 2) break;
      continue;
    }
    const kind = fieldOf(line);
    // Long lists of recipients run over several lines without a name of their own.
    if (!kind && i > last + 3) break;
    if (kind) {
      seen.add(kind);
      last = i;
    }
    hasAddress ||= address.test(line.slice(0, 500));
  }
  seen.delete("other");
  if (!seen.has("from") && !(seen.has("sent") && seen.has("to") && seen.has("subject"))) return 0;
  // "From: Kyiv, To: Lviv, Date: 5 May" is a journey, and "From: Ines, Subject: Bell" a contact form: without a
  // line drawn above, only a block that names sender and recipient, and a subject or an address, is a quoted mail.
  const isMail = seen.size >= 3 && seen.has("to") && (seen.has("subject") || hasAddress);
  const enough = isMail || (afterSeparator && seen.size >= 2);
  return enough ? last - at + 1 : 0;
}

const originalWords =
  "Original Message|Original message|Original|Originalmessage|Reply message|Replied Message|Ursprüngliche Nachricht|Original-Nachricht|Originalnachricht|Urspr. Nachricht|Message d'origine|Message original|Message initial|Mail d'origine|Message de départ|Mensaje original|Messaggio originale|Messaggio Originale|Mensagem original|Oorspronkelijk bericht|Oorspronkelijke bericht|Ursprungligt meddelande|Originalmeddelande|Oprindelig meddelelse|Opprinnelig melding|Alkuperäinen viesti|Oryginalna wiadomość|Wiadomość oryginalna|Původní zpráva|Původní e-mail|Pôvodná správa|Eredeti üzenet|Mesaj original|Mesajul original|Orijinal Mesaj|Orijinal İleti|Özgün İleti|Αρχικό μήνυμα|Оригинално съобщение|Исходное сообщение|Оригинальное сообщение|Исходное письмо|Оригінальне повідомлення|Вихідне повідомлення|Початкове повідомлення|Izvorna poruka|Originalna poruka|Izvirno sporočilo|Algne kiri|Oriģinālais ziņojums|Pradinis laiškas|原始邮件|原始邮件信息|原邮件|原始信件|原始郵件|原始訊息|回复的原邮件|回复邮件|回覆的訊息|元のメッセージ|オリジナルメッセージ|원본 메시지|원본 메일|الرسالة الأصلية|رسالة أصلية|الرسالة الاصلية|הודעה מקורית|پیام اصلی|Tin nhắn gốc|Thư gốc|ข้อความเดิม|ข้อความต้นฉบับ|Pesan Asli|Pesan asal|मूल संदेश";
const forwardWords =
  "Forwarded message|Forwarded Message|Forwarding messages|Forwarded mail|Forwarded email|Weitergeleitete Nachricht|Message transféré|Message réexpédié|Mensaje reenviado|Messaggio inoltrato|Mensagem encaminhada|Mensagem reencaminhada|Doorgestuurd bericht|Vidarebefordrat meddelande|Videresendt meddelelse|Videresendt melding|Välitetty viesti|Wiadomość przekazana|Przekazana wiadomość|Treść przekazanej wiadomości|Přeposlaná zpráva|Preposlaná správa|Továbbított üzenet|Mesaj redirecționat|Yönlendirilen mesaj|İletilen mesaj|Iletilen Mesaj|Προωθημένο μήνυμα|Препратено съобщение|Пересылаемое сообщение|Пересланное сообщение|Перенаправленное сообщение|Перенаправлене повідомлення|Переслане повідомлення|Пересилане повідомлення|Переслане лист|转发的邮件|转发的消息|转发邮件|转发邮件信息|轉寄的郵件|轉寄郵件|轉寄訊息|已轉寄的郵件|転送メッセージ|転送されたメッセージ|전달된 메시지|전달 메시지|الرسالة المعاد توجيهها|الرسالة الممررة|رسالة محولة|رسالة معاد توجيهها|رسالة مُعاد توجيهها|الرسالة المُعاد توجيهها|הודעה שהועברה|پیام فوروارد شده|Tin nhắn được chuyển tiếp|Chuyển tiếp thư|ข้อความที่ส่งต่อ|Pesan terusan|अग्रेषित संदेश";
const forwardBegins =
  "Begin forwarded message|Anfang der weitergeleiteten Nachricht|Anfang der weitergeleiteten E-Mail|Début du message réexpédié|Début du message transféré|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Início da mensagem encaminhada|Início da mensagem reencaminhada|Begin doorgestuurd bericht|Vidarebefordrat brev|Start på videresendt besked|Videresendt melding|Początek przekazywanej wiadomości|Začátek přeposlané zprávy|Начало переадресованного сообщения|Начало пересылаемого сообщения|Пересылаемое сообщение|Початок переадресованого повідомлення|Початок листа, що пересилається|开始转发的邮件|下面是被转发的邮件|以下是轉寄的郵件|開始轉寄郵件|転送されたメッセージ|بدء الرسالة المعاد توجيهها|بداية الرسالة المُعاد توجيهها|بداية الرسالة المعاد توجيهها|بدء الرسالة المُعاد توجيهها";

const separators = new Map<string, "original" | "forward">();
for (const words of originalWords.split("|")) separators.set(fold(words), "original");
for (const words of forwardWords.split("|")) separators.set(fold(words), "forward");
const begins = new Set(forwardBegins.split("|").map(fold));

/** "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded message:" and their like. */
export function separatorKind(line: string): "original" | "forward" | null {
  if (line.length > 120) return null;
  const bare = line.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").trim();
  if (/[:：]$/.test(bare) && begins.has(fold(bare.replace(/\s?[:：]$/, "")))) return "forward";
  // Zoho: "---- On Tue, 14 May 2024 09:12:33 +0300 Nina <nina@…> wrote ----".
  const sentence = /^-{3,8} ?(\S.{10,100}?) ?-{3,8}$/.exec(bare)?.[1];
  if (sentence && verb.test(sentence) && year.test(sentence)) return "original";
  const framed =
    /^[-_=*—–‐‑─━﹣－]{2,60}\s{0,10}([^-_=*—–‐‑─━﹣－].{0,70}?)\s{0,10}[-_=*—–‐‑─━﹣－]{0,60}$/u.exec(bare);
  return framed ? (separators.get(fold(framed[1]!.replace(/[:：]$/, ""))) ?? null) : null;
}

/** The long line Outlook draws above what it quotes. */
export function isRule(line: string): boolean {
  return /^(?:_{10,200}|-{10,200}|={20,200}|─{5,200}|—{8,200}|\*{20,200})$/.test(line);
}

const writeAbove =
  /^[\s>#*—–=_~-]{0,30}(?:(?:please )?(?:write|type|enter|reply)(?: your (?:reply|answer))? above this line|reply above this line|in replies all text above this line|(?:пожалуйста, )?(?:пишите|ответьте|напишите)(?: ответ)? (?:выше|над) этой (?:строки|линии|чертой|строкой)|(?:будь ласка, )?(?:пишіть|напишіть)(?: відповідь)? (?:вище|над) (?:цього рядка|цим рядком|цією лінією)|请在(?:此|这)行(?:以上|上方|之上)(?:回复|书写|填写)|يرجى الكتابة فوق هذا السطر|اكتب ردك فوق هذا السطر)/iu;

/** Our own line, and those of other desks, below which only history follows. */
export function isWriteAboveLine(line: string): boolean {
  return line.length < 160 && writeAbove.test(line);
}

const forwardPrefix =
  /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|wg|tr|rv|enc|i|fw|doorst|vs|vb|vl|pd|videresendt|прсл|пересл|переслано|пересылка|нпр|转发|轉寄|转寄|إعادة توجيه|हवाला|továbbítás|i̇lt|ilt|yml|転送|전달|הועבר)\s?[:：]/iu;

/** Whether a subject says that its sender passes something on. */
export function isForwardSubject(subject: string): boolean {
  return forwardPrefix.test(subject.slice(0, 100));
}
