import { describe, expect, test } from "vitest";
import { weakness } from "./password-strength.ts";

const nina = { email: "nina.kovalenko@kolobikes.example", name: "Nina Kovalenko", workspace: "Kolo Bikes" };

describe("a password that guessers try first is weak", () => {
  test.each([
    ["aaaaaaaaaaaa", "too_regular"],
    ["abcabcabcabc", "too_regular"],
    ["1212121212121", "too_regular"],
    ["1234567890", "too_regular"],
    ["0987654321ab", "too_regular"],
    ["qwertyuiop12", "too_regular"],
    ["йцукенгшщз12", "too_regular"],
    ["1qaz2wsx3edc", "too_regular"],
    ["ضصثقفغعهخح", "too_regular"],
    ["ninakovalenko", "too_personal"],
    ["NinaKovalenko1999", "too_personal"],
    ["kolobikes2026", "too_personal"],
    ["password123", "too_common"],
    ["P@ssw0rd2026!", "too_common"],
    ["пароль12345", "too_common"],
    ["привіт2026!!", "too_common"],
    ["welcome2026", "too_common"],
    ["我爱你我爱你密码2026", "too_common"],
    ["😀a1b", "too_short"],
  ])("%s is %s", (password, why) => expect(weakness(password, nina)).toBe(why));
});

describe("a password that takes work to guess is taken", () => {
  test.each([
    "correct horse battery",
    "велосипед під дощем",
    "七只猫坐在红色的屋顶上",
    "قهوة الصباح مع الجيران",
    "xK9#mQ2$vLpw",
    "7391846205",
    "nina likes soup and rain",
  ])("%s", (password) => {
    expect(weakness(password, nina)).toBeNull();
  });
});
