import { expect, test } from "vitest";
import { initialsOf } from "./initials.ts";

test.each([
  ["Nina Berg", "NB"],
  ["Ines", "I"],
  ["Jan-Åke Öberg", "JÖ"],
  ["Мария Петровна Соколова", "МС"],
  ["Ґалаґан Їжак", "ҐЇ"],
  ["王晓梅", "晓梅"],
  ["欧阳修", "阳修"],
  ["李雷", "李雷"],
  ["سلمى الحداد", "س"],
  ["الحداد", "ح"],
  ["Salma Nasser سلمى ناصر", "SN"],
  ["Lin Wei 林薇", "LW"],
  ["orders@example.com", "O"],
  ["marie.curie@example.com", "MC"],
  ["👩🏽‍🔧 Workshop", "W"],
  ["é́lan", "É́"],
  ['"Quoted, Name"', "QN"],
  ["  ", "?"],
  ["", "?"],
])("the initials of %j are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
