import type { Address } from "./addresses.ts";
import { type Bounce, type DeliveryReport, readBounceText, readDeliveryReport } from "./bounces.ts";
import type { Headers, Part } from "./parts.ts";
import { type Feedback, type Receipt, readDisposition, readFeedback } from "./reports.ts";

/** Who really speaks when it is not a person. */
export type Automatic = "auto-reply" | "bounce" | "feedback-report" | "list" | "receipt";

interface Mail {
  root: Part;
  headers: Headers;
  from: Address | null;
  to: Address[];
  subject: string;
  text: string;
}

export interface Machine {
  auto: Automatic | null;
  bounce: Bounce | null;
  receipt: Receipt | null;
  feedback: Feedback | null;
}

const told = (auto: Automatic | null, more: Partial<Machine> = {}): Machine => ({
  auto,
  bounce: null,
  receipt: null,
  feedback: null,
  ...more,
});

/** Tells mail written by machines: failed deliveries, complaints, receipts, answers in someone's absence, bulk mail. */
export function recogniseMachine(mail: Mail): Machine {
  const parts = leaves(mail.root);
  const complaint = parts.find((part) => part.type.value === "message/feedback-report");
  if (complaint && (mail.root.type.value === "multipart/report" || isDaemon(mail)))
    return told("feedback-report", { feedback: readFeedback(complaint, parts) });

  const report = isReport(mail) ? readDeliveryReport(parts, mail.text) : null;
  if (report) return asDelivery(report);
  const disposition = parts.find((part) => part.type.value === "message/disposition-notification");
  if (disposition && (reportType(mail) || mail.root === disposition))
    return told("receipt", { receipt: readDisposition(disposition) });
  if (reportType(mail) === "disposition-notification") return told("receipt");

  const failedRecipients = headerAddresses(mail.headers.get("x-failed-recipients"));
  if (failedRecipients.length || isBounceInProse(mail)) {
    const ours = new Set(
      [...mail.to, ...(mail.from ? [mail.from] : [])].map((one) => one.address.toLowerCase()),
    );
    return asDelivery(readBounceText(mail.text, failedRecipients, ours));
  }
  if (isAutoReply(mail)) return told("auto-reply");
  if (isBulk(mail)) return told("list");
  if (/^auto-/i.test(first(mail, "auto-submitted"))) return told("auto-reply");
  return told(null);
}

/** A delay is no failure: whoever keeps trying says so, and nothing is to be done. */
function asDelivery({ bounce, told: what }: DeliveryReport): Machine {
  return what ? told("receipt", { receipt: what }) : told("bounce", { bounce });
}

function leaves(root: Part): Part[] {
  const found: Part[] = [];
  const open = [root];
  while (open.length) {
    const part = open.pop()!;
    if (part.children.length) open.push(...part.children.toReversed());
    else found.push(part);
  }
  return found;
}

function first(mail: Mail, name: string): string {
  return mail.headers.get(name)?.[0]?.trim() ?? "";
}

function reportType(mail: Mail): string {
  return mail.root.type.value === "multipart/report"
    ? (mail.root.type.params.get("report-type") ?? "").toLowerCase()
    : "";
}

/** A delivery report that a person forwards as an attachment is that person's mail. */
function isReport(mail: Mail): boolean {
  const type = mail.root.type.value;
  if (type === "multipart/report" || type === "message/delivery-status") return true;
  return isDaemon(mail) || isNullSender(mail);
}

function headerAddresses(values: string[] | undefined): string[] {
  return (values ?? []).flatMap((value) => value.match(/[^\s<>,;]{1,64}@[^\s<>,;]{1,255}/g) ?? []);
}

function isNullSender(mail: Mail): boolean {
  return /^<\s*>$/.test(first(mail, "return-path"));
}

function isDaemon(mail: Mail): boolean {
  const address = mail.from?.address ?? "";
  return (
    /^(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|mdaemon|bounces?|microsoftexchange[0-9a-f]{20,40})(?:@|$)/i.test(
      address,
    ) || /mail delivery (?:sub)?system|mailer-daemon|mail delivery service/i.test(mail.from?.name ?? "")
  );
}

