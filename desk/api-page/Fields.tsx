import { useTexts } from "../texts/Texts.tsx";
import { type Api, resolve, type Schema } from "./document.ts";
import styles from "./Fields.module.css";
import { boundsWords, typeWords } from "./type-words.ts";

export interface Field {
  name: string;
  schema: Schema;
  required: boolean;
  /** Where a parameter goes. */
  place?: string;
}

type Props = ({ fields: Field[] } | { of: Schema }) & {
  api: Api;
  /** For an answer, where every field is always there and saying so of each would be noise. */
  answered?: boolean;
};

/** The fields of an object, those inside of it folded. */
export function Fields(props: Props) {
  const fields = "fields" in props ? props.fields : fieldsOf(props.of, props.api);
  return (
    <ul className={styles.fields}>
      {fields.map((field) => (
        <FieldRow key={field.name} api={props.api} field={field} answered={props.answered} seen={[]} />
      ))}
    </ul>
  );
}

type RowProps = { api: Api; field: Field; answered?: boolean; seen: readonly string[] };

function FieldRow({ api, field, answered, seen }: RowProps) {
  const { t } = useTexts();
  const { schema } = field;
  const inner = innerOf(schema, api);
  const bounds = boundsWords(schema);
  // A shape that holds itself is unfolded once.
  const nested = inner && !(inner.name && seen.includes(inner.name)) ? fieldsOf(inner.schema, api) : [];

  return (
    <li className={styles.field}>
      <p className={styles.line}>
        <code className={styles.name} dir="ltr">
          {field.name}
        </code>
        <code className={styles.type} dir="ltr">
          {typeWords(schema)}
          {bounds && ` ${bounds}`}
        </code>
        {field.required && !answered && <span className={styles.required}>{t("api.required")}</span>}
        {field.place && <span className={styles.quiet}>{field.place}</span>}
        {schema.default !== undefined && (
          <span className={styles.quiet}>
            {t("api.byDefault", { value: JSON.stringify(schema.default) })}
          </span>
        )}
      </p>
      {schema.description && (
        <p className={styles.quiet}>
          <bdi lang="en">{schema.description}</bdi>
        </p>
      )}
      {nested.length > 0 && (
        <details className={styles.inner}>
          <summary>
            {t("api.fields")} · <bdi>{inner?.name ?? field.name}</bdi>
          </summary>
          <ul className={styles.fields}>
            {nested.map((each) => (
              <FieldRow
                key={each.name}
                api={api}
                field={each}
                answered={answered}
                seen={inner?.name ? [...seen, inner.name] : seen}
              />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function fieldsOf(given: Schema, api: Api): Field[] {
  const { schema } = resolve(given, api.schemas);
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    required: schema.required?.includes(name) ?? false,
  }));
}

/** The object in a field: itself, behind a reference, in a list, or beside null. */
function innerOf(schema: Schema, api: Api): { name: string | null; schema: Schema } | null {
  const resolved = resolve(schema, api.schemas);
  if (resolved.schema.properties) return resolved;
  if (resolved.schema.items) return innerOf(resolved.schema.items, api);
  for (const choice of resolved.schema.anyOf ?? []) {
    const inner = innerOf(choice, api);
    if (inner) return inner;
  }
  return null;
}
