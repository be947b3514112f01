import type { Locale } from "../../texts/locales.ts";

export type Sample = {
  id: string;
  name: string;
  subject: string;
  words: string;
  language: Locale;
  minutesAgo: number;
};

const letters: Omit<Sample, "id" | "minutesAgo">[] = [
  {
    name: "Ines Duarte",
    subject: "Brake lever feels soft",
    words: "It went to the handlebar on the hill this morning. Can you look at it before Saturday?",
    language: "en",
  },
  {
    name: "Мария Соколова",
    subject: "Заказ 48213 пришёл без педалей",
    words: "Коробка целая, а педалей в ней нет. Пришлите, пожалуйста, отдельно.",
    language: "ru",
  },
  {
    name: "Олена Ткаченко",
    subject: "Не можу ввійти після оновлення",
    words: "Застосунок закривається одразу після пароля, телефон Pixel 9.",
    language: "uk",
  },
  {
    name: "王晓梅",
    subject: "预订周五晚上八人桌",
    words: "您好，我们有一位客人坐轮椅，请问入口方便吗？",
    language: "zh",
  },
  {
    name: "سلمى الحداد",
    subject: "#48 لم يصل الطلب بعد",
    words: "48213 هو رقم الطلب، وقد وعدتموني بالتسليم يوم الخميس.",
    language: "ar",
  },
  {
    name: "Jan-Åke Öberg",
    subject: "Invoice with our new address",
    words: "We have moved to Gothenburg; the old address is still on the September invoice.",
    language: "en",
  },
];

/** As many letters as a list is to be tried with. */
export function sampleLetters(count: number): Sample[] {
  return Array.from({ length: count }, (_, index) => sampleLetter(index));
}

export function sampleLetter(index: number): Sample {
  const letter = letters[Math.abs(index) % letters.length]!;
  return { ...letter, id: `letter ${index}`, minutesAgo: Math.abs(index) * 7 };
}
