import { lazy, type ReactNode, Suspense } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import { useMay } from "../../app/me.ts";
import { Segments } from "../../insights/Segments.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import styles from "./MatterSide.module.css";

const ArticlesBeside = lazy(() =>
  import("./ArticlesBeside.tsx").then((file) => ({ default: file.ArticlesBeside })),
);

export type Side = "customer" | "articles";

type Props = {
  conversation: Conversation;
  side: Side;
  onSide: (side: Side) => void;
  /** Something was put into the answer: what covers it can go. */
  onPutIn?: () => void;
  /** The customer's panel. */
  children: ReactNode;
};

/** Beside the matter: its customer, or the articles that may answer it. */
export function MatterSide({ conversation, side, onSide, onPutIn, children }: Props) {
  const { t } = useTexts();
  const mayRead = useMay("articles.read");
  if (!mayRead) return children;
  return (
    <div className={styles.side}>
      <div className={styles.tabs}>
        <Segments
          label={t("knowledge.beside")}
          options={[
            { id: "customer", label: t("customer.panel") },
            { id: "articles", label: t("knowledge.articles") },
          ]}
          value={side}
          onChange={onSide}
        />
      </div>
      {side === "customer" ? (
        children
      ) : (
        <Suspense fallback={<Skeleton lines={6} />}>
          <ArticlesBeside conversation={conversation} onPutIn={onPutIn} />
        </Suspense>
      )}
    </div>
  );
}
