import { useQueryClient } from "@tanstack/react-query";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import { readProblem } from "../ui/problem.ts";
import { OfflineScreen } from "../web-app/OfflineScreen.tsx";
import { isProblem } from "./call.ts";
import styles from "./failed-screens.module.css";
import { meQuery } from "./me.ts";

/** In place of a screen that could not be made. The rest of the desk stays. */
export function FailedScreen({ error, reset }: ErrorComponentProps) {
  const isNobodyKnown = useQueryClient().getQueryData(meQuery.queryKey) === undefined;
  if (isProblem(error, "not_found")) return <MissingScreen />;
  // Without a word of who is here nothing of the desk can be shown.
  if (readProblem(error).unreachable && (!navigator.onLine || isNobodyKnown)) return <OfflineScreen />;
  return (
    <div className={styles.screen}>
      <Problem of={error} onRetry={reset} />
    </div>
  );
}

export function MissingScreen() {
  const { t } = useTexts();
  return (
    <div className={styles.screen}>
      <EmptyState
        icon={Compass}
        title={t("app.missing.title")}
        actions={<Link href="/">{t("app.missing.back")}</Link>}
      >
        {t("app.missing.words")}
      </EmptyState>
    </div>
  );
}
