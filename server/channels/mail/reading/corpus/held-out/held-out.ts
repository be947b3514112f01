import { arabic } from "./arabic.ts";
import { chinese } from "./chinese.ts";
import { european } from "./european.ts";
import { russian } from "./russian.ts";
import { ukrainian } from "./ukrainian.ts";

/** A reply and what a person would call its new words. How these were made stands in `docs/mail.md`. */
export interface HeldOut {
  name: string;
  subject?: string;
  text?: string;
  html?: string;
  expected: string;
}

export const heldOut: HeldOut[] = [...european, ...russian, ...ukrainian, ...chinese, ...arabic];
