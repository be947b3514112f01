import { stemmer } from "@orama/stemmers/russian";

/**
 * Snowball's stem, and what it leaves apart that a customer writes every day: ошибок with ошибка, обновлю with
 * обновить, проверьте с проверить, вернул with верните, заказать with заказ. It takes folded words.
 */
export function stemRussian(word: string): string {
  const stem = stemmer(word);
  return (
    irregular.get(stem) ??
    stem
      .replace(/(?<=.{3}[бвгджзклмнпрстфхцчшщ])ок$/, "к")
      .replace(/(?<=.{2}[бвмпф])л$/, "")
      .replace(/(?<=.{3}н)(?:ул|ут)$/, "")
      .replace(/(?<=.{3}[жчшщ])ат$/, "")
      .replace(/(?<=.{3})ьт$/, "")
      .replace(/плач$/, "плат")
  );
}

const irregular = new Map(
  Object.entries({
    заказ: "заказа закаж закажеш закажет",
    день: "ден дня дню днем дни дне дням днях дней",
    деньг: "денег",
    экран: "экра",
    отзыв: "отз",
    печат: "печа",
    отмен: "отм",
    жда: "ждат жду жди ждет ждем ждеш ждут ждал",
    хоч: "хотет хочет хот хотел хотим",
    приш: "прийт прид придет пришел пришл придут",
  }).flatMap(([stem, forms]) => forms.split(" ").map((form): [string, string] => [form, stem])),
);
