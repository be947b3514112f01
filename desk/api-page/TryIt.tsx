import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { FileDrop } from "../ui/FileDrop.tsx";
import { Problem } from "../ui/Problem.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextArea, TextField } from "../ui/TextField.tsx";
import { Code } from "./Code.tsx";
import type { Api, Operation, Parameter } from "./document.ts";
import { bodyToTry, curlOf, isJson, requestOf, type Trial } from "./request.ts";
import styles from "./TryIt.module.css";
import { typeWords } from "./type-words.ts";

type Props = { api: Api; operation: Operation; apiKey: string; onKey: (key: string) => void };
type Answer = { status: number; milliseconds: number; type: string; size: number; text: string | null };

/** Sends a real request, in the name of the session or of a key, and shows what came back. */
export function TryIt({ api, operation, apiKey, onKey }: Props) {
  const { t } = useTexts();
  const [as, setAs] = useState<"session" | "key">(apiKey ? "key" : "session");
  const [values, setValues] = useState<Record<string, string>>({});
  const [json, setJson] = useState(() => bodyToTry(operation));
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  const trial: Trial = { values, json, file, key: as === "key" ? apiKey : "" };
  const isJsonBody = operation.body?.type === "application/json";
  const missing = operation.parameters.some(({ name, required }) => required && !values[name]?.trim());
  const ready = !missing && (!isJsonBody || isJson(json)) && (!operation.body || isJsonBody || file !== null);

  async function send() {
    setBusy(true);
    setAnswer(null);
    setFailure(null);
    try {
      setAnswer(await ask(operation, trial));
    } catch (thrown) {
      // The network failed, or the browser would not send it; there is no answer to show.
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={styles.trial} aria-label={t("api.try")}>
      <h2 className={styles.heading}>{t("api.try")}</h2>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) send();
        }}
      >
        {operation.needs !== "public" && (
          <RadioGroup
            label={t("api.as")}
            options={[
              { id: "session", label: t("api.asSession") },
              { id: "key", label: t("api.asKey") },
            ]}
            value={as}
            onChange={setAs}
          />
        )}
        {operation.needs !== "public" && as === "key" && (
          <TextField
            label={t("api.key")}
            description={t("api.keyHint")}
            type="password"
            autoComplete="off"
            value={apiKey}
            onChange={(key) => onKey(key.trim())}
          />
        )}
        {operation.parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={values[parameter.name] ?? ""}
            onChange={(value) => setValues({ ...values, [parameter.name]: value })}
          />
        ))}
        {isJsonBody && (
          <div className={styles.json}>
            <TextArea
              label={t("api.json")}
              rows={Math.min(14, json.split("\n").length + 1)}
              spellCheck="false"
              value={json}
              onChange={setJson}
              onSubmitKey={() => ready && send()}
              error={isJson(json) ? undefined : t("api.badJson")}
            />
          </div>
        )}
        {operation.body && !isJsonBody && (
          <FileDrop
            label={t("api.file")}
            multiple={false}
            description={file?.name}
            onFiles={([chosen]) => setFile(chosen ?? null)}
          />
        )}
        <div className={styles.go}>
          <Button type="submit" kind="primary" busy={busy} isDisabled={!ready}>
            {t("api.send")}
          </Button>
          {operation.method !== "GET" && <span className={styles.quiet}>{t("api.tryReal")}</span>}
        </div>
      </form>
      {failure !== null && <Problem of={failure} />}
      <div aria-live="polite">{answer && <Answered answer={answer} />}</div>
      <h3 className={styles.command}>{t("api.command")}</h3>
      <Code copyable label={t("api.command")}>
        {curlOf(operation, api.base, { ...trial, key: "" })}
      </Code>
    </section>
  );
}

type FieldProps = { parameter: Parameter; value: string; onChange: (value: string) => void };

function ParameterField({ parameter, value, onChange }: FieldProps) {
  return (
    <TextField
      label={parameter.name}
      optional={!parameter.required}
      direction="ltr"
      spellCheck="false"
      placeholder={
        parameter.schema.default === undefined
          ? typeWords(parameter.schema)
          : String(parameter.schema.default)
      }
      value={value}
      onChange={onChange}
    />
  );
}

function Answered({ answer }: { answer: Answer }) {
  const { t, bytes } = useTexts();
  const { status, milliseconds, text, size, type } = answer;
  return (
    <div className={styles.answer}>
      <p className={styles.status} data-good={status < 400 || undefined}>
        {t("api.answered", { status: String(status), milliseconds: Math.round(milliseconds) })}
      </p>
      {text === null ? (
        <p className={styles.quiet}>{t("api.file.answer", { size: bytes(size), type })}</p>
      ) : text === "" ? (
        <p className={styles.quiet}>{t("api.empty")}</p>
      ) : (
        <Code copyable label={t("api.answer")}>
          {text}
        </Code>
      )}
    </div>
  );
}

async function ask(operation: Operation, trial: Trial): Promise<Answer> {
  const { address, headers } = requestOf(operation, "/api/v1", trial);
  const body = operation.body?.type === "application/json" ? trial.json : (trial.file ?? undefined);
  const began = performance.now();
  const response = await fetch(address, {
    method: operation.method,
    headers: { Accept: "application/json, application/problem+json, */*", ...headers },
    body: operation.body ? body : undefined,
    // With a key the cookie stays at home, so that the answer is the key's and not the person's.
    credentials: trial.key ? "omit" : "same-origin",
  });
  const content = await response.blob();
  const milliseconds = performance.now() - began;
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const readable = content.size === 0 || /json$|^text\/|^message\//.test(type);
  const text = readable ? await content.text() : null;
  return {
    status: response.status,
    milliseconds,
    type,
    size: content.size,
    text: text && isJson(text) ? JSON.stringify(JSON.parse(text), null, 2) : text,
  };
}
