import type { Locale } from "../../contract/languages.ts";
import type { Chance } from "../../server/chance.ts";
import { readSeeds } from "../../server/triage/index.ts";

const answers: Record<Locale, string> = {
  en: "Thank you for your patience. We have looked into it and this is what we found; it is on its way to you.",
  ru: "Спасибо за терпение. Мы всё проверили и уже занимаемся вашим вопросом; подробности ниже.",
  uk: "Дякуємо за терпіння. Ми все перевірили й уже займаємося вашим питанням; подробиці нижче.",
  zh: "感谢您的耐心等待。我们已经核实了情况，正在为您处理，详情如下。",
  ar: "شكرًا لصبرك. راجعنا الأمر ونعمل عليه الآن، وهذه التفاصيل.",
};

/** What customers write and what they are answered, in five languages. */
export function letters(chance: Chance) {
  const byLanguage = Map.groupBy(
    readSeeds().filter(({ intent }) => intent !== "nothing"),
    ({ language }) => language,
  );
  return {
    /** A question, sometimes with a second sentence about the same. */
    question(language: Locale): { subject: string; text: string } {
      const first = chance.of(byLanguage.get(language)!);
      const more = chance.of(byLanguage.get(language)!);
      const text = more.intent === first.intent ? `${first.text}\n${more.text}` : first.text;
      return { subject: text.split("\n")[0]!.slice(0, 80), text };
    },
    answer: (language: string) => answers[language as Locale] ?? answers.en,
  };
}
