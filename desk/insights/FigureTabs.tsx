import { Link, useLocation } from "@tanstack/react-router";
import { useLines } from "../app/lines.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./FigureTabs.module.css";
import { closed } from "./filters.ts";
import { type FigurePlace, figurePlaces } from "./places.ts";
import { useFilters } from "./sheet-place.ts";

/** Where one can go under Figures. What was asked for goes along. */
export function FigureTabs() {
  const { t } = useTexts();
  const lines = useLines();
  const { permissions } = useMe();
  const filters = useFilters();
  const here = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, "") });
  const places = figurePlaces.flatMap<{ to: FigurePlace["to"]; label: string }>(({ to, name, sees }) => {
    if (sees && !permissions.includes(sees)) return [];
    // Where there is one line alone, it is the figures.
    if (to === "/figures") return [{ to, label: t(lines.length > 1 ? "figures.both" : "app.figures") }];
    if (typeof name === "string") return [{ to, label: t(name) }];
    const line = lines.find((each) => each.line === name.line);
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
