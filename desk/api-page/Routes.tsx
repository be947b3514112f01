import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { areaName } from "./areas.ts";
import type { Api, Operation } from "./document.ts";
import { Method } from "./Method.tsx";
import styles from "./Routes.module.css";

export function Routes({ api, chosen }: { api: Api; chosen: string | null }) {
  const { t } = useTexts();
  const [sought, setSought] = useState("");
  const found = api.areas
    .map(({ name, operations }) => ({ name, operations: operations.filter((each) => matches(each, sought)) }))
    .filter(({ operations }) => operations.length > 0);

  return (
    <nav className={styles.routes} aria-label={t("api.routes")}>
      <div className={styles.search}>
        <SearchField label={t("api.search")} value={sought} onChange={setSought} />
      </div>
      <div className={styles.list}>
        {found.map(({ name, operations }) => (
          <section key={name}>
            <h2 className={styles.area}>{areaName(name, t)}</h2>
            <ul>
              {operations.map((operation) => (
                <li key={operation.id}>
                  <a
                    href={`#${operation.id}`}
                    className={styles.route}
                    aria-current={operation.id === chosen ? "page" : undefined}
                  >
                    <Method of={operation.method} />
                    <span className={styles.path}>
                      <bdi dir="ltr">{operation.path}</bdi>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {found.length === 0 && (
          <p className={styles.none} role="status">
            {t("api.none")}
          </p>
        )}
      </div>
    </nav>
  );
}

/** Every word must be somewhere: in the name, the address, the method or the sentence. */
function matches({ id, method, path, summary }: Operation, sought: string): boolean {
  const text = `${id} ${method} ${path} ${summary}`.toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