const bounceSubject =
  /^(?:undeliver(?:ed|able)|mail delivery (?:failed|failure)|delivery (?:status notification|failure|failed|has failed|notification|incomplete|delayed)|failure notice|returned mail|mail could not be delivered|message (?:undeliverable|not delivered|delivery (?:failure|delayed))|non.?delivery|не ?удалось доставить|недоставлен|не доставлено|сообщение не доставлено|ошибка доставки|уведомление о (?:недоставке|статусе доставки)|недоставлене|не вдалося доставити|помилка доставки|unzustellbar|nicht zustellbar|non remis|échec de la remise|non recapitabile|no se puede entregar|não entregue|onbestelbaar|niedostarcz|退信|系统退信|邮件(?:退回|投递失败|未送达)|无法(?:投递|送达)|未送達|未传递|无法传递|لم يتم التسليم|تعذر التسليم|تعذّر تسليم|فشل (?:التسليم|تسليم)|غير قابل(?:ة)? للتسليم|warning: message .{1,40} delayed|nachricht konnte nicht zugestellt)/iu;

const bounceWords =
  /(?:could not be delivered|couldn't be delivered|wasn't delivered|was not delivered|unable to deliver|delivery (?:to the following|failed)|permanent (?:fatal )?(?:error|failure)|not been delivered|permanently|failed permanently|does not exist|user unknown|unknown user|mailbox (?:is )?(?:full|unavailable|not found)|no such user|undeliverable|rejected your message|this is the qmail-send program|this message was created automatically by mail delivery software|не может быть доставлено|не удалось доставить|не было доставлено|недоставлен|не вдалося доставити|не може бути доставлен|被退回|无法送达|无法投递|退信|不存在|投递失败|تعذر تسليم|لم يتم تسليم|لا يمكن تسليم|تعذّر تسليم|\b5\d\d[ -][#(]?5\.\d{1,3}\.\d{1,3}|\b[45]\.\d{1,3}\.\d{1,3}\b)/iu;

function isBounceInProse(mail: Mail): boolean {
  const subject = mail.subject.slice(0, 200).trim();
  const failing = bounceSubject.test(subject);
  const words = bounceWords.test(mail.text.slice(0, 5_000));
  if (isDaemon(mail)) return failing || words;
  if (isNullSender(mail)) return failing && words;
  // A customer may well ask about "Undelivered mail": the subject alone proves nothing.
  return failing && words && /^auto-/i.test(first(mail, "auto-submitted"));
}

const autoReplyHeaders = [
  "x-autoreply",
  "x-auto-reply",
  "x-autorespond",
  "x-autoresponder",
  "x-autoresponse",
  "x-auto-respond",
  "x-autoreply-from",
  "x-mail-autoreply",
  "x-autogenerated",
  "x-autoreply-to",
  "x-vacation",
  "x-yandex-autoreply",
  "x-fc-machinegenerated",
];

const autoReplySubject =
  /^(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|autoreply|out of (?:the )?office|автоответ|автоматический ответ|автовідповідь|автоматична відповідь|автоматичне сповіщення про відсутність|відсутній на робочому місці|自动回复|自動回覆|自动答复|自動回信|رد تلقائي|الرد التلقائي|رد آلي|automatische antwort|abwesenheitsnotiz|réponse automatique|respuesta automática|risposta automatica|resposta automática|automatisch antwoord|autosvar|automatyczna odpowiedź|автоматичен отговор|вне офиса|поза офісом|(?:外出|假期|休假)自动回复|خارج المكتب|إجابة تلقائية|otomatik yanıt|自動返信|자동 회신)/iu;

/** People use these words themselves; only beside a text that calls itself automatic do they tell a machine. */
const absenceSubject =
  /^(?:on (?:vacation|holiday|leave)|vacation|away\b|я в отпуске|в отпуске|нет на месте|отсутствую|у відпустці|я у відпустці|відсутн|休假|外出|不在办公室|في إجازة|abwesen|ich bin nicht|absence|en vacances|ausente|fuera de la oficina|fuori sede|assente|afwezig|nieobecn)/iu;

const callsItselfAutomatic =
  /automat(?:ic|ed|ically|isch|ique|ica|yczn)|auto-?reply|автоматич|автоответ|автовідпов|自动|自動|تلقائي|آلي/iu;

const absenceWords =
  /(?:out of (?:the )?office|on (?:vacation|holiday|leave)|away from (?:my|the) (?:desk|office|mail)|automat(?:ic|ed) (?:reply|response|message)|do not reply|limited access to|в отпуске|нет на (?:рабочем )?месте|отсутств|не отвечайте на это|автоматическ|у відпустці|відсутн|автоматичн|не відповідайте|休假|度假|不在|外出|自动回复|自動回覆|请勿回复|已收到您的(?:邮件|来信)|خارج المكتب|في إجازة|إجازة|رد تلقائي|تلقائي|لا ترد|عدم الرد)/iu;

function isAutoReply(mail: Mail): boolean {
  if (/^auto-replied/i.test(first(mail, "auto-submitted"))) return true;
  if (
    autoReplyHeaders.some((name) => mail.headers.has(name) && !/^(?:no|false|none)$/i.test(first(mail, name)))
  )
    return true;
  if (/^auto[_-]?reply/i.test(first(mail, "precedence"))) return true;
  if (/autoresponder/i.test(`${first(mail, "delivered-to")} ${first(mail, "x-post-messageclass")}`))
    return true;
  const suppress = first(mail, "x-auto-response-suppress");
  const subject = autoReplySubject.test(mail.subject.slice(0, 200).trim());
  if (/^all\b/i.test(suppress) || /\bautoreply\b/i.test(suppress)) return subject || !isBulk(mail);
  if (!subject)
    return (
      absenceSubject.test(mail.subject.slice(0, 200).trim()) &&
      callsItselfAutomatic.test(mail.text.slice(0, 2_000))
    );
  // Words in a subject are a weak sign: something else has to say so too.
  return (
    suppress !== "" ||
    isNullSender(mail) ||
    mail.headers.has("in-reply-to") ||
    mail.headers.has("references") ||
    /^(?:bulk|junk)/i.test(first(mail, "precedence")) ||
    /^(?:auto-)/i.test(first(mail, "auto-submitted")) ||
    absenceWords.test(mail.text.slice(0, 2_000))
  );
}

function isBulk(mail: Mail): boolean {
  const precedence = first(mail, "precedence");
  const listHeaders =
    mail.headers.has("list-id") || mail.headers.has("list-unsubscribe") || mail.headers.has("list-post");
  if (!/^(?:bulk|list|junk)/i.test(precedence) && !listHeaders) return false;
  return !isCustomerThroughGroup(mail);
}

/**
 * Many firms let support@ be a group that passes mail on to the desk. The group stamps list headers on what a
 * customer wrote to it; a newsletter carries an unsubscribe link of its own.
 */
function isCustomerThroughGroup(mail: Mail): boolean {
  if (!mail.headers.has("x-google-group-id") && !/^list .+; contact /i.test(first(mail, "mailing-list")))
    return false;
  if (mail.headers.has("feedback-id") || mail.headers.has("list-unsubscribe-post")) return false;
  if (/^(?:no-?reply|newsletter|news|marketing|mailer)/i.test(mail.from?.address ?? "")) return false;
  const group = headerAddresses(mail.headers.get("list-post")).map((address) =>
    address.replace(/^mailto:/i, "").toLowerCase(),
  );
  const named = mail.to.some((one) => group.includes(one.address.toLowerCase()));
  const team =
    /^(?:support|help|helpdesk|service|care|info|contact|hello|sales|office|kundenservice|customer)/i;
  return named && mail.to.some((one) => team.test(one.address));
}
