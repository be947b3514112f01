import type { DemoConversation } from "../types.ts";

export const lumenAr: DemoConversation[] = [
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "lina-saab",
    language: "ar",
    subject: "النص العربي والفرنسي يتداخلان في السطر نفسه",
    tags: ["typing"],
    priority: "normal",
    status: "waiting",
    team: "technical",
    owner: "salma",
    daysAgo: 8,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "مرحباً، أنا مترجمة وكل ملاحظاتي عربي وفرنسي في السطر نفسه. منذ آخر تحديث صار القوس والنقطة يقفزان إلى الجهة الخطأ، مثلاً (contrat de bail) عقد الإيجار يظهر القوس مقلوباً في أول السطر. في النسخة السابقة كان كل شيء مضبوطاً. أرفقت صورة للحالتين.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 88,
        text: `أهلاً لينا، وصلت الصورتان والفرق واضح.

السبب عندنا: في 6.3 صار اتجاه السطر يُحسب من أول حرف فيه، فإذا بدأ بقوس وكلمة فرنسية اعتُبر السطر كله لاتينياً.

حتى يصدر الإصلاح:
١. ضعي المؤشر في أول السطر.
٢. اضغطي Ctrl+Shift من جهة اليمين لتثبيت السطر عربياً.
٣. يبقى مثبتاً حتى لو عدّلتِ عليه لاحقاً.

الإصلاح مكتوب ويُجرَّب الآن، وسأكتب لك يوم يصل إليك.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1500,
        text: "الحل المؤقت نفع، شكراً سلمى. لكن عندي ألف ملاحظة، لا يمكن أن أثبّتها سطراً سطراً. متى الإصلاح؟",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 70,
        text: "لا طبعاً، لا تثبّتي إلا ما تعملين عليه الآن. الإصلاح يعيد حساب الاتجاه لكل الملاحظات القديمة تلقائياً، وموعده النسخة 6.3.1 خلال أسبوع. إن أحببتِ أضع حسابك بين أول من يستلمها.",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "fahad-alharbi",
    language: "ar",
    subject: "استفسار عن الفاتورة",
    tags: ["invoice", "billing"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "salma",
    daysAgo: 36,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `السلام عليكم ورحمة الله
وصلتني فاتورة LN-48290 بمبلغ 96 دولار والمتفق عليه 72 حسب صفحة العرض. أرجو التوضيح أو إرجاع الفرق.`,
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 45,
        text: `وعليكم السلام ورحمة الله وبركاته أستاذ فهد،

معك حق. العرض كان سارياً لحظة اشتراكك لكن رمز الخصم لم يُطبَّق لأن الصفحة فُتحت من التطبيق لا من المتصفح، وهذا خلل عندنا.

أرجعنا الفرق (24 دولاراً) إلى بطاقتك، ويظهر خلال ٣ إلى ٥ أيام عمل، وأصدرنا فاتورة معدلة LN-48290-R1.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2900,
        text: "تم استلام المبلغ. جزاكم الله خير على سرعة الرد",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "doaa-hamdy",
    language: "ar",
    subject: "التطبيق بيقفل لوحده",
    tags: ["crash", "app"],
    priority: "high",
    status: "new",
    team: "technical",
    owner: null,
    daysAgo: 0.15,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "السلام عليكم التطبيق بيفتح ثانية ويقفل لوحده من امبارح",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 4,
        text: "موبايلي سامسونج A34 وعملت ريستارت ومسحته ونزلته تاني برضه نفس الكلام. الملاحظات لسه موجودة ولا راحت؟؟ عندي محاضرات عليه",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "ziad-mansour",
    language: "ar",
    subject: "نقل الاشتراك من فردي إلى فريق",
    tags: ["team-plan", "billing"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "omar",
    daysAgo: 50,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "يعطيكم العافية، عنا استوديو صغير، خمس أشخاص، وكل واحد دافع اشتراك لحاله. بدنا نجمعهم بفريق واحد وفاتورة وحدة. شو بيصير بالمصاري اللي ندفعت؟ وملاحظات كل واحد بتضل إله؟",
      },
      {
        by: "omar",
        kind: "message",
        afterMinutes: 60,
        text: `الله يعافيك زياد،

جوابين بالترتيب:
المصاري: كل اللي باقي من الاشتراكات الخمسة بينحسب رصيد، وبينخصم من فاتورة الفريق الأولى. حسبتها إلك: باقيلكم 118 يورو.
الملاحظات: بتضل لصاحبها وما حدا بشوفها إلا إذا هو حطّها بدفتر مشترك.

إذا مناسب، ابعتلي الإيميلات الخمسة وبحوّلهم الليلة، الشغل ما بوقف ولا دقيقة.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 25,
        text: "تمام، هاي الإيميلات، كلها على دومين الاستوديو: ziad وبعدين maya و anas و rawan، والخامس studio للحساب المشترك تبع الطابعة",
      },
      {
        by: "omar",
        kind: "message",
        afterMinutes: 95,
        text: "صرتوا فريق. الفاتورة الموحدة عندك بالإيميل والرصيد مخصوم منها. بالتوفيق بالمشاريع.",
      },
    ],
  },
];
