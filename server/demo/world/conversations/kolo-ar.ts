import type { DemoConversation } from "../types.ts";

export const koloAr: DemoConversation[] = [
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "khalid-almansoori",
    language: "ar",
    subject: "تغيير موعد التوصيل",
    tags: ["delivery", "address-change"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "salma",
    daysAgo: 29,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "السلام عليكم، عندي توصيل باجر طلب KB-20391 بس بكون مسافر. تقدرون تأخرونه لين الأحد؟",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 5,
        text: "وعليكم السلام أستاذ خالد، حاضرين. أخّرناه إلى الأحد بين ٤ و٨ مساءً، على نفس العنوان في مردف. يناسبك الوقت؟",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2,
        text: "ممتاز، بس خلوه يتصل قبل لا يوصل مب واتساب",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 2,
        text: "تم، كتبنا للمندوب: اتصال فقط قبل الوصول بنصف ساعة. رحلة سعيدة وترجع بالسلامة.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "abdullah-alshehri",
    language: "ar",
    subject: "KB-20244 وصلت العجلة الخلفية ملتوية",
    tags: ["damaged", "warranty"],
    priority: "high",
    status: "open",
    team: "technical",
    owner: "salma",
    daysAgo: 2.1,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "KB-20244 استلمت الدراجة Gravel G2 أمس وفككت الكرتون وكل شي مرتب ما عدا العجلة الخلفية: ملتوية يمين ويسار وتحك في الفرامل. الكرتون من برا كان فيه ضربة واضحة وصورتها قبل الفتح. يوم الجمعة عندنا طلعة مع الفريق ومحتاجها.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 33,
        text: `حياك الله أخ عبدالله، والحمد لله إنك صورت الكرتون قبل الفتح، هذا يختصر علينا الطريق.

العجلة نبدلها لك بدون ما ترجع الدراجة. عندي خيارين عشان تلحق على الجمعة:
١. نرسل عجلة جديدة كاملة من مستودع الرياض، توصلك الأربعاء إن شاء الله.
٢. أو ورشة شريكة في أبها تعدل العجلة غداً، وبعدها نرسل الجديدة على راحتها.

أي واحد أحب لك؟ وأرسل لي صور الكرتون عشان نرفع مطالبة على شركة الشحن، وأنت ما عليك شي.`,
      },
      {
        by: "salma",
        kind: "note",
        afterMinutes: 4,
        text: "Two wheels left in Riyadh for G2. I have put one aside under his name until tomorrow noon, please do not release it.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 95,
        text: "الخيار الأول الله يعطيك العافية. أرفقت الصور. وسؤال: التاير والديسك يجون مع العجلة ولا أنقلهم من القديمة؟",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "mostafa-adel",
    language: "ar",
    subject: "عايز أعرف السعر شامل الشحن لمصر",
    tags: ["order", "advice"],
    priority: "normal",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.2,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `مساء الخير
لو سمحتم عايز اعرف الـ City 7 هتوصل القاهرة بكام بالظبط، شامل الشحن والجمارك يعني السعر النهائي اللي هدفعه. وهل فيه تقسيط؟ وبتوصل في قد ايه تقريبا
شكرا جزيلا`,
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "hala-barakat",
    language: "ar",
    subject: "مبروك عليي الدراجة، وسؤال زغير",
    tags: ["order", "praise"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "salma",
    daysAgo: 44,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "مرحبا، وصلتني الـ Mini 20 لابني والفرحة ما بتتوصف، يسلمو ع التغليف والكرت المكتوب بخط الإيد. بس بدي أسأل: الجرس اللي بالصورة بالموقع أزرق واللي إجا أسود. مش مشكلة كبيرة بس الصبي لاحظ قبلي 😅",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 58,
        text: `أهلين هلا، ألف مبروك وتتهنّوا!

معو حق الصبي: الجرس الأزرق خلص من المستودع وحطّوا الأسود بدل ما يخبّروكي، وهيدا غلط منّا. الأزرق صار موجود وبعتلكن واحد اليوم مجاناً، بيركب بمفك صغير بدقيقتين. والأسود خلّوه عندكن.

قوليلو إنو عينو قوية.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 8700,
        text: "وصل الجرس! صار يزمّر بكل البيت، الله يسامحكن 😂 شكراً من قلبي",
      },
    ],
  },
];
