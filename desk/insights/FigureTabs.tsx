import { Link } from "@tanstack/react-router";
import { LinkTabs, useTab } from "../app/LinkTabs.tsx";
import { useLines } from "../app/lines.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { closed } from "./filters.ts";
import { figurePlaces } from "./places.ts";
import { useFilters } from "./sheet-place.ts";

/** Where one can go under Figures. What was asked for goes along. */
export function FigureTabs() {
  const { t } = useTexts();
  const lines = useLines();
  const { permissions } = useMe();
  const filters = useFilters();
  const look = useTab();
  const search = { ...filters, ...closed };
  return (
    <LinkTabs label={t("figures.places")}>
      {figurePlaces.map((place) => {
        if ("line" in place) {
          const line = lines.find((each) => each.line === place.line);
          // One line alone is what the first of the tabs tells of.
          if (!line || lines.length < 2) return null;
          return (
            <Link
              key={place.line}
              to="/figures/$line"
              params={{ line: place.line }}
              search={search}
              {...look(`/figures/${place.line}`)}
            >
              {line.name}
            </Link>
          );
        }
        if (place.sees && !permissions.includes(place.sees)) return null;
        const isAlone = place.to === "/figures" && lines.length < 2;
        return (
          <Link
            key={place.to}
            to={place.to}
            search={place.to === "/figures" ? search : undefined}
            {...look(place.to)}
          >
            {t(isAlone ? "app.figures" : place.name)}
          </Link>
        );
      })}
    </LinkTabs>
  );
}
