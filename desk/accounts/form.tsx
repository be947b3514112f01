import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { Problem } from "../../contract/problems.ts";
import { isProblem } from "../app/call.ts";
import { type Texts, useTexts } from "../texts/Texts.tsx";
import styles from "./form.module.css";
import type { Fault, Rule } from "./rules.ts";

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

/** What each field must be; a field without a rule may be anything. */
export type Rules<Values extends object> = { [field in keyof Values]?: Rule };

/**
 * The fields of a form, checked before sending and said in the reader's words once it was tried. `refused` is what
 * the server said to the last try, so that the field it names is marked as well.
 */
export function useForm<Values extends object>(
  rules: Rules<Values>,
  initial: Values,
  send: (values: Values) => void,
  refused?: unknown,
): Form<Values> {
  const { t } = useTexts();
  const id = useId();
  const [start, setStart] = useState(initial);
  const [values, setValues] = useState(initial);
  const [tried, setTried] = useState(false);
  const faultIn = (field: keyof Values): Fault => rules[field]?.(values[field]) ?? null;

  const fault = (field: keyof Values & string) => {
    if (!tried) return undefined;
    const own = faultIn(field);
    if (own) return t(own.key, own.count === undefined ? undefined : { count: own.count });
    const named =
      isProblem(refused) && refused.problem.fields?.find(({ path }) => path.split(".")[0] === field);
    return named ? refusalWords(refused.problem, named.message, t) : undefined;
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
      if (Object.keys(rules).some((field) => faultIn(field as keyof Values))) focusFirstFault(element);
      else send(values);
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

const weaknesses = ["too_regular", "too_personal", "too_common"] as const;

function refusalWords({ code, title }: Problem, message: string, t: Texts["t"]): string {
  const weakness = weaknesses.find((known) => known === message);
  if (weakness) return t(`form.weak.${weakness}`);
  // "Some of it is not right" says nothing of this field; any other refusal that names it is about it.
  return code === "invalid" ? t("form.fault.wrong") : title;
}

/** After the faults are drawn: whoever cannot see them hears the first, and the keyboard stands where it is needed. */
function focusFirstFault(element: HTMLFormElement) {
  requestAnimationFrame(() => {
    element
      .querySelector<HTMLElement>("[aria-invalid='true'], [data-invalid] :is(input, textarea, button)")
      ?.focus();
  });
}
