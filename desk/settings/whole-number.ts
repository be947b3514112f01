import type { Rule } from "../accounts/rules.ts";

/** A whole number from one bound to another, as it was typed. */
export const whole =
  (least: number, most: number): Rule =>
  (value) => {
    const text = typeof value === "string" ? value.trim() : "";
    if (text === "") return { key: "form.fault.missing" };
    return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most
      ? null
      : { key: "form.fault.whole" };
  };
