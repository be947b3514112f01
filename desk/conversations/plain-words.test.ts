import { expect, test } from "vitest";
import { paragraphsOf, piecesOf } from "./plain-words.ts";

const links = (text: string) =>
  piecesOf(text).flatMap((piece) => (piece.kind === "link" ? [piece.href] : []));

test.each([
  ["See https://kolo.example/orders/7, please.", ["https://kolo.example/orders/7"]],
  ["(https://kolo.example/a_b?x=1&y=2)", ["https://kolo.example/a_b?x=1&y=2"]],
  ["请看 https://kolo.example/订单。谢谢", ["https://kolo.example/订单"]],
  ["شاهد https://kolo.example/ar؟", ["https://kolo.example/ar"]],
  ["javascript:alert(1) and kolo.example", []],
])("%s", (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test("the pieces of a text are the text", () => {
  const text = "a https://x.example/1 b https://y.example/2";
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

test("each paragraph runs its own way, and one without letters goes with the message", () => {
  expect(paragraphsOf("KB-20571 أين طلبي من فضلكم؟\n\nThank you\n\n+971 50 123 4567", "ar")).toEqual([
    { text: "KB-20571 أين طلبي من فضلكم؟", dir: "rtl" },
    { text: "Thank you", dir: "ltr" },
    { text: "+971 50 123 4567", dir: "rtl" },
  ]);
});
