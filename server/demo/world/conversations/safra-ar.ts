import type { DemoConversation } from "../types.ts";

export const safraAr: DemoConversation[] = [
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "sheikha-almarri",
    language: "ar",
    subject: "طاولة الخميس عند النافورة",
    tags: ["booking", "vip"],
    priority: "normal",
    status: "closed",
    team: "floor",
    owner: "salma",
    daysAgo: 11,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "مساكم الله بالخير سلمى، أبغي طاولتي عند النافورة يوم الخميس لستة أشخاص الساعة تسع. معانا الوالدة هالمرة فياليت كرسي مريح ومكان ما فيه درج.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 18,
        text: `مساج النور والسرور أم راشد،

حجزنا لكم طاولة النافورة الخميس الساعة التاسعة لستة أشخاص، ووصينا على كرسي بمساند للوالدة الله يطول بعمرها. الدخول من جهة الحديقة ما فيه ولا درجة، وبيكون أحد منا ينتظركم عند الموقف.

تبون القهوة أول ما توصلون مثل كل مرة؟`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 9,
        text: "هيه نعم، وبدون سكر حق الوالدة. مشكورة",
      },
      {
        by: "salma",
        kind: "note",
        afterMinutes: 3,
        text: "Fountain table, 6, Thursday 21:00. Chair with arms from the private room. Garden entrance, Yusuf at the car park. Coffee on arrival, one without sugar.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 5900,
        text: "ما قصرتوا والله، الوالدة للحين تتكلم عن الكبة. الله يبارك فيكم",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "aisha-alsuwaidi",
    language: "ar",
    subject: "حساسية سمسم شديدة – حجز الجمعة",
    tags: ["allergy", "booking", "kids"],
    priority: "critical",
    status: "open",
    team: "floor",
    owner: "salma",
    daysAgo: 0.9,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "السلام عليكم. حاجزين الجمعة الساعة ٢ ظهراً، ٥ أشخاص باسم عائشة. ولدي عمره ٧ سنوات وعنده حساسية شديدة من السمسم (عنده قلم إبينفرين). أبي أعرف بالضبط شنو يقدر ياكل، لأن الطحينة في كل مكان عندكم. المرة اللي طافت في مطعم ثاني قالوا «ما فيه سمسم» وطلع في الخبز.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 14,
        text: `وعليكم السلام ورحمة الله أم سيف، شكراً إنكم كتبتوا لنا قبل بوقت.

ما بعطيكم جواب من عندي، بسأل الشيف مروان نفسه وأرد عليكم اليوم قبل المغرب بقائمة مكتوبة: شنو آمن، وشنو ينطبخ بعيد عن الطحينة، وشنو نمنعه تماماً عن طاولتكم حتى لو طلبتوه.`,
      },
      {
        by: "salma",
        kind: "note",
        afterMinutes: 40,
        text: "الشيف: الخبز عندنا فيه سمسم على الوجه، نقدر نجيب خبز سادة من فرن ثاني مغلف. المشاوي على شواية منفصلة بصاج جديد. ممنوع: الفلافل (الزيت مشترك)، الحلاوة، التبولة لأن السكين مشترك. لا نعد بـ«صفر سمسم» في المطبخ، لازم نقولها لهم صراحة.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 160,
        text: "مشكورة. قبل لا توصلني القائمة بس سؤال: الرز الأبيض ينطبخ في نفس القدور؟ لأن هذا أكثر شي ياكله",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "karim-abdelrahman",
    language: "ar",
    subject: "حجز لعيد ميلاد مراتي",
    tags: ["booking"],
    priority: "normal",
    status: "new",
    team: "floor",
    owner: null,
    daysAgo: 0.47,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "مساء الفل، عايز احجز ترابيزة لاتنين يوم السبت الجاي الساعة ٨ ونص، عيد ميلاد مراتي وعايزها مفاجأة. ممكن تورتة صغيرة تتكتب عليها «كل سنة وانتي طيبة يا نهى»؟ وياريت مكان هادي بعيد عن الباب. هي فاكرة اننا رايحين سينما 😄",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "rami-nasrallah",
    language: "ar",
    subject: "عتب من زبون قديم",
    tags: ["complaint"],
    priority: "high",
    status: "waiting",
    team: "floor",
    owner: "omar",
    daysAgo: 5.2,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `تحية وبعد،

صرلي سنتين بجي لعندكن وما مرة حكيت كلمة. مبارح نطرنا خمسين دقيقة عالمشاوي، إجت باردة، ولما حكينا الشاب قال «المطبخ مضغوط» وراح. ولا اعتذار ولا فنجان قهوة. كنا مع ضيوف من برا البلد وتبهدلت قدّامن.

مش طالب مصاري. بس إذا هيك صار المستوى خبّروني حتى ما جيب حدا بعد هلق.

رامي نصرالله`,
      },
      {
        by: "omar",
        kind: "message",
        afterMinutes: 95,
        text: `أستاذ رامي الكريم،

كلامك وصل وزعّلني قبل ما يزعّلك. سألت عن ليلة مبارح: انقطعت شواية من التنتين الساعة تسعة، وكان لازم حدا يوقف على طاولتك ويقولها، مش يقول «مضغوط» ويمشي. هيدا خطأنا من أوله لآخره.

مش رح أعرض عليك خصم بعد ما قلت ما بدك مصاري. بدي أعزمك إنت وضيوفك نفسهم، إذا بعدن هون، على نفس الطاولة ونفس المشاوي متل ما لازم تكون، وأنا بكون واقف. وإذا سافروا، فأي وقت بتختارو.

بتسمحلي إتصل فيك اليوم بعد الستة؟`,
      },
      {
        by: "omar",
        kind: "note",
        afterMinutes: 5,
        text: "Spoke to Marwan and the waiter (Fadi). Second grill tripped at 21:05, nobody told the floor. Invitation for up to 6, on the house, I take the table myself.",
      },
    ],
  },
];
