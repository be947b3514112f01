import { expect, test } from "vitest";
import { stem } from "../stems/index.ts";
import { sistersOf } from "./index.ts";

const all = (word: string, language: "ru" | "uk") => {
  const { meant, spelled } = sistersOf(word, language);
  return [...meant, ...spelled];
};

test.each([
  ["підкачати", "подкачать"],
  ["відкрити", "открыть"],
  ["розпакування", "распаковать"],
  ["стіл", "стол"],
  ["осінь", "осень"],
  ["синхронізація", "синхронизации"],
  ["зашифрований", "зашифрованный"],
  ["включити", "включил"],
  ["узимку", "зимой"],
  ["грошима", "деньгами"],
  ["рахунки", "счёт"],
  ["замовлення", "заказы"],
  ["потрібно", "нужно"],
  ["нотаток", "заметка"],
])("%s is looked for as %s, and the reverse", (ukrainian, russian) => {
  expect(all(ukrainian, "uk")).toContain(stem(russian.replaceAll("ё", "е"), "ru"));
});

test.each([
  ["подключение", "підключити"],
  ["отправить", "відправити"],
  ["разобрать", "розібрати"],
  ["деньгам", "гроші"],
  ["зимой", "взимку"],
  ["счета", "рахунок"],
  ["отменил", "скасувати"],
  ["ошибок", "помилка"],
])("%s is looked for as %s in Ukrainian texts", (russian, ukrainian) => {
  expect(all(russian, "ru")).toContain(stem(ukrainian, "uk"));
});

test("a word of many vowels is spelled in few ways", () => {
  for (const word of ["переоформлення", "водонепроникність", "незадоволеність"])
    expect(sistersOf(word, "uk").spelled.length).toBeLessThanOrEqual(16);
  for (const word of ["водонепроницаемость", "неудовлетворенность"])
    expect(sistersOf(word, "ru").spelled.length).toBeLessThanOrEqual(16);
});
