export type Language = "en" | "ru" | "uk" | "zh" | "ar";
export const languages: Language[] = ["en", "ru", "uk", "zh", "ar"];

export interface Person {
  name: string;
  address: string;
}

/** What somebody means to send; how it looks on the wire is their program's business. */
export interface Said {
  language: Language;
  kind: "fresh" | "reply" | "forward";
  from: Person;
  subject: string;
  paragraphs: string[];
  /** Below the words, set off in the way of the program. */
  signature: string[];
  /** What is answered or passed on. */
  before: { from: Person; to: Person; subject: string; lines: string[] } | null;
  file: { name: string; type: string; content: Buffer } | null;
}

export const desk: Person = { name: "Tandem Bikes", address: "help@tandem-bikes.example" };

interface Stock {
  people: Person[];
  subjects: string[];
  letters: string[][];
  signature: string[];
  ours: string[];
  supplier: Person;
  supplied: { subject: string; lines: string[] };
  fileName: string;
}

export const stock: Record<Language, Stock> = {
  en: {
    people: [
      { name: "Ines Vidal", address: "ines@radsport.example" },
      { name: "Peter O'Brien", address: "peter.obrien@canal-rides.example" },
    ],
    subjects: ["Order 1042: the bell is missing", "Question about the gears"],
    letters: [
      [
        "Hello,",
        "the parcel came this morning, but the bell that I ordered with it was not inside. Could you send it after?",
        "Thank you!",
      ],
      [
        "Good afternoon,",
        "since the last service the third gear jumps whenever I go uphill. I can bring the bicycle on Thursday or Friday after four.",
        "What would the repair cost?",
      ],
      ["Yes, the blue one please, and the larger size."],
    ],
    signature: ["Ines Vidal", "Canal Street Couriers", "+44 20 7946 0123"],
    ours: [
      "Hello Ines,",
      "your order left our workshop today. It should be with you by Friday.",
      "Nina, Tandem Bikes",
    ],
    supplier: { name: "Parts & Chains Ltd", address: "bills@parts-chains.example" },
    supplied: {
      subject: "Invoice 7741",
      lines: ["Dear customer,", "please pay 40.00 GBP for two brake cables by the end of May."],
    },
    fileName: "photo of the frame.jpg",
  },
  ru: {
    people: [
      { name: "Инес Видаль", address: "ines@kolo-ural.example" },
      { name: "Пётр Яковлев", address: "p.yakovlev@velomaster.example" },
    ],
    subjects: ["Заказ 1042: нет звонка", "Вопрос про переключатель скоростей"],
    letters: [
      [
        "Здравствуйте!",
        "Посылка пришла сегодня утром, но звонка, который я заказывала вместе с рамой, в коробке не оказалось. Вышлите его отдельно, пожалуйста.",
        "Спасибо!",
      ],
      [
        "Добрый день,",
        "после последнего ремонта третья передача проскакивает на каждом подъёме. Могу привезти велосипед в четверг или в пятницу после четырёх.",
        "Сколько будет стоить ремонт?",
      ],
      ["Да, синий, пожалуйста, и размер побольше."],
    ],
    signature: ["Инес Видаль", "Курьерская служба «Колесо»", "+7 343 555-01-23"],
    ours: [
      "Здравствуйте, Инес!",
      "Ваш заказ сегодня вышел из мастерской и будет у вас до пятницы.",
      "Нина, Tandem Bikes",
    ],
    supplier: { name: "ООО «Цепи и звёзды»", address: "schet@cepi-zvezdy.example" },
    supplied: {
      subject: "Счёт 7741",
      lines: ["Уважаемый клиент!", "Просим оплатить 4 000 рублей за два тормозных троса до конца мая."],
    },
    fileName: "фото рамы с царапиной.jpg",
  },
  uk: {
    people: [
      { name: "Інес Відаль", address: "ines@rover-lviv.example" },
      { name: "Петро Яремчук", address: "p.yaremchuk@velorynok.example" },
    ],
    subjects: ["Замовлення 1042: бракує дзвінка", "Питання щодо перемикача"],
    letters: [
      [
        "Доброго дня!",
        "Посилка прийшла сьогодні вранці, але дзвінка, який я замовляла разом із рамою, у коробці не було. Надішліть його окремо, будь ласка.",
        "Дякую!",
      ],
      [
        "Вітаю,",
        "після останнього ремонту третя передача проскакує на кожному підйомі. Можу привезти велосипед у четвер або в п’ятницю після четвертої.",
        "Скільки коштуватиме ремонт?",
      ],
      ["Так, синій, будь ласка, і більший розмір."],
    ],
    signature: ["Інес Відаль", "Кур’єри «Ровер»", "+380 32 255 01 23"],
    ours: [
      "Доброго дня, Інес!",
      "Ваше замовлення сьогодні вирушило з майстерні й буде у вас до п’ятниці.",
      "Ніна, Tandem Bikes",
    ],
    supplier: { name: "ТОВ «Ланцюг»", address: "rahunok@lantsiuh.example" },
    supplied: {
      subject: "Рахунок 7741",
      lines: ["Шановний клієнте!", "Просимо сплатити 1 600 гривень за два гальмівні троси до кінця травня."],
    },
    fileName: "світлина рами з подряпиною.jpg",
  },
  zh: {
    people: [
      { name: "李雨桐", address: "yutong@lanqiao-qixing.example" },
      { name: "陈志远", address: "zhiyuan.chen@shanlu-danche.example" },
    ],
    subjects: ["订单1042：少了车铃", "关于变速器的问题"],
    letters: [
      [
        "您好，",
        "今天早上收到了包裹，但是和车架一起订的车铃不在箱子里。麻烦你们单独寄给我，可以吗？",
        "谢谢！",
      ],
      [
        "你们好，",
        "上次保养以后，每次上坡第三档都会跳。我可以在星期四或者星期五下午四点以后把自行车送过来。",
        "请问修理大概要多少钱？",
      ],
      ["对，请给我蓝色的，要大一号。"],
    ],
    signature: ["李雨桐", "蓝桥骑行快递", "021-5555-0123"],
    ours: ["李女士，您好！", "您的订单今天已经从我们的工坊发出，预计星期五之前送到。", "妮娜，Tandem Bikes"],
    supplier: { name: "链条配件有限公司", address: "zhangdan@liantiao-peijian.example" },
    supplied: {
      subject: "账单7741",
      lines: ["尊敬的客户：", "请在五月底之前支付两根刹车线的货款三百六十元。"],
    },
    fileName: "车架照片有划痕.jpg",
  },
  ar: {
    people: [
      { name: "إيناس الخطيب", address: "inas@darraja-amman.example" },
      { name: "بطرس حداد", address: "boutros@jabal-wheels.example" },
    ],
    subjects: ["الطلب 1042: الجرس ناقص", "سؤال عن ناقل السرعات"],
    letters: [
      [
        "مرحبا،",
        "وصل الطرد هذا الصباح، لكن الجرس الذي طلبته مع الهيكل لم يكن في الصندوق. هل يمكنكم إرساله وحده؟",
        "شكرا لكم!",
      ],
      [
        "السلام عليكم،",
        "منذ الصيانة الأخيرة تقفز السرعة الثالثة عند كل صعود. أستطيع إحضار الدراجة يوم الخميس أو الجمعة بعد الساعة الرابعة.",
        "كم تبلغ تكلفة الإصلاح؟",
      ],
      ["نعم، الأزرق من فضلكم، والمقاس الأكبر."],
    ],
    signature: ["إيناس الخطيب", "سعاة الدراجة", "+962 6 555 0123"],
    ours: ["مرحبا إيناس،", "غادر طلبك ورشتنا اليوم، وسيصلك قبل يوم الجمعة.", "نينا، Tandem Bikes"],
    supplier: { name: "شركة السلاسل", address: "fawatir@salasil.example" },
    supplied: {
      subject: "الفاتورة 7741",
      lines: ["عميلنا العزيز،", "نرجو دفع ثلاثين دينارا ثمن سلكي فرامل قبل نهاية مايو."],
    },
    fileName: "صورة الهيكل المخدوش.jpg",
  },
};

/** A small file that is no text: each byte counts. */
const photo = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from("JFIF\0"),
  Buffer.from(Array.from({ length: 700 }, (_, i) => (i * 73 + 11) & 255)),
]);

/** One of the letters of a language, in one of the three ways in which people write to a desk. */
export function say(language: Language, kind: Said["kind"], nr: number): Said {
  const { people, subjects, letters, signature, ours, supplier, supplied, fileName } = stock[language];
  const from = people[nr % people.length]!;
  const subject = subjects[nr % subjects.length]!;
  const mine = { language, kind, from, subject, paragraphs: letters[nr % letters.length]! };
  if (kind === "forward")
    return {
      ...mine,
      signature: [],
      before: { from: supplier, to: from, subject: supplied.subject, lines: supplied.lines },
      file: null,
    };
  if (kind === "reply")
    return { ...mine, signature, before: { from: desk, to: from, subject, lines: ours }, file: null };
  return {
    ...mine,
    signature: [],
    before: null,
    file: { name: fileName, type: "image/jpeg", content: photo },
  };
}
