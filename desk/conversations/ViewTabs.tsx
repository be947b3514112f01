import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronDown, Handshake } from "lucide-react";
import { Button } from "react-aria-components";
import type { View } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { countsQuery } from "./queries.ts";
import styles from "./ViewTabs.module.css";
import { views } from "./views.ts";

/** Only where something is left to sort, or one stands there. */
const passing: View = "to-sort";
const first: readonly View[] = ["mine", "unassigned", "waiting-for-us"];
const others: readonly View[] = views.filter((view) => view !== passing && !first.includes(view));

/** The views with how much is in them: three always in sight, the rest behind the last. */
export function ViewTabs({ view }: { view: View }) {
  const { t, number } = useTexts();
  const { data: counts } = useQuery(countsQuery);
  const navigate = useNavigate();
  const go = (to: View) => navigate({ to: "/inbox/$view", params: { view: to } });
  const sorts = view === passing || (counts?.[passing] ?? 0) > 0;
  const tabs = sorts ? [passing, ...first] : first;
  const shown = others.includes(view) ? view : "open";

  useKey("mine", "m", () => go("mine"));

  const figure = (of: View) => (counts ? short(counts[of] ?? 0, number) : "–");

  return (
    <nav className={styles.tabs} data-sorts={sorts || undefined} aria-label={t("inbox.views")}>
      {tabs.map((each) => (
        <Link
          key={each}
          to="/inbox/$view"
          params={{ view: each }}
          className={styles.tab}
          activeProps={{}}
          aria-current={each === view ? "page" : undefined}
        >
          <span className={styles.count}>{figure(each)}</span>
          <span className={styles.name}>{t(`inbox.view.${each}`)}</span>
        </Link>
      ))}
      <div className={styles.tab} data-current={others.includes(view) || undefined}>
        <Link
          to="/inbox/$view"
          params={{ view: shown }}
          className={styles.inside}
          activeProps={{}}
          aria-current={shown === view ? "page" : undefined}
        >
          <span className={styles.count}>{figure(shown)}</span>
          <span className={styles.name}>{t(`inbox.view.${shown}`)}</span>
        </Link>
        <MenuTrigger>
          <Button className={styles.more} aria-label={t("inbox.views.more")}>
            <Icon of={ChevronDown} size={14} />
          </Button>
          <Menu label={t("inbox.views")} placement="bottom end">
            {[...tabs, ...others].map((each) => (
              <MenuItem
                key={each}
                id={each}
                onAction={() => go(each)}
                description={counts && t("inbox.views.count", { count: counts[each] ?? 0 })}
              >
                {t(`inbox.view.${each}`)}
              </MenuItem>
            ))}
            <MenuItem
              id="promises"
              icon={Handshake}
              keys="g p"
              onAction={() => navigate({ to: "/promises" })}
            >
              {t("app.promises")}
            </MenuItem>
          </Menu>
        </MenuTrigger>
      </div>
    </nav>
  );
}

/** Up to 9,999 in full, then as "12K": the tab must hold it. */
function short(count: number, number: (value: number, options?: Intl.NumberFormatOptions) => string) {
  return count < 10_000 ? number(count) : number(count, { notation: "compact", maximumFractionDigits: 1 });
}
