import { Link } from "@tanstack/react-router";
import { Hand, type LucideIcon, RefreshCw, Scale } from "lucide-react";
import { DropZone } from "react-aria-components";
import type { Giving, Queue } from "../../../contract/routing.ts";
import { LineBadge } from "../../app/LineBadge.tsx";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link as PlainLink } from "../../ui/Link.tsx";
import { Text } from "../../ui/Text.tsx";
import { cardType, droppedCards } from "./dragging.ts";
import { type BoardFilters, fitsQueue } from "./filters.ts";
import type { Board, Target } from "./moves.ts";
import styles from "./Queues.module.css";

type Drop = (ids: ReadonlySet<string>, target: Target) => void;
type Props = { board: Board; filters: BoardFilters; drops: boolean; onDrop: Drop };

/** What waits for somebody, queue by queue. */
export function Queues({ board, filters, drops, onDrop }: Props) {
  const { t } = useTexts();
  const mayManage = useMay("teams.manage");
  const queues = board.queues.filter((queue) => fitsQueue(queue, filters));
  if (board.queues.length === 0)
    return (
      <p className={styles.none}>
        {t("board.queues.none")}{" "}
        {mayManage && <PlainLink href="/settings/queues/new">{t("board.queues.make")}</PlainLink>}
      </p>
    );
  return (
    <section aria-label={t("board.queues")}>
      <ul className={styles.queues}>
        {queues.map((queue) => (
          <li key={queue.id}>
            {drops ? (
              <DropZone
                aria-label={t("board.queues.drop", { name: queue.name })}
                className={`${styles.queue} ${styles.drop}`}
                getDropOperation={(types) => (types.has(cardType) ? "move" : "cancel")}
                onDrop={async ({ items }) =>
                  onDrop(await droppedCards(items), { kind: "queue", id: queue.id, name: queue.name })
                }
              >
                <QueueCard queue={queue} />
              </DropZone>
            ) : (
              <div className={styles.queue}>
                <QueueCard queue={queue} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export const givingIcons: Record<Giving, LucideIcon> = {
  pull: Hand,
  round_robin: RefreshCw,
  least_loaded: Scale,
};

function QueueCard({ queue }: { queue: Queue }) {
  const { t } = useTexts();
  return (
    <>
      <span className={styles.first}>
        <Link
          to="/inbox/$view"
          params={{ view: "unassigned" }}
          search={{ team: queue.team.id }}
          className={styles.name}
          dir="auto"
        >
          {queue.name}
        </Link>
        {queue.line && <LineBadge line={queue.line} />}
      </span>
      <span className={styles.waiting} data-none={queue.waiting === 0 || undefined}>
        {t("board.queues.waiting", { count: queue.waiting })}
      </span>
      <span className={styles.giving}>
        <Icon of={givingIcons[queue.giving]} size={14} />
        {t(`giving.${queue.giving}`)}
        {queue.team.name !== queue.name && (
          <>
            {" · "}
            <Text clip>{queue.team.name}</Text>
          </>
        )}
      </span>
    </>
  );
}
