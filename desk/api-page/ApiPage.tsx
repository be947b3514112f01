import { useEffect, useState, useSyncExternalStore } from "react";
import { LanguageSwitch } from "../accounts/LanguageSwitch.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { About } from "./About.tsx";
import styles from "./ApiPage.module.css";
import { type Api, loadApi } from "./document.ts";
import { OperationScreen } from "./OperationScreen.tsx";
import { Routes } from "./Routes.tsx";

/** The page about the API: the routes at the start edge, the chosen one beside them, each by an address of its own. */
export function ApiPage() {
  const { t } = useTexts();
  const { api, error, retry } = useApi();
  const chosen = useHash();
  // A key that was typed stays while one moves from route to route, and goes with the page.
  const [key, setKey] = useState("");
  const operation = api?.areas.flatMap(({ operations }) => operations).find(({ id }) => id === chosen);

  useEffect(() => {
    document.title = `${operation?.id ?? t("api.title")} · Tandem`;
  }, [operation, t]);

  return (
    <div className={styles.page} data-chosen={operation ? true : undefined}>
      <header className={styles.head}>
        <a href="#top" className={styles.brand}>
          <img src="/icon.svg" alt="" className={styles.mark} />
          Tandem
        </a>
        <div className={styles.ways}>
          <Link href="/api/v1/openapi.json">{t("api.document")}</Link>
          <Link href="/">{t("api.desk")}</Link>
          <LanguageSwitch />
        </div>
      </header>
      <div className={styles.body}>
        {api && <Routes api={api} chosen={operation?.id ?? null} />}
        <main className={styles.main} id="screen" tabIndex={-1}>
          {error ? (
            <Problem of={error} onRetry={retry} />
          ) : !api ? (
            <Skeleton lines={8} />
          ) : operation ? (
            <OperationScreen key={operation.id} api={api} operation={operation} apiKey={key} onKey={setKey} />
          ) : (
            <About api={api} />
          )}
        </main>
      </div>
    </div>
  );
}

function useApi() {
  const [api, setApi] = useState<Api>();
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is the reason to ask again.
  useEffect(() => {
    setError(null);
    loadApi().then(setApi, setError);
  }, [tries]);
  return { api, error, retry: () => setTries(tries + 1) };
}

/** The route that the address names after its `#`. */
function useHash(): string {
  return useSyncExternalStore(
    (changed) => {
      addEventListener("hashchange", changed);
      return () => removeEventListener("hashchange", changed);
    },
    () => decodeURIComponent(location.hash.slice(1)),
  );
}
