import { describe, expect, test } from "vitest";
import type { Condition, ConditionGroup, ConditionValue } from "../../contract/automations.ts";
import type { Language } from "../../contract/languages.ts";
import { type Fact, judge } from "./conditions.ts";

const facts = (fact: Fact) => ({ today: "2026-03-12", of: () => fact });
const holds = (fact: Fact, is: Condition["is"], ...values: ConditionValue[]) =>
  judge({ match: "all", of: [{ field: "it", is, values }] }, facts(fact)).held;

describe("a condition", () => {
  const cases: [Fact, Condition["is"], ConditionValue[], boolean][] = [
    ["support", "any_of", ["service", "support"], true],
    ["support", "none_of", ["service", "support"], false],
    ["support", "none_of", ["service"], true],
    // Of what is not there, only what denies something is true.
    [null, "any_of", ["service"], false],
    [null, "none_of", ["service"], true],
    [null, "empty", [], true],
    [null, "filled", [], false],
    ["agent", "empty", [], false],
    ["agent", "filled", [], true],
    [null, "at_most", [5], false],
    [null, "at_least", [0], false],
    [null, "no", [], false],
    [null, "lacks", ["x"], true],

    [["a", "b"], "any_of", ["b", "c"], true],
    [["a", "b"], "all_of", ["b", "c"], false],
    [["a", "b", "c"], "all_of", ["b", "c"], true],
    [["a"], "none_of", ["b", "c"], true],
    [["a", "b"], "none_of", ["b"], false],
    [[], "empty", [], true],
    [[], "none_of", ["b"], true],
    [[], "any_of", ["b"], false],

    ["Duarte Couriers", "any_of", ["duarte couriers"], true],
    ["Duarte Couriers", "contains", ["COURIER"], true],
    ["Duarte Couriers", "lacks", ["bank"], true],
    ["ТОВ «Маяк»", "contains", ["маяк"], true],

    [3, "at_least", [3], true],
    [3, "at_least", [4], false],
    [3, "at_most", [3], true],
    [3, "equals", [3], true],
    [0, "equals", [0], true],
    [0, "at_most", [5], true],

    ["2026-03-12", "on", ["2026-03-12"], true],
    ["2026-03-11", "before", ["2026-03-12"], true],
    ["2026-03-12", "before", ["2026-03-12"], false],
    ["2026-03-13", "after", ["2026-03-12"], true],
    ["2026-03-11", "past", [], true],
    ["2026-03-12", "past", [], false],
    ["2026-03-12", "coming", [], true],

    [true, "yes", [], true],
    [false, "yes", [], false],
    [false, "no", [], true],

    ["09:00", "between", ["09:00", "18:00"], true],
    ["18:00", "between", ["09:00", "18:00"], false],
    ["23:30", "between", ["22:00", "06:00"], true],
    ["05:59", "between", ["22:00", "06:00"], true],
    ["06:00", "between", ["22:00", "06:00"], false],
    ["12:00", "outside", ["22:00", "06:00"], true],
  ];
  test.each(cases)("%j %s %j is %s", (fact, is, values, held) => {
    expect(holds(fact, is, ...values)).toBe(held);
  });
});

describe("words are found in whatever form they have", () => {
  const cases: [Language, string, string, boolean][] = [
    ["uk", "Скільки чекати відшкодувань за посилки?", "відшкодування", true],
    ["uk", "Скільки чекати відшкодувань за посилки?", "посилка", true],
    ["uk", "Дякую, все чудово", "посилка", false],
    ["ru", "Когда вернут деньги за сломанные велосипеды?", "велосипед", true],
    ["ru", "Прошу возврата денег", "возврат денег", true],
    ["ru", "Денег нет, возврата тоже", "возврат денег", false],
    ["en", "The batteries keep dying", "battery", true],
    ["en", "The batteries keep dying", "dying batteries", false],
    ["en", "We are refunding nobody", "refund*", true],
    ["en", "A fund for bells", "refund*", false],
    ["ar", "أريد استرجاع الأموال والفاتورة من فضلكم", "فاتورة", true],
    ["ar", "البطاريات لا تشحن", "بطارية", true],
    ["ar", "شكرا جزيلا", "فاتورة", false],
    ["zh", "我想申请退款，快递还没到", "退款", true],
    ["zh", "我想申請退款", "申请退款", true],
    ["zh", "你好", "退款", false],
    // A brand or a code stands in any text.
    ["uk", "Мій AirFix 200 не вмикається", "airfix", true],
    ["ar", "رمز الخطأ E05 يظهر دائما", "E05", true],
    ["en", "", "anything", false],
  ];
  test.each(cases)("%s: %s – %s: %s", (language, text, phrase, held) => {
    expect(holds({ text, language }, "any_word", "zzz", phrase)).toBe(held && text !== "");
    expect(holds({ text, language }, "no_word", phrase)).toBe(!held);
  });

  test("all of them must be there where all are asked for, and the log says which were", () => {
    const said = { text: "The bell of my bicycles is broken", language: "en" } as const;
    const asked = (is: Condition["is"]) =>
      judge({ match: "all", of: [{ field: "it", is, values: ["bicycle", "lamp"] }] }, facts(said));
    expect(asked("all_words")).toMatchObject({
      held: false,
      findings: [{ found: ["bicycle"], held: false }],
    });
    expect(asked("any_word")).toMatchObject({ held: true, findings: [{ found: ["bicycle"], held: true }] });
  });
});

describe("a group", () => {
  const yes: Condition = { field: "yes", is: "yes", values: [] };
  const no: Condition = { field: "no", is: "yes", values: [] };
  type Part = Condition | ConditionGroup;
  const isGroup = (part: Part): part is ConditionGroup => "match" in part;
  const group = (match: ConditionGroup["match"], ...parts: Part[]): ConditionGroup => ({
    match,
    of: parts.filter((part): part is Condition => !isGroup(part)),
    groups: parts.filter(isGroup),
  });
  const known = { today: "2026-03-12", of: (field: string) => field === "yes" };

  const cases: [string, ConditionGroup, boolean][] = [
    ["all of nothing", group("all"), true],
    ["any of nothing", group("any"), true],
    ["none of nothing", group("none"), true],
    ["all", group("all", yes, yes), true],
    ["all but one", group("all", yes, no), false],
    ["any", group("any", no, yes), true],
    ["any of none", group("any", no, no), false],
    ["none", group("none", no, no), true],
    ["none but one", group("none", no, yes), false],
    ["a group in a group", group("all", yes, group("any", no, group("none", no))), true],
    ["a group that does not hold", group("all", yes, group("none", yes)), false],
  ];
  test.each(cases)("%s", (_, conditions, held) => {
    expect(judge(conditions, known).held).toBe(held);
  });

  test("every condition is looked at, and named by its place", () => {
    const { findings } = judge(group("all", no, group("any", yes, no)), known);
    expect(findings.map(({ path, held }) => [path, held])).toEqual([
      ["of.0", false],
      ["groups.0.of.0", true],
      ["groups.0.of.1", false],
    ]);
  });
});
