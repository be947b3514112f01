import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { ListBeside } from "../app/ListBeside.tsx";
import { usePageTitle } from "../app/page-title.ts";
import { useTexts } from "../texts/Texts.tsx";
import { ConversationList } from "./ConversationList.tsx";
import styles from "./InboxScreen.module.css";
import { ListHead } from "./ListHead.tsx";
import { rememberView } from "./views.ts";

/** What is waiting, and the matter beside it. On a phone one or the other. */
export function InboxScreen() {
  const { t } = useTexts();
  const { view } = useParams({ from: "/desk/inbox/$view" });
  const { conversationId } = useParams({ strict: false });

  usePageTitle(conversationId ? null : t(`inbox.view.${view}`));
  useEffect(() => rememberView(view), [view]);

  const list = (
    <section className={styles.list} aria-label={t("inbox.list")}>
      <ListHead view={view} />
      <ConversationList view={view} />
    </section>
  );
  return (
    <ListBeside
      remember="inbox.list"
      label={t("inbox.list")}
      list={list}
      isOneOpen={conversationId !== undefined}
    />
  );
}
