import { useNavigate } from "@tanstack/react-router";
import { ArrowRightLeft, UsersRound } from "lucide-react";
import { useMemo, useState } from "react";
import { useMay } from "../../app/me.ts";
import { useScreenWidth } from "../../app/screen-width.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { useKey } from "../../ui/keys.ts";
import styles from "./BoardScreen.module.css";
import { type BoardFilters, fitsPerson, hereFirst } from "./filters.ts";
import { MoveDialog } from "./MoveDialog.tsx";
import { type Board, holdersOf } from "./moves.ts";
import { Person } from "./Person.tsx";
import { Queues } from "./Queues.tsx";
import { useMove } from "./use-move.ts";

/** So many people are drawn at first, and with each press on “more”. */
const page = 30;

type Props = { board: Board; filters: BoardFilters };

/** What waits and who has what, with what was chosen of it. */
export function Work({ board, filters }: Props) {
  const { t, compare } = useTexts();
  const may = useMay("conversations.manage");
  const isPhone = useScreenWidth() === "phone";
  const navigate = useNavigate();
  const move = useMove();
  const [shown, setShown] = useState(page);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [moving, setMoving] = useState<ReadonlySet<string> | null>(null);

  const people = useMemo(
    () =>
      hereFirst(
        board.agents.filter((agent) => fitsPerson(agent, filters)),
        compare,
      ),
    [board, filters, compare],
  );
  // What was closed or given away meanwhile is chosen no longer.
  const chosen = useMemo(
    () => new Set([...holdersOf(board, marked).values()].flat().map(({ id }) => id)),
    [board, marked],
  );

  useKey(
    "move",
    "a",
    () => {
      const pointed = focusedCard();
      if (chosen.size) setMoving(chosen);
      else if (pointed) setMoving(new Set([pointed]));
    },
    { enabled: may },
  );

  return (
    <>
      <div className={styles.scroll}>
        <Queues board={board} filters={filters} drops={may && !isPhone} onDrop={move} />
        <section aria-label={t("board.people")} className={styles.people}>
          {people.slice(0, shown).map((agent) => (
            <Person
              key={agent.id}
              agent={agent}
              line={filters.line}
              may={may}
              drags={may && !isPhone}
              chosen={chosen}
              onChoose={setMarked}
              onDrop={move}
            />
          ))}
          {people.length > shown && (
            <Button wide onPress={() => setShown(shown + page)}>
              {t("board.people.more", { count: Math.min(page, people.length - shown) })}
            </Button>
          )}
          {people.length === 0 && (
            <EmptyState
              icon={UsersRound}
              title={t("board.people.none")}
              actions={
                <Button onPress={() => navigate({ to: "/board", search: {} })}>
                  {t("board.people.clear")}
                </Button>
              }
            >
              {t("board.people.noneWords")}
            </EmptyState>
          )}
        </section>
      </div>
      {may && (
        <footer className={styles.bar} data-empty={chosen.size === 0 || undefined}>
          <output className={styles.barWords}>
            {chosen.size > 0 ? t("board.chosen", { count: chosen.size }) : !isPhone && t("board.hint")}
          </output>
          {chosen.size > 0 && (
            <>
              <Button kind="quiet" onPress={() => setMarked(new Set())}>
                {t("board.chosen.clear")}
              </Button>
              <Button kind="primary" icon={ArrowRightLeft} onPress={() => setMoving(chosen)}>
                {t("board.move")}
              </Button>
              {!isPhone && <KeyCap keys="a" />}
            </>
          )}
        </footer>
      )}
      {moving && (
        <MoveDialog
          board={board}
          ids={moving}
          onMove={(target, reason) => {
            move(moving, target, reason);
            setMarked(new Set());
            setMoving(null);
          }}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  );
}

/** The card on which the keyboard stands. */
const focusedCard = () => document.activeElement?.closest<HTMLElement>("[role='row'][data-key]")?.dataset.key;
