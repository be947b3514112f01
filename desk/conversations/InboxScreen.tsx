import { Outlet, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { usePageTitle } from "../app/page-title.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { SplitPane } from "../ui/SplitPane.tsx";
import { ConversationList } from "./ConversationList.tsx";
import styles from "./InboxScreen.module.css";
import { ListHead } from "./ListHead.tsx";
import { rememberView } from "./views.ts";

/** What is waiting, and the matter beside it. On a phone one or the other. */
export function InboxScreen() {
  const { t } = useTexts();
  const { view } = useParams({ from: "/desk/inbox/$view" });
  const { conversationId } = useParams({ strict: false });
  const width = useScreenWidth();

  usePageTitle(conversationId ? null : t(`inbox.view.${view}`));
  useEffect(() => rememberView(view), [view]);

  const list = (
    <section className={styles.list} aria-label={t("inbox.list")}>
      <ListHead view={view} />
      <ConversationList view={view} />
    </section>
  );
  if (width === "phone") return conversationId ? <Outlet /> : list;
  return (
    <SplitPane
      remember="inbox.list"
      label={t("inbox.list")}
      side="start"
      width={364}
      min={300}
      max={480}
      pane={list}
    >
      <Outlet />
    </SplitPane>
  );
}
