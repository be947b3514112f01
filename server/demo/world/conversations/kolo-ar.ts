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
    daysAgo: 28.92,
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
    daysAgo: 1.99,
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
    daysAgo: 43.87,
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
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "khalid-almansoori",
    language: "ar",
    subject: "E21 يطلع في الشاشة وأنا على كورنيش الشارقة",
    tags: ["motor"],
    priority: "high",
    status: "waiting",
    team: "technical",
    owner: "salma",
    daysAgo: 2.13,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "E21 طلع لي فجأة والموتور وقف، وأنا طالع جسر المشاة. طفيتها وشغلتها ورجعت اشتغلت بس خايف تطفي مرة ثانية. اليوم الصبح كنت غاسلها بالهوز",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 4,
        text: `أخ خالد سلامتك أول شي. لا تركبها في الشارع لين نتأكد. الغسيل بالهوز هو السبب على الأغلب، الماي يوصل لفيشة الحساس تحت الدواسة.

شيل البطارية وخلها في الظل ساعتين، وافتح الفيشة الرمادية (أربع أسنان) ونشفها.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 130,
        text: "نشفتها وطلع منها ماي صدق. الحين شغالة. بس شو يضمن ما ترجع؟",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 9,
        text: "ما يضمن إلا تغيير الفيشة بالنوع الجديد المعزول، وهو مجاني لدراجتك. فنّينا راشد يقدر يمر عليك باجر بعد العصر في مردف، ربع ساعة شغل. أأكد لك الموعد؟",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "reem-alotaibi",
    language: "ar",
    subject: "كم مدة التوصيل للرياض؟",
    tags: ["delivery", "advice"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "salma",
    daysAgo: 92.19,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "هلا والله، أبي أطلب لأختي دراجة City 7 لونها كريمي، كم ياخذ التوصيل للرياض وهل تجي مركبة؟",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 3,
        text: "هلا فيك ريم، من ٣ إلى ٥ أيام عمل، وتجي مركبة ٩٠٪: بس تعدلين المقود وتركبين الدواسات، والمفاتيح معها. وإذا تبين فني يركبها عندك في البيت فالخدمة بـ ٦٠ ريال.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2,
        text: "لا عاد أخوي يركبها، يسوي فيها مهندس 😂 تم الطلب",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "reem-alotaibi",
    language: "ar",
    subject: "KB-20513 أبي أرجعها ما ناسبتني",
    tags: ["return", "refund", "sizing"],
    priority: "normal",
    status: "open",
    team: "front-desk",
    owner: "salma",
    daysAgo: 4.11,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "KB-20513 دراجة City 7 مقاس 52، جربتها مرتين وأحس إني بعيدة عن المقود وظهري يعورني. طولي 157. هل أقدر أرجعها وآخذ فلوسي أو أبدلها بأصغر؟ الكرتون موجود والدراجة نظيفة.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 38,
        text: `أهلين ريم، أكيد تقدرين، عندك ٣٠ يوم ومضى منها ٩ بس.

طولك ١٥٧ يناسبه مقاس 46 أو 49 بالكثير، والـ 52 كبير عليك فعلاً، وهذا خطأ دليل المقاسات عندنا وعدّلناه.

التبديل: نرسل 49 ومندوبنا يستلم القديمة في نفس الزيارة، بدون أي رسوم.
الاسترجاع: المبلغ كامل ويرجع للبطاقة خلال ٥ أيام من وصولها لنا.

أي واحد تفضلين؟`,
      },
      {
        by: "salma",
        kind: "note",
        afterMinutes: 3,
        text: "Size guide said 52 for 155–165. Fixed on the Arabic page, please check the others. Cream in 49: three left in Riyadh.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1600,
        text: "أبي التبديل، بس السؤال: لو طلعت الـ 49 بعد مو مريحة أقدر أسترجع وقتها ولا راحت علي؟ وهل اللون الكريمي متوفر فيها",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "yazan-khoury",
    language: "ar",
    subject: "صوت طقطقة من البدّال",
    tags: ["workshop", "bilingual"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "salma",
    daysAgo: 34.83,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "مرحبا، كل ما أدعس عالبدّال اليمين بسمع طقّة. الدراجة G2 عمرها ست شهور. شدّيت البدّال بس ضل الصوت. شو بتنصحوني قبل ما أفكفك نص الدراجة؟",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 66,
        text: "أهلاً يزن، قبل ما تفكفك شي: شيل البدّال اليمين، امسح السن، حط شحمة خفيفة وارجع شدّه. إذا ضلت الطقّة، جرّب توقف وتدعس بدون ما تقعد: إذا راحت فهي من السرج مش من البدّال.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2700,
        text: "Hi Salma, I'm going to switch to English because I'm pasting from the mechanic here in Abdoun. He says \"play in the driveside bottom bracket bearing, about half a millimetre, not the pedal\". Does that make sense to you and is it warranty?",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 52,
        text: "It makes perfect sense, Yazan, and it's warranty. Please thank him for being precise. The bearing set leaves today with the courier; he can fit it and invoice us 15 JOD directly, I've put his workshop on our list. If the half millimetre is gone and the click isn't, I eat my words.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 6100,
        text: "Click is gone. Words safe. Thanks!",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "mostafa-adel",
    language: "ar",
    subject: "وصلت بس ناقصة",
    tags: ["missing-part", "order"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "salma",
    daysAgo: 53.88,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "الحمد لله وصلت العجلة KB-20011 وجميلة جدا، بس الشنطة اللي فيها مفاتيح الفك والتركيب مش موجودة والكتيب كمان. دورت في كل الكرتونة. والبواب بيقول محدش فتحها",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 35,
        text: `أستاذ مصطفى ألف مبروك، والبواب بريء: الشنطة كانت في كرتونة تانية راحت لواحد في المعادي، وهو كتب لنا إنه معاه شنطتين.

