import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { usePageTitle } from "../app/page-title.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { type PartId, parts } from "./parts.ts";
import styles from "./SettingsScreens.module.css";

export function PartsNav({ seen, shown }: { seen: PartId[]; shown: PartId | null }) {
  const { t } = useTexts();
  usePageTitle(t("app.settings"));
  // On a phone this is the screen; beside a part, the part has the heading.
  const Title = shown ? "p" : "h1";
  return (
    <nav className={styles.nav} aria-label={t("settings.parts")}>
      <Title className={styles.navTitle}>{t("app.settings")}</Title>
      <ul className={styles.parts}>
        {seen.map((id) => (
          <li key={id}>
            <Link
              to="/settings/$"
              params={{ _splat: id }}
              className={styles.part}
              activeProps={{}}
              aria-current={id === shown ? "page" : undefined}
            >
              <Icon of={parts[id].icon} />
              <span>{t(`settings.${id}`)}</span>
              <span className={styles.onward}>
                <Icon of={ChevronRight} size={14} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
