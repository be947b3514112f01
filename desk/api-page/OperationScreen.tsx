import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Permission } from "../../contract/permissions.ts";
import { permissionWords } from "../settings/permission-words.ts";
import type { TextKey } from "../texts/messages.ts";
import type { Texts } from "../texts/Texts.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Code } from "./Code.tsx";
import type { Api, Operation } from "./document.ts";
import { Fields } from "./Fields.tsx";
import { Method } from "./Method.tsx";
import styles from "./OperationScreen.module.css";
import { TryIt } from "./TryIt.tsx";

type Props = { api: Api; operation: Operation; apiKey: string; onKey: (key: string) => void };

/** All there is to know of one route, and a way to try it. */
export function OperationScreen({ api, operation, apiKey, onKey }: Props) {
  const { t } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever chose it in the list goes on reading here.
  useEffect(() => heading.current?.focus(), []);

  return (
    <article className={styles.operation}>
      <a href="#top" className={styles.back}>
        <Icon of={ArrowLeft} size={14} />
        {t("api.all")}
      </a>
      <header>
        <p className={styles.address}>
          <Method of={operation.method} />
          <code dir="ltr">{operation.path}</code>
        </p>
        <h1 className={styles.title} ref={heading} tabIndex={-1}>
          <bdi lang="en">{operation.summary}</bdi>
        </h1>
        <p className={styles.needs}>
          <code dir="ltr">{operation.id}</code> · {needsWords(operation.needs, t)}
        </p>
      </header>
      <div className={styles.columns}>
        <div className={styles.column}>
          {operation.parameters.length > 0 && (
            <Chapter title={t("api.parameters")}>
              <Fields
                api={api}
                fields={operation.parameters.map((parameter) => ({
                  name: parameter.name,
                  schema: { ...parameter.schema, description: parameter.description },
                  required: parameter.required,
                  place: t(`api.in.${parameter.in}`),
                }))}
              />
            </Chapter>
          )}
          {operation.body && <Body api={api} body={operation.body} />}
          <Answer api={api} answer={operation.answer} />
          <Chapter title={t("api.refused")}>
            <dl className={styles.problems}>
              {operation.problems.map(({ code, status }) => (
                <div key={code}>
                  <dt>
                    <bdi>
                      {status} <code>{code}</code>
                    </bdi>
                  </dt>
                  <dd>{t(`problem.${code}` as TextKey)}</dd>
                </div>
              ))}
            </dl>
          </Chapter>
        </div>
        <TryIt api={api} operation={operation} apiKey={apiKey} onKey={onKey} />
      </div>
    </article>
  );
}

function Chapter({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.chapter}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

function Body({ api, body }: { api: Api; body: NonNullable<Operation["body"]> }) {
  const { t } = useTexts();
  return (
    <Chapter title={t("api.body")}>
      {body.type === "application/json" ? (
        <>
          <Fields api={api} of={body.schema} />
          <Example value={body.example} />
        </>
      ) : (
        <p>{t("api.fileBody")}</p>
      )}
    </Chapter>
  );
}

function Answer({ api, answer }: { api: Api; answer: Operation["answer"] }) {
  const { t } = useTexts();
  return (
    <Chapter title={`${t("api.answer")} ${answer.status}`}>
      {answer.type === null ? (
        <p>{t("api.nothing", { status: answer.status })}</p>
      ) : answer.type !== "application/json" ? (
        <p>{t("api.bytes")}</p>
      ) : (
        <>
          <Fields api={api} of={answer.schema!} answered />
          <Example value={answer.example} />
        </>
      )}
    </Chapter>
  );
}

function Example({ value }: { value: unknown }) {
  const { t } = useTexts();
  if (value === undefined) return null;
  return (
    <details className={styles.example}>
      <summary>{t("api.example")}</summary>
      <Code copyable>{JSON.stringify(value, null, 2)}</Code>
    </details>
  );
}

function needsWords(needs: string, t: Texts["t"]): string {
  if (needs === "public") return t("api.open");
  if (needs === "signed-in") return t("api.signedIn");
  const known = Permission.safeParse(needs);
  return t("api.needs", { permission: known.success ? permissionWords(known.data, t) : needs });
}
