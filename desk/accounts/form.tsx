import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { z } from "zod";
import { isProblem } from "../app/call.ts";
import { type Texts, useTexts } from "../texts/Texts.tsx";
import styles from "./form.module.css";

export type Form<Values extends object> = {
  id: string;
  values: Values;
  set: (change: Partial<Values>) => void;
  /** What is wrong with a field, in words; only once it was tried to send the form. */
  fault: (field: keyof Values & string) => string | undefined;
  /** Whether anything differs from what it began with. */
  changed: boolean;
  /** Puts everything back, or on to what has been saved. */
  reset: (values?: Values) => void;
  /** @internal for `FormOf` */
  submit: (element: HTMLFormElement) => void;
};

/**
 * The fields of a form, checked by the shape that the contract gives its route: the screen refuses what the server
 * would refuse, in the reader's words and before sending. `refused` is what the server said to the last try.
 */
export function useForm<Values extends object>(
  shape: z.ZodObject,
  initial: Values,
  send: (values: Values) => void,
  refused?: unknown,
): Form<Values> {
  const { t } = useTexts();
  const id = useId();
  const [start, setStart] = useState(initial);
  const [values, setValues] = useState(initial);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(shape, values);

  const fault = (field: keyof Values & string) => {
    if (!tried) return undefined;
    const own = faults.get(field);
    if (own) return wordsFor(own, values[field], t);
    return refusedFields(refused).includes(field) ? t("form.fault.wrong") : undefined;
  };

  return {
    id,
    values,
    fault,
    set: (change) => setValues((before) => ({ ...before, ...change })),
    changed: JSON.stringify(values) !== JSON.stringify(start),
    reset: (next = start) => {
      setStart(next);
      setValues(next);
      setTried(false);
    },
    submit: (element) => {
      setTried(true);
      if (faults.size === 0) send(values);
      else focusFirstFault(element);
    },
  };
}

/** The form itself. Buttons outside of it, as in a dialog's foot, name it by `form={form.id}`. */
export function FormOf<Values extends object>({ of, children }: { of: Form<Values>; children: ReactNode }) {
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    of.submit(event.currentTarget);
  }
  return (
    <form id={of.id} className={styles.form} noValidate onSubmit={onSubmit}>
      {children}
    </form>
  );
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

type Issue = z.core.$ZodIssue;

function faultsOf(shape: z.ZodObject, values: object): Map<string, Issue> {
  const faults = new Map<string, Issue>();
  const result = shape.safeParse(values);
  for (const issue of result.error?.issues ?? []) {
    const field = String(issue.path[0] ?? "");
    if (!faults.has(field)) faults.set(field, issue);
  }
  return faults;
}

function wordsFor(issue: Issue, value: unknown, t: Texts["t"]): string {
  if (value === undefined || value === null) return t("form.fault.choose");
  if (typeof value === "string" && value.trim() === "") return t("form.fault.missing");
  if (issue.code === "too_small") {
    if (issue.origin !== "string") return t("form.fault.choose");
    return t("form.fault.short", { count: Number(issue.minimum) });
  }
  if (issue.code === "too_big" && issue.origin === "string")
    return t("form.fault.long", { count: Number(issue.maximum) });
  if (issue.code === "invalid_format") {
    if (issue.format === "email") return t("form.fault.email");
    if (issue.path[0] === "domain") return t("form.fault.domain");
    if (issue.path[0] === "colour") return t("form.fault.colour");
  }
  return t("form.fault.wrong");
}

function refusedFields(refused: unknown): string[] {
  if (!isProblem(refused)) return [];
  return (refused.problem.fields ?? []).map(({ path }) => path.split(".")[0]!);
}

/** After the faults are drawn: whoever cannot see them hears the first, and the keyboard stands where it is needed. */
function focusFirstFault(element: HTMLFormElement) {
  requestAnimationFrame(() => {
    element
      .querySelector<HTMLElement>("[aria-invalid='true'], [data-invalid] :is(input, textarea, button)")
      ?.focus();
  });
}
