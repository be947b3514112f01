// What customers of the months before wrote and were answered, to be told again with other names and numbers.
import type { DemoLetters, Language } from "../types.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { uk } from "./uk.ts";
import { zh } from "./zh.ts";

export const letters: Record<Language, DemoLetters> = { ar, en, ru, uk, zh };
