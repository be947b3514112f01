import { expect, test } from "vitest";
import type { FormField } from "../../contract/forms.ts";
import { answersOf, askableBefore, bodyOf, faultsIn, freshField, freshForm } from "./form-draft.ts";
import { movedTo, reordered } from "./order.ts";

const field = (key: string, changes: Partial<FormField> = {}): FormField => ({
  ...freshField([], "short_text"),
  key,
  labels: { en: key },
  ...changes,
});

test("new fields and choices get keys of their names, and conditions follow them", () => {
  const about = field("new 0", {
    kind: "choice",
    labels: { en: "What is it about?" },
    choices: [
      { key: "new 0", names: { en: "A return" } },
      { key: "new 1", names: { en: "A repair" } },
    ],
  });
  const why = field("new 1", { labels: { en: "Why?" }, when: { field: "new 0", oneOf: ["new 1"] } });
  const { fields, key } = bodyOf({
    ...freshForm("inbox"),
    names: { en: "Returns & repairs" },
    fields: [about, why],
  });
  expect(key).toBe("returns-repairs");
  expect(fields!.map((each) => each.key)).toEqual(["what_is_it_about", "why"]);
  expect(fields![0]!.choices!.map((each) => each.key)).toEqual(["a_return", "a_repair"]);
  expect(fields![1]!.when).toEqual({ field: "what_is_it_about", oneOf: ["a_repair"] });
});

test("a condition on a field that is gone, or stands below now, is dropped", () => {
  const when = { field: "about", oneOf: [] };
  const draft = { ...freshForm("inbox"), names: { en: "Form" } };
  expect(bodyOf({ ...draft, fields: [field("why", { when })] }).fields![0]!.when).toBeNull();
  expect(bodyOf({ ...draft, fields: [field("why", { when }), field("about")] }).fields![0]!.when).toBeNull();
});

test("words that are empty in a language are not sent", () => {
  const { names, fields } = bodyOf({
    ...freshForm("inbox"),
    names: { en: " Form ", uk: "  " },
    fields: [field("a", { labels: { en: "A", ar: "" } })],
  });
  expect(names).toEqual({ en: "Form" });
  expect(fields![0]!.labels).toEqual({ en: "A" });
});

test("what is missing is told field by field", () => {
  expect(
    faultsIn([
      field("fine"),
      field("nameless", { labels: {} }),
      field("unchosen", { kind: "choice", choices: [] }),
      field("half", { kind: "choices", choices: [{ key: "a", names: {} }] }),
      field("typed", { kind: "product", choices: [] }),
    ]),
  ).toEqual([
    { field: "nameless", what: "label" },
    { field: "unchosen", what: "choices" },
    { field: "half", what: "choices" },
  ]);
});

test("a field can depend on those above it that are answered with words", () => {
  const fields = [field("a"), field("b", { kind: "files" }), field("c"), field("d")];
  expect(askableBefore(fields, 3).map(({ key }) => key)).toEqual(["a", "c"]);
  expect(answersOf(field("yes", { kind: "yes_no" }))).toEqual(["yes", "no"]);
  expect(answersOf(field("words"))).toEqual([]);
});

test.each([
  [["a"], "c", false, ["b", "c", "a", "d"]],
  [["d"], "a", true, ["d", "a", "b", "c"]],
  [["b", "d"], "a", true, ["b", "d", "a", "c"]],
  [["a"], "a", true, ["a", "b", "c", "d"]],
])("%j moved to %s", (moved, target, isBefore, order) =>
  expect(movedTo(["a", "b", "c", "d"], moved, target, isBefore)).toEqual(order),
);

test("forms of other brands keep their places while those of one are put in order", () => {
  const all = ["a", "x", "b", "y"].map((id) => ({ id }));
  expect(reordered(all, ["b", "a"]).map(({ id }) => id)).toEqual(["b", "x", "a", "y"]);
});
