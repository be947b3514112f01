import type { Locale } from "../../../contract/languages.ts";
import type { Drawing } from "./drawing.ts";

type Texts = Record<Locale, string>;

export interface Product {
  slug: string;
  /** In whole pounds. */
  price: number;
  name: Texts;
  line: Texts;
  about: Texts;
  drawing: Drawing;
  sizes: string[];
}

const bikeSizes = ["S", "M", "L", "XL"];

export const products: Product[] = [
  {
    slug: "city",
    price: 640,
    name: {
      en: "Kolo City",
      ru: "Kolo City",
      uk: "Kolo City",
      zh: "Kolo City 城市车",
      ar: "Kolo City للمدينة",
    },
    line: {
      en: "Every day, any weather",
      ru: "На каждый день, в любую погоду",
      uk: "Щодня, за будь-якої погоди",
      zh: "风雨无阻的日常通勤",
      ar: "لكل يوم وفي كل طقس",
    },
    about: {
      en: "An upright frame, eight gears in the hub, lights that need no battery. It asks for a drop of oil in spring and nothing else.",
      ru: "Прямая посадка, восемь передач во втулке, свет без батареек. Весной просит каплю масла, и больше ничего.",
      uk: "Пряма посадка, вісім передач у втулці, світло без батарейок. Навесні просить краплю мастила, і більше нічого.",
      zh: "直立坐姿，内置八速花鼓，灯光无需电池。春天滴一点油，其余不用操心。",
      ar: "جلسة مستقيمة وثماني سرعات داخل المحور وأضواء بلا بطارية. لا يطلب إلا قطرة زيت في الربيع.",
    },
    drawing: { kind: "bike", frame: "diamond", bars: "flat", colour: "#1f7a5c" },
    sizes: bikeSizes,
  },
  {
    slug: "easy",
    price: 690,
    name: {
      en: "Kolo Easy",
      ru: "Kolo Easy",
      uk: "Kolo Easy",
      zh: "Kolo Easy 低跨车",
      ar: "Kolo Easy السهلة",
    },
    line: {
      en: "Step through and go",
      ru: "Низкая рама: сел и поехал",
      uk: "Низька рама: сів і поїхав",
      zh: "低跨车架，上车就走",
      ar: "إطار منخفض، اركب وانطلق",
    },
    about: {
      en: "A low frame for skirts, suits and sore knees, with a basket that holds a week of bread.",
      ru: "Низкая рама для юбок, костюмов и усталых колен, и корзина на неделю хлеба.",
      uk: "Низька рама для спідниць, костюмів і втомлених колін, та кошик на тиждень хліба.",
      zh: "低跨车架，穿裙子、西装或膝盖不适都方便，车筐能装一周的面包。",
      ar: "إطار منخفض يناسب التنورة والبدلة والركبة المتعبة، مع سلة تتسع لخبز أسبوع.",
    },
    drawing: { kind: "bike", frame: "step", bars: "flat", colour: "#c2562d" },
    sizes: bikeSizes,
  },
  {
    slug: "gravel",
    price: 1290,
    name: {
      en: "Kolo Gravel",
      ru: "Kolo Gravel",
      uk: "Kolo Gravel",
      zh: "Kolo Gravel 砾石车",
      ar: "Kolo Gravel للطرق الوعرة",
    },
    line: {
      en: "Where the road ends",
      ru: "Там, где кончается дорога",
      uk: "Там, де закінчується дорога",
      zh: "路的尽头，继续前行",
      ar: "حيث ينتهي الطريق",
    },
    about: {
      en: "Light, quick, room for wide tyres and three bottles. Disc brakes that stop in the rain.",
      ru: "Лёгкий, быстрый, с местом под широкие шины и три фляги. Дисковые тормоза держат и в дождь.",
      uk: "Легкий, швидкий, з місцем під широкі шини й три фляги. Дискові гальма тримають і в дощ.",
      zh: "轻快，可装宽胎和三个水壶，碟刹雨天也可靠。",
      ar: "خفيفة وسريعة، تتسع لإطارات عريضة وثلاث قوارير، ومكابحها القرصية تعمل تحت المطر.",
    },
    drawing: { kind: "bike", frame: "diamond", bars: "drop", colour: "#3b5ba9", wheel: 52 },
    sizes: bikeSizes,
  },
  {
    slug: "cargo",
    price: 2350,
    name: {
      en: "Kolo Cargo",
      ru: "Kolo Cargo",
      uk: "Kolo Cargo",
      zh: "Kolo Cargo 载货车",
      ar: "Kolo Cargo للحمولة",
    },
    line: {
      en: "Two children or twelve crates",
      ru: "Двое детей или двенадцать ящиков",
      uk: "Двоє дітей або дванадцять ящиків",
      zh: "两个孩子，或十二箱货",
      ar: "طفلان أو اثنا عشر صندوقًا",
    },
    about: {
      en: "A box in front where you can see it, a motor for the hill, a stand that does not tip.",
      ru: "Ящик спереди, на виду, мотор для подъёма и подножка, которая не опрокинется.",
      uk: "Ящик спереду, на очах, мотор для підйому й підніжка, що не перекинеться.",
      zh: "货箱在前方看得见，上坡有电机，脚撑稳稳当当。",
      ar: "صندوق أمامي تحت نظرك، ومحرك للمرتفعات، ومسند لا يميل.",
    },
    drawing: { kind: "bike", frame: "cargo", bars: "flat", colour: "#7a3d8f", wheel: 42 },
    sizes: ["M", "L"],
  },
  {
    slug: "junior",
    price: 320,
    name: {
      en: "Kolo Junior",
      ru: "Kolo Junior",
      uk: "Kolo Junior",
      zh: "Kolo Junior 儿童车",
      ar: "Kolo Junior للصغار",
    },
    line: {
      en: "From six to nine",
      ru: "От шести до девяти",
      uk: "Від шести до дев’яти",
      zh: "适合六到九岁",
      ar: "من السادسة إلى التاسعة",
    },
    about: {
      en: "Half the weight of what others sell, brakes for small hands. When it is outgrown, we buy it back.",
      ru: "Вдвое легче обычных, тормоза для маленьких рук. Вырастет ребёнок, выкупим обратно.",
      uk: "Удвічі легший за звичайні, гальма для маленьких рук. Виросте дитина, викупимо назад.",
      zh: "重量减半，刹车适合小手。孩子长大后，我们回购。",
      ar: "نصف وزن المعتاد ومكابح للأيدي الصغيرة، وحين يكبر الطفل نشتريها منك.",
    },
    drawing: { kind: "bike", frame: "diamond", bars: "flat", colour: "#d99a1c", wheel: 38 },
    sizes: ["20″", "24″"],
  },
  {
    slug: "helmet",
    price: 75,
    name: { en: "Arc helmet", ru: "Шлем Arc", uk: "Шолом Arc", zh: "Arc 头盔", ar: "خوذة Arc" },
    line: {
      en: "Light, and it fits",
      ru: "Лёгкий и по голове",
      uk: "Легкий і по голові",
      zh: "轻巧合头",
      ar: "خفيفة ومريحة",
    },
    about: {
      en: "Turns to fit with one hand. If you fall on it, we give you a new one.",
      ru: "Подгоняется одной рукой. Упадёте, дадим новый.",
      uk: "Підганяється однією рукою. Упадете, дамо новий.",
      zh: "单手调节。摔过一次，我们为您换新。",
      ar: "تُضبط بيد واحدة، وإن سقطت بها أعطيناك غيرها.",
    },
    drawing: { kind: "helmet", colour: "#c2562d" },
    sizes: ["M", "L"],
  },
  {
    slug: "lights",
    price: 48,
    name: { en: "Duo lights", ru: "Фонари Duo", uk: "Ліхтарі Duo", zh: "Duo 车灯", ar: "أضواء Duo" },
    line: {
      en: "A week on one charge",
      ru: "Неделя от одной зарядки",
      uk: "Тиждень від однієї зарядки",
      zh: "一次充电用一周",
      ar: "أسبوع بشحنة واحدة",
    },
    about: {
      en: "Front and rear, on with the first turn of the wheel.",
      ru: "Передний и задний, включаются с первым оборотом колеса.",
      uk: "Передній і задній, вмикаються з першим обертом колеса.",
      zh: "前后一套，车轮一转即亮。",
      ar: "أمامي وخلفي، يعملان مع أول دورة للعجلة.",
    },
    drawing: { kind: "lights", colour: "#b3261e" },
    sizes: [],
  },
  {
    slug: "lock",
    price: 62,
    name: { en: "U16 lock", ru: "Замок U16", uk: "Замок U16", zh: "U16 车锁", ar: "قفل U16" },
    line: {
      en: "Sixteen millimetres of no",
      ru: "Шестнадцать миллиметров спокойствия",
      uk: "Шістнадцять міліметрів спокою",
      zh: "十六毫米的安心",
      ar: "ستة عشر مليمترًا من الأمان",
    },
    about: {
      en: "Hardened steel, two keys, a bracket for the frame.",
      ru: "Закалённая сталь, два ключа, крепление на раму.",
      uk: "Загартована сталь, два ключі, кріплення на раму.",
      zh: "硬化钢，两把钥匙，附车架支架。",
      ar: "فولاذ مقسّى ومفتاحان وحامل للإطار.",
    },
    drawing: { kind: "lock", colour: "#3b5ba9" },
    sizes: [],
  },
];

export const productOf = (slug: string): Product | undefined => products.find((one) => one.slug === slug);

export const priceText = (locale: Locale, pounds: number): string =>
  new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "GBP",
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: 0,
  }).format(pounds);
