import { Link, useLocation } from "@tanstack/react-router";
import { useLines } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./FigureTabs.module.css";
import { closed } from "./filters.ts";
import { figurePlaces } from "./places.ts";
import { useFilters } from "./sheet-place.ts";

/** Where one can go under Figures. What was asked for goes along. */
export function FigureTabs() {
  const { t } = useTexts();
  const lines = useLines();
  const filters = useFilters();
  const here = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, "") });
  const places = figurePlaces.flatMap(({ to, name }) => {
    if (typeof name === "string")
      return lines.length > 1 || to !== "/figures" ? [{ to, label: t(name) }] : [];
    const line = lines.find((each) => each.line === name.line);
    // Where there is one line alone, it is the place itself.
    return line && lines.length > 1 ? [{ to, label: line.name }] : [];
  });
  if (places.length < 2) return null;
  return (
    <nav className={styles.tabs} aria-label={t("figures.places")}>
      {places.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          search={{ ...filters, ...closed }}
          className={styles.tab}
          activeProps={{}}
          aria-current={here === to ? "page" : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
