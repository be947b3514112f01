import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { type PartId, parts } from "./parts.ts";
import styles from "./SettingsScreens.module.css";

export function PartsNav({ seen, shown }: { seen: PartId[]; shown: PartId | null }) {
  const { t } = useTexts();
  return (
    <nav className={styles.nav} aria-label={t("settings.parts")}>
      <p className={styles.navTitle}>{t("app.settings")}</p>
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
