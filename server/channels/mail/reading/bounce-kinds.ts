/** Why a mail was not delivered, which is what one can do about it. */
export type BounceKind = "no_such_address" | "mailbox_full" | "blocked" | "policy" | "temporary" | "unknown";

const mailboxFull =
  /mailbox (?:is )?full|inbox is full|full mailbox|over ?quota|quota (?:exceeded|full|reached)|exceed\w* (?:\w+ ){0,4}quota|out of storage|storage (?:limit|quota)|insufficient (?:disk|system) (?:space|storage)|not enough (?:space|storage)|переполнен|превышен\w* квот|квот\w* превышен|ящик (?:заполнен|полон)|переповнен|скринька заповнена|перевищен\w* квот|邮箱(?:已满|空间不足)|容量(?:不足|已满)|空间已满|信箱已滿|ممتلئ|ممتلئة|تجاوز(?:ت)? (?:الحصة|حصة)/iu;

const noSuchAddress =
  /user (?:is )?unknown|unknown (?:user|recipient|address|local part)|no such (?:user|recipient|mailbox|address|person|domain|local)|no mailbox here|does(?: not|n't) exist|do(?: not|n't) exist|(?:user|recipient|address|mailbox|account)(?: \S+)? (?:was |could )?not (?:be )?found|couldn't be found|wasn't found|invalid (?:recipient|mailbox|address|user)|(?:mailbox|account|address|user)(?: \S+)? (?:is |has been )?(?:unavailable|disabled|inactive|suspended|deactivated|closed|deleted|discontinued)|no longer (?:available|active|valid|in use|on server)|not our customer|bad destination|recipient rejected|address rejected|host (?:or domain name )?not found|domain (?:name )?not found|nxdomain|no mx|mailbox not found|not a valid (?:user|mailbox|recipient)|recipnotfound|не существует|неизвестн\w* (?:пользовател|получател|адрес)|(?:пользователь|адрес|ящик|получатель) не найден|ящик (?:заблокирован|отключён|отключен|удалён)|домен не найден|не існує|не знайдено|невідом\w* (?:користувач|одержувач)|不存在|无此用户|没有找到|找不到|无效的(?:收件人|地址)|用户不存在|地址错误|غير موجود|لا يوجد|غير معروف|لم يتم العثور/iu;

const blocked =
  /block ?list|blacklist|black listed|denylist|blocked (?:using|by|because|due|for)|(?:is|are|been|was) blocked|spamhaus|spamcop|barracudacentral|sorbs|dnsbl|\brbl\b|(?:poor|bad|low) reputation|reputation|banned|sender (?:denied|rejected)|access denied, (?:banned|your)|client host \[?[\d.]+\]? (?:blocked|rejected)|listed (?:in|at|by)|в ч[её]рном списке|заблокирован отправитель|чорному списку|黑名单|被拦截|被屏蔽|القائمة السوداء|محظور/iu;

const policy =
  /spam|unsolicited|virus|malware|phish|content (?:rejected|denied|not|is)|message (?:rejected|refused|content)|prohibited|not allowed|not permitted|unauthenticated|authentication (?:required|checks)|dmarc|\bspf\b|dkim|policy|too (?:large|big|long)|exceeds? (?:the )?(?:maximum|size|limit)|size limit|message size|attachment|restricted|relay(?:ing)? (?:denied|access|not)|requires? tls|спам|политик|слишком (?:большой|велик)|отклонен\w* (?:по|из-за)|вирус|політик|завеликий|垃圾邮件|病毒|策略|过大|超过.{0,6}(?:大小|限制)|سياسة|مزعج/iu;

const temporary =
  /gr[ae]y ?list|try (?:again|later)|temporar|tempfail|deferred|timed? ?out|time-out|connection (?:refused|reset|lost|dropped)|unreachable|no route|too many (?:connections|messages|recipients)|rate ?limit|throttl|expired|retry (?:time|timeout)|service (?:is )?(?:currently )?unavailable|try\w* for|врем(?:я|енн)|попробуйте|тимчасов|稍后|暂时|超时|频率|مؤقت|لاحقا/iu;

/** By what the other server said; by its status where its words say nothing. */
export function bounceKind(status: string | null, diagnostic: string): BounceKind {
  const said = diagnostic.slice(0, 3_000);
  const [category = "", subject = "", detail = ""] = status?.split(".") ?? [];
  if ((subject === "2" && detail === "2") || mailboxFull.test(said)) return "mailbox_full";
  if (category === "4") return "temporary";
  if (/gr[ae]y ?list/i.test(said)) return "temporary";
  // 5.1.8 and 5.1.7 complain about the sender's address.
  if (subject === "1" && !["0", "7", "8"].includes(detail)) return "no_such_address";
  if (subject === "2" && detail === "1") return "no_such_address";
  if (subject === "7" && !noSuchAddress.test(said)) return blocked.test(said) ? "blocked" : "policy";
  if (blocked.test(said)) return "blocked";
  if (noSuchAddress.test(said)) return "no_such_address";
  if (policy.test(said) || subject === "6" || (subject === "3" && detail === "4") || subject === "7")
    return "policy";
  if (temporary.test(said) || (subject === "4" && ["1", "7"].includes(detail))) return "temporary";
  return "unknown";
}

/** Whether the address itself is at fault or may be good again tomorrow, for other mails than this one. */
export function isHard(kind: BounceKind, status: string | null): boolean {
  if (kind === "mailbox_full" || kind === "temporary") return false;
  return !status?.startsWith("4");
}