بعتنا لحضرتك شنطة جديدة توصل بكرة مع مندوب القاهرة، والكتيب بالعربي مرفق هنا عشان ما تستناش. واحد بس من فضلك: ما تشدش الدواسة الشمال مع عقارب الساعة، دي بتلف بالعكس.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1900,
        text: "وصلت وركبتها مع ابن اختي. شكرا على موضوع الدواسة الشمال كنت هبوظها 😄",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "mostafa-adel",
    language: "ar",
    subject: "الفرامل بتصفر",
    tags: ["brakes"],
    priority: "low",
    status: "new",
    team: "technical",
    owner: null,
    daysAgo: 0.44,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "مساء الخير، الفرامل القدام بتصفر صفير عالي أول ما بدوس والناس بتبص عليا في الشارع. العجلة عندي من شهرين وماشيين بيها في شوارع ترابها كتير. عادي؟ ولا أعمل ايه",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "hala-barakat",
    language: "ar",
    subject: "بدي إهدي أمي دراجة",
    tags: ["advice", "order"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "salma",
    daysAgo: 117.91,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "مرحبا، أمي عمرها ٦٢ وطول حياتها بتحكي إنو كانت تركب بسكليت بطرابلس قبل ما تتجوز. بدي فاجئها. هي قصيرة ومش قوية كتير. شو بتنصحوني وبدون ما تتعب بالطلعات",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 105,
        text: `يا ريت كل الهدايا هيك.

لأمك City 7 بـ«ممر منخفض» قياس 46، بتطلع عليها وبتنزل بدون ما ترفع إجرها، وإذا في طلعات بالحارة خدي E-Tour بقياس صغير بتساعدها عالطلوع. الفرق بالسعر كبير، فجرّبي معها بالأول عالمهل إذا قدرتي، بدون ما تعرف ليش.

وفي عنا سلة قدّام بتسع خبز ونعنع، مجاناً مع الإثنين.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 700,
        text: "ركّبت الـ City، قالتلي «رجعت بنت ١٦». حبيت خبّركن.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "abdullah-alshehri",
    language: "ar",
    subject: "تحديث Kolo Ride يوقف عند 80%",
    tags: ["app", "firmware"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "salma",
    daysAgo: 70.85,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "السلام عليكم، تحديث الدراجة 2.4.1 يوصل 80% ويوقف ويقول «فشل، حاول مرة أخرى». ثلاث مرات. الجوال على الشاحن والبطارية 70%.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 29,
        text: `وعليكم السلام ورحمة الله أخ عبدالله. هالمشكلة تصير إذا الشاشة تقفل أثناء التحديث. سوّ التالي:

١. إعدادات الجوال: اجعل قفل الشاشة «أبداً» مؤقتاً.
٢. قرّب الجوال على متر واحد من الدراجة.
٣. افتح Kolo Ride وابدأ من جديد، ولا تطلع من التطبيق خمس دقائق.

لا تخف، الدراجة ترجع للنسخة القديمة تلقائياً إذا فشل، وما يصير عليها شي.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 48,
        text: "ضبطت من أول مرة. بيض الله وجهك",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "abdullah-alshehri",
    language: "ar",
    subject: "فريقنا يبي ملابس بالجملة",
    tags: ["trade", "order"],
    priority: "normal",
    status: "waiting",
    team: "front-desk",
    owner: "salma",
    daysAgo: 4.91,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "عندنا فريق دراجين بعسير ٢٢ شخص، نبي تيشيرتات بشعار الفريق، مقاسات مختلفة، وكم يكلف مع التوصيل لأبها. ودي قبل نهاية الشهر.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 140,
        text: `الله يقويكم يا فرسان عسير. ٢٢ تيشيرت بالشعار والأسماء على الظهر: ١١٥ ريال للقطعة، والتوصيل لأبها مجاني. المدة ١٢ يوم من اعتماد التصميم.

أحتاج منك ثلاث أشياء: الشعار بصيغة vector، وجدول المقاسات (رجالي/نسائي)، والأسماء بالإنجليزي مثل ما تبونها مكتوبة. متى يناسبكم التصميم الأول؟`,
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "nour-elsayed",
    language: "ar",
    subject: "المندوب ما جاش",
    tags: ["delivery", "complaint"],
    priority: "high",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.11,
    channel: "phone",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "ألو، أنا نور السيد من اسكندرية، عندي طلب المفروض وصل امبارح، KB-20562، ومحدش كلمني ولا حد جه، وأنا خدت أجازة مخصوص. النهاردة أنا في الشغل ومش هقدر أستنى تاني. عايزة حد يرد عليا مش رسالة مسجلة",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "nour-elsayed",
    language: "ar",
    subject: "مقاس خوذة لبنت عشر سنين",
    tags: ["kids", "sizing"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "salma",
    daysAgo: 76.86,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "بنتي عندها ١٠ سنين ومحيط راسها ٥٣ سنتي، تلبس مقاس ايه؟ وعايزة لون بنفسجي",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 2,
        text: "أهلاً نور، ٥٣ يبقى مقاس S من خوذة Dzvin، وفيها ضبط من ورا يكبر لغاية ٥٦ يعني سنتين قدام. البنفسجي موجود منه قطعتين بس، أحجز لك واحدة؟",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1,
        text: "آه بالله عليكي احجزيها",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "maha-alkuwari",
    language: "ar",
    subject: "الشاشة ما تشتغل بعد السفر بالطيارة",
    tags: ["battery", "workshop"],
    priority: "normal",
    status: "open",
    team: "technical",
    owner: "salma",
    daysAgo: 1.9,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "مرحباً، شحنت الدراجة معاي من الدوحة للندن بالطيارة بدون البطارية، وشريت بطارية من متجركم في لندن. ركّبتها والشاشة تنور ثانية وتطفي. البطارية مشحونة وعليها الضوء الأخضر. شنو المشكلة؟",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 45,
        text: `أهلاً مها، الحمد لله على سلامة الدراجة. البطارية الجديدة تحتاج «تعارف» مع الدراجة أول مرة، وهذا مكتوب بخط صغير للأسف:

١. ركّبي البطارية واضغطي زر التشغيل ١٢ ثانية متواصلة حتى تسمعين صوتين.
٢. افتحي Kolo Ride وهي جنبها واختاري «بطارية جديدة».

إذا طفت قبل الصوتين، صوّري لي ملصق البطارية من تحت، ممكن يكون اصدار أقدم من الدراجة.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1250,
        text: "ما طلع صوتين، صوت واحد بس وتطفي. أرفقت صورة الملصق، مكتوب 36V وأنا دراجتي 48V حسب الكتيب. هل شريت الغلط ولا عطوني الغلط؟",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "tarek-jaber",
    language: "ar",
    subject: "طلبية الموسم، قائمة وأسعار",
    tags: ["trade", "order"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "omar",
    daysAgo: 85.09,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "السلام عليكم، محل جابر بإربد. بدي طلبية هالموسم: ١٠ City 7، ٤ Fold 20، و٦ Mini بالألوان، مع قطع غيار أساسية (جنازير، جلود فرامل، أنابيب). أسعار الجملة والشحن للعقبة لو سمحتوا.",
      },
      {
        by: "omar",
        kind: "message",
        afterMinutes: 150,
        text: `وعليكم السلام أبو محمد، هلا بأهل إربد.

القائمة مرفقة بأسعار الجملة، وعليها خصم ٧٪ لأن الطلبية فوق العشرين قطعة. الشحن للعقبة ١٨ يوم من تاريخ التأكيد، والتخليص عليكم كالعادة. الأنابيب هلق ناقصة ١٠، وبنكملها بشحنة ثانية مجاناً.

قبل ما نثبّت: بدك الـ Mini الأحمر يكون أكثر من الأزرق؟ السنة الماضية خلص عندك الأحمر بأسبوعين.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 190,
        text: "٤ أحمر وواحد أزرق وواحد أخضر. وتوكل على الله ثبّت الطلبية.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "tarek-jaber",
    language: "ar",
    subject: "فرامل City 7 بتحتك من أول يوم",
    tags: ["brakes", "trade"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "salma",
    daysAgo: 63.15,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "من العشرة اللي وصلوا، في تنتين دسك الفرامل الأمامي بيحتك شوي شوي. مش مشكلة عندي، عندي ورشة، بس بقول لكم عشان تعرفوا.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 58,
        text: "يعطيك العافية على التبليغ، هذا من أنفع ما بيوصلنا. حضرتك بتعدلهم بدقيقة وإحنا بنحاسبك: ٤ دنانير أجرة للوحدة رصيد على حسابك، وبعتنا رقم التسلسل للمصنع عشان يراجع خط التركيب.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "khalid-almansoori",
    language: "ar",
    subject: "شكراً",
    tags: ["praise"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "salma",
    daysAgo: 15.2,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "راشد اللي ياني للصيانة وصل قبل الوقت واشتغل بصمت وما قبل قهوة. سلمولي عليه، وإذا عندكم استبيان قدّموا له درجة عالية.",
      },
      {
        by: "salma",
        kind: "message",
        afterMinutes: 180,
        text: "وصل سلامك حرفياً، وراشد قال إنه ما يشرب قهوة أثناء الشغل بس بعد الشغل عادي. المرة الجاية إن شاء الله ما تحتاجه.",
      },
    ],
  },
];
