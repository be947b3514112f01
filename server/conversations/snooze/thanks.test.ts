import { expect, test } from "vitest";
import { onlyThanks } from "./thanks.ts";

test.each([
  "Thank you very much!",
  "Thanks a lot for your quick help. Have a great day",
  "Спасибо большое за помощь!",
  "Дякую вам, гарного дня",
  "好的，谢谢您！",
  "شكرا جزيلا لكم على المساعدة",
])("says only thanks: %s", (words) => {
  expect(onlyThanks(words)).toBe(true);
});

test.each([
  "Thanks, but it has not arrived",
  "Thank you. When does it come?",
  "Thanks, order 4711",
  "Great",
  "Спасибо, не работает",
  "Дякую, але гальмо скрипить",
  "谢谢，但是还没有收到",
  "شكرا لكن الطلب لم يصل",
  `Thank you. ${"thank you ".repeat(30)}`,
  "",
])("says more than thanks, or something else: %s", (words) => {
  expect(onlyThanks(words)).toBe(false);
});
