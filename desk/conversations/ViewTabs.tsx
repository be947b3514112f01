import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Bookmark, ChevronDown, Handshake, ListOrdered, UsersRound } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { View } from "../../contract/conversations.ts";
import type { SavedView } from "../../contract/views.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { ManageViewsDialog } from "./ManageViewsDialog.tsx";
import { countsQuery } from "./queries.ts";
import { type OpenList, savedCountsQuery, useSavedViews } from "./saved-views.ts";
import styles from "./ViewTabs.module.css";
import { views } from "./views.ts";

/** Only where something is left to sort, or one stands there. */
const passing: View = "to-sort";
const first: readonly View[] = ["mine", "unassigned", "waiting-for-us"];
const others: readonly View[] = views.filter((view) => view !== passing && !first.includes(view));

/** The views with how much is in them: three always in sight, the rest behind the last. */
export function ViewTabs({ open }: { open: OpenList }) {
  const { key: view, saved } = open;
  const { t, number } = useTexts();
  const { data: counts } = useQuery(countsQuery);
  const navigate = useNavigate();
  const go = (to: string) => navigate({ to: "/inbox/$view", params: { view: to } });
  const sorts = view === passing || (counts?.[passing] ?? 0) > 0;
  const tabs = sorts ? [passing, ...first] : first;
  const shown = others.find((each) => each === view) ?? "open";
  const mine = useSavedViews();
  const { data: savedCounts } = useQuery({ ...savedCountsQuery, enabled: mine.length > 0 });
  const [managing, setManaging] = useState(false);

  useKey("mine", "m", () => go("mine"));

  const orMore = (count: string, isMore: boolean | undefined) => (isMore ? `${count}+` : count);
  const figure = (of: View) =>
    counts ? orMore(short(counts[of] ?? 0, number), counts.more.includes(of)) : "–";
  const savedFigure = (id: string) => {
    const count = savedCounts?.counts[id];
    return count == null ? "–" : orMore(number(count), savedCounts?.more.includes(id));
  };

  const savedDescription = ({ id, shared, team }: SavedView) =>
    [savedFigure(id), shared === "nobody" ? null : (team?.name ?? t("views.shared.everybody"))]
      .filter(Boolean)
      .join(" · ");

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
      <div className={styles.tab} data-current={saved !== null || shown === view || undefined}>
        <Link
          to="/inbox/$view"
          params={{ view: saved?.id ?? shown }}
          className={styles.inside}
          activeProps={{}}
          aria-current={saved || shown === view ? "page" : undefined}
        >
          <span className={styles.count}>{saved ? savedFigure(saved.id) : figure(shown)}</span>
          <span className={styles.name}>
            {saved ? <bdi>{`${saved.emoji ?? ""} ${saved.name}`.trim()}</bdi> : t(`inbox.view.${shown}`)}
          </span>
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
                description={
                  counts &&
                  (counts.more.includes(each)
                    ? t("inbox.views.more.than", { count: counts[each] ?? 0 })
                    : t("inbox.views.count", { count: counts[each] ?? 0 }))
                }
              >
                {t(`inbox.view.${each}`)}
              </MenuItem>
            ))}
            {mine.map((each) => (
              <MenuItem
                key={each.id}
                id={each.id}
                mark={each.emoji ? <span aria-hidden>{each.emoji}</span> : undefined}
                icon={each.shared === "nobody" ? Bookmark : UsersRound}
                onAction={() => go(each.id)}
                description={savedDescription(each)}
              >
                {each.name}
              </MenuItem>
            ))}
            <MenuItem id="manage" icon={ListOrdered} onAction={() => setManaging(true)}>
              {t("views.manage")}
            </MenuItem>
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
      {managing && <ManageViewsDialog onClose={() => setManaging(false)} />}
    </nav>
  );
}

/** Up to 9,999 in full, then as "12K": the tab must hold it. */
function short(count: number, number: (value: number, options?: Intl.NumberFormatOptions) => string) {
  return count < 10_000 ? number(count) : number(count, { notation: "compact", maximumFractionDigits: 1 });
}
