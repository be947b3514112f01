import type { Locale } from "./languages.ts";

/**
 * What may stand before a colon in a search, and what it asks for. Each has its English name and one in each other
 * language of the product; all are understood by everybody, whatever they read the desk in.
 */
export const operatorNames = {
  from: { en: ["from"], ru: ["от"], uk: ["від"], zh: ["发件人", "来自"], ar: ["من"] },
  to: { en: ["to"], ru: ["кому"], uk: ["кому", "до"], zh: ["收件人"], ar: ["إلى"] },
  subject: { en: ["subject"], ru: ["тема"], uk: ["тема"], zh: ["主题"], ar: ["الموضوع", "موضوع"] },
  number: { en: ["number"], ru: ["номер"], uk: ["номер"], zh: ["编号", "号码"], ar: ["رقم"] },
  tag: { en: ["tag"], ru: ["метка", "тег"], uk: ["мітка", "тег"], zh: ["标签"], ar: ["وسم", "الوسم"] },
  line: { en: ["line"], ru: ["линия"], uk: ["лінія"], zh: ["业务线"], ar: ["مسار", "المسار"] },
  status: { en: ["status"], ru: ["статус"], uk: ["статус"], zh: ["状态"], ar: ["حالة", "الحالة"] },
  brand: { en: ["brand"], ru: ["бренд"], uk: ["бренд"], zh: ["品牌"], ar: ["علامة", "العلامة"] },
  channel: { en: ["channel"], ru: ["канал"], uk: ["канал"], zh: ["渠道"], ar: ["قناة", "القناة"] },
  owner: {
    en: ["owner"],
    ru: ["ответственный"],
    uk: ["відповідальний"],
    zh: ["负责人"],
    ar: ["مسؤول", "المسؤول"],
  },
  is: { en: ["is"], ru: ["это", "есть"], uk: ["це", "є"], zh: ["是"], ar: ["هي"] },
  has: { en: ["has"], ru: ["вложено", "с"], uk: ["вкладено", "з"], zh: ["含"], ar: ["يحتوي", "مع"] },
  lang: { en: ["lang", "language"], ru: ["язык"], uk: ["мова"], zh: ["语言"], ar: ["لغة", "اللغة"] },
  before: { en: ["before"], ru: ["раньше", "до"], uk: ["раніше"], zh: ["早于"], ar: ["قبل"] },
  after: { en: ["after"], ru: ["после", "позже"], uk: ["після", "пізніше"], zh: ["晚于"], ar: ["بعد"] },
} satisfies Record<string, Record<Locale, string[]>>;
export type Operator = keyof typeof operatorNames;
export const operators = Object.keys(operatorNames) as Operator[];

/** What may stand behind the colon, where that is one of a few. */
export const operatorValues = {
  is: {
    open: { en: ["open"], ru: ["открыто"], uk: ["відкрито"], zh: ["未关闭"], ar: ["مفتوحة"] },
    closed: { en: ["closed"], ru: ["закрыто"], uk: ["закрито"], zh: ["已关闭"], ar: ["مغلقة"] },
    unread: { en: ["unread"], ru: ["непрочитано"], uk: ["непрочитано"], zh: ["未读"], ar: ["غير-مقروءة"] },
    waiting: { en: ["waiting"], ru: ["ждёт"], uk: ["чекає"], zh: ["等待我们"], ar: ["تنتظر"] },
  },
  status: {
    new: { en: ["new"], ru: ["новое"], uk: ["нове"], zh: ["新"], ar: ["جديدة"] },
    open: { en: ["open"], ru: ["в-работе"], uk: ["у-роботі"], zh: ["处理中"], ar: ["مفتوحة"] },
    waiting: {
      en: ["waiting"],
      ru: ["ждём-клиента"],
      uk: ["чекаємо-на-клієнта"],
      zh: ["等待客户"],
      ar: ["بانتظار-العميل"],
    },
    closed: { en: ["closed"], ru: ["закрыто"], uk: ["закрито"], zh: ["已关闭"], ar: ["مغلقة"] },
  },
  channel: {
    email: { en: ["email", "e-mail", "mail"], ru: ["почта"], uk: ["пошта"], zh: ["邮件"], ar: ["بريد"] },
    chat: { en: ["chat"], ru: ["чат"], uk: ["чат"], zh: ["聊天"], ar: ["دردشة"] },
    form: { en: ["form"], ru: ["форма"], uk: ["форма"], zh: ["表单"], ar: ["نموذج"] },
    phone: { en: ["phone"], ru: ["телефон"], uk: ["телефон"], zh: ["电话"], ar: ["هاتف"] },
    counter: {
      en: ["counter"],
      ru: ["личный-визит"],
      uk: ["особистий-візит"],
      zh: ["到店"],
      ar: ["حضوريًا"],
    },
    api: { en: ["api"], ru: ["api"], uk: ["api"], zh: ["api"], ar: ["api"] },
  },
  line: {
    service: { en: ["service"], ru: ["сервис"], uk: ["сервіс"], zh: ["服务"], ar: ["الخدمة"] },
    support: { en: ["support"], ru: ["поддержка"], uk: ["підтримка"], zh: ["支持"], ar: ["الدعم"] },
  },
  has: {
    attachment: {
      en: ["attachment", "file"],
      ru: ["вложение", "файл"],
      uk: ["вкладення", "файл"],
      zh: ["附件"],
      ar: ["مرفق"],
    },
  },
  owner: {
    me: { en: ["me"], ru: ["я"], uk: ["я"], zh: ["我"], ar: ["أنا"] },
    nobody: { en: ["nobody", "none"], ru: ["никто"], uk: ["ніхто"], zh: ["无"], ar: ["لا-أحد"] },
  },
  lang: {
    en: { en: ["en", "english"], ru: ["английский"], uk: ["англійська"], zh: ["英语"], ar: ["الإنجليزية"] },
    ru: { en: ["ru", "russian"], ru: ["русский"], uk: ["російська"], zh: ["俄语"], ar: ["الروسية"] },
    uk: {
      en: ["uk", "ukrainian"],
      ru: ["украинский"],
      uk: ["українська"],
      zh: ["乌克兰语"],
      ar: ["الأوكرانية"],
    },
    zh: { en: ["zh", "chinese"], ru: ["китайский"], uk: ["китайська"], zh: ["中文"], ar: ["الصينية"] },
    ar: { en: ["ar", "arabic"], ru: ["арабский"], uk: ["арабська"], zh: ["阿拉伯语"], ar: ["العربية"] },
  },
} satisfies Partial<Record<Operator, Record<string, Record<Locale, string[]>>>>;
export type ListedOperator = keyof typeof operatorValues;
