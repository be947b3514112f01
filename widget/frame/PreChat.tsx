import { useRef, useState } from "preact/hooks";
import { useRoom } from "./context.ts";
import { fieldsToAsk } from "./state.ts";
import { t } from "./texts.ts";

type Answers = { name?: string; email?: string; topic?: string };

/** The few things that are asked before the first word. */
export function PreChat({ onDone }: { onDone: (answers: Answers) => void }) {
  const { state } = useRoom();
  const { widget } = state.home!;
  const fields = fieldsToAsk(state.home!);
  const [answers, setAnswers] = useState<Answers>({});
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const faultOf = (field: keyof Answers, isRequired: boolean): string | null => {
    const value = answers[field]?.trim() ?? "";
    if (!value) return isRequired ? t("widget.form.required") : null;
    return field === "email" && !isAddress(value) ? t("widget.form.noAddress") : null;
  };

  function submit(event: Event) {
    event.preventDefault();
    setTried(true);
    const wrong = fields.find(({ field, isRequired }) => faultOf(field, isRequired));
    if (wrong) return form.current!.querySelector<HTMLElement>(`[name="${wrong.field}"]`)?.focus();
    const told = Object.entries(answers).filter(([, value]) => value.trim());
    onDone(Object.fromEntries(told.map(([field, value]) => [field, value.trim()])));
  }

  return (
    <form class="page prechat" onSubmit={submit} noValidate ref={form}>
      <h1>{t("widget.form.title")}</h1>
      {fields.map(({ field, isRequired }, at) => {
        const fault = isTried ? faultOf(field, isRequired) : null;
        const label =
          field === "name"
            ? t("widget.form.name")
            : field === "email"
              ? t("widget.form.email")
              : t("widget.form.topic");
        const optional = isRequired ? "" : ` (${t("widget.form.optional")})`;
        if (field === "topic")
          return (
            <fieldset key={field} class="topics">
              <legend>{label + optional}</legend>
              {widget.preChat.topics.map(({ key, name }) => (
                <label key={key} class="chip">
                  <input
                    type="radio"
                    name="topic"
                    value={key}
                    checked={answers.topic === key}
                    onChange={() => setAnswers({ ...answers, topic: key })}
                  />
                  <span dir="auto">{name}</span>
                </label>
              ))}
              {fault && <Fault field={field} words={fault} />}
            </fieldset>
          );
        return (
          <label key={field} class="input">
            <span>{label + optional}</span>
            <input
              name={field}
              type="text"
              inputMode={field === "email" ? "email" : "text"}
              dir={field === "email" ? "ltr" : "auto"}
              autoComplete={field}
              data-first={at === 0 ? true : undefined}
              required={isRequired}
              aria-invalid={fault ? true : undefined}
              aria-describedby={fault ? `fault-${field}` : undefined}
              value={answers[field] ?? ""}
              onInput={({ currentTarget: { value } }) => setAnswers({ ...answers, [field]: value })}
            />
            {fault && <Fault field={field} words={fault} />}
          </label>
        );
      })}
      <button type="submit" class="button">
        {t("widget.form.go")}
      </button>
    </form>
  );
}

const Fault = ({ field, words }: { field: string; words: string }) => (
  <span class="small problem" id={`fault-${field}`} role="alert">
    {words}
  </span>
);

/** What could be an address; whether it is one, only a mail can tell. */
export const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.trim());
