import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { usePageTitle } from "../app/page-title.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { rankOf, unlike } from "../ui/ranking.ts";
import { SearchField } from "../ui/SearchField.tsx";
import { grouped, type PartId, parts } from "./parts.ts";
import styles from "./SettingsScreens.module.css";

/** The parts of the settings by groups, and a field that finds them by their names and by what is in them. */
export function PartsNav({ seen, shown }: { seen: PartId[]; shown: PartId | null }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [written, setWritten] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const found = useFound(seen, written);
  usePageTitle(t("app.settings"));
  useKey("search", "/", () => field.current?.focus());
  // On a phone this is the screen; beside a part, the part has the heading.
  const Title = shown ? "p" : "h1";

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const links = [...list.current!.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      (links[to] ?? field.current)?.focus();
    } else if (event.key === "Enter" && at < 0 && written && found[0]) {
      navigate({ to: "/settings/$", params: { _splat: found[0].id } });
    }
  }

  return (
    <nav className={styles.nav} aria-label={t("settings.parts")}>
      <Title className={styles.navTitle}>{t("app.settings")}</Title>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows lead from the field to the links and back */}
      <div className={styles.finder} onKeyDown={onKeyDown}>
        <SearchField ref={field} label={t("settings.find")} value={written} onChange={setWritten} />
        <div ref={list} className={styles.groups}>
          {written.trim() ? (
            <PartLinks found={found} shown={shown} />
          ) : (
            grouped(seen).map(({ group, parts: ids }) => (
              <section key={group} aria-labelledby={`settings-${group}`}>
                <h2 id={`settings-${group}`} className={styles.group}>
                  {t(`settings.group.${group}`)}
                </h2>
                <PartLinks found={ids.map((id) => ({ id, holds: [] }))} shown={shown} />
              </section>
            ))
          )}
        </div>
        <p role="status" className={styles.noPart} hidden={found.length > 0}>
          {found.length === 0 && t("ui.noMatches")}
        </p>
      </div>
    </nav>
  );
}

/** What was looked for and found: a part, and what of the things in it has such a name. */
type Found = { id: PartId; holds: string[] };

function PartLinks({ found, shown }: { found: readonly Found[]; shown: PartId | null }) {
  const { t } = useTexts();
  return (
    <ul className={styles.parts} hidden={found.length === 0}>
      {found.map(({ id, holds }) => (
        <li key={id}>
          <Link
            to="/settings/$"
            params={{ _splat: id }}
            className={styles.part}
            activeProps={{}}
            aria-current={id === shown ? "page" : undefined}
          >
            <Icon of={parts[id].icon} />
            <span className={styles.partWords}>
              {t(`settings.${id}`)}
              {holds.map((held) => (
                <span key={held} className={styles.held}>
                  {held}
                </span>
              ))}
            </span>
            <span className={styles.onward}>
              <Icon of={ChevronRight} size={14} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The parts whose name fits what was written, nearest first, then those that hold something of that name, with it. */
function useFound(seen: readonly PartId[], written: string): Found[] {
  const { t } = useTexts();
  return seen
    .map((id) => {
      const rank = rankOf(written, [t(`settings.${id}`)]);
      const holds = parts[id].holds.map((key) => t(key)).filter((held) => rankOf(written, [held]) < unlike);
      const isAbout = holds.length > 0 || rankOf(written, [t(`settings.${id}.words`)]) < unlike;
      return { id, holds, rank: rank < unlike ? rank : isAbout ? 10 : unlike };
    })
    .filter(({ rank }) => rank < unlike)
    .sort((a, b) => a.rank - b.rank);
}
