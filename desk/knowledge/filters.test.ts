import { expect, test } from "vitest";
import { readArticleSearch, readListSearch } from "./filters.ts";

const brand = "01890000-0000-7000-8000-000000000001";

test.each([
  [
    { brand, need: "flags", text: "  цепь " },
    { brand, need: "flags", text: "цепь" },
  ],
  [{ owner: "nobody" }, { owner: "nobody" }],
  [
    { section: brand, state: "archived", locale: "uk", audience: "agents" },
    { section: brand, state: "archived", locale: "uk", audience: "agents" },
  ],
  [{ brand: "everything", state: "lost", locale: "tlh", need: "love", text: "   " }, {}],
  [
    { begin: "article", about: "как отследить заказ" },
    { begin: "article", about: "как отследить заказ" },
  ],
])("the list reads from its address what it understands: %j", (search, read) => {
  expect(readListSearch(search)).toEqual(read);
});

test.each([
  [
    { language: "ar", view: "beside" },
    { language: "ar", view: "beside" },
  ],
  [
    { view: "versions", version: "3" },
    { view: "versions", version: 3 },
  ],
  [{ language: "xx", view: "dance", version: "-1" }, {}],
])("an article reads from its address what it understands: %j", (search, read) => {
  expect(readArticleSearch(search)).toEqual(read);
});
