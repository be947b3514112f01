import { Outlet } from "@tanstack/react-router";
import { usePageTitle } from "../app/page-title.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./FiguresScreen.module.css";
import { FigureTabs } from "./FigureTabs.tsx";

/** The place of all that is counted: figures of both lines and of each, and what is made from them. */
export function FiguresScreen() {
  const { t } = useTexts();
  usePageTitle(t("app.figures"));
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t("app.figures")}</h1>
        <FigureTabs />
      </header>
      <Outlet />
    </div>
  );
}
