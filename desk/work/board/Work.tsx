import { useNavigate } from "@tanstack/react-router";
import { ArrowRightLeft, UsersRound } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
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

/** So many people are drawn at first, and again whenever the end comes near or “more” is pressed. */
const page = 12;

type Props = { board: Board; filters: BoardFilters };

/** What waits and who has what, with what was chosen of it. */
export function Work({ board, filters }: Props) {
  const { t, compare } = useTexts();
  const may = useMay("conversations.manage");
  const isPhone = useScreenWidth() === "phone";
  const navigate = useNavigate();
  const move = useMove();
  const more = useRef<HTMLButtonElement>(null);
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

  // Two hundred people are drawn anew only where something of theirs has changed, so what they are given stays the same.
  const latest = useRef({ chosen, move });
  useEffect(() => {
    latest.current = { chosen, move };
  });
  const drop = useCallback<typeof move>((...what) => latest.current.move(...what), []);
  const allChosen = useCallback(() => latest.current.chosen, []);
  const choose = useCallback((among: readonly string[], keys: Iterable<string>) => {
    setMarked((before) => new Set([...[...before].filter((id) => !among.includes(id)), ...keys]));
  }, []);

  const isMore = people.length > shown;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more are shown, the end may still be near
  useEffect(() => {
    if (!isMore || !more.current) return;
    const watcher = new IntersectionObserver(
      ([end]) => end?.isIntersecting && setShown((before) => before + page),
      { rootMargin: "400px" },
    );
    watcher.observe(more.current);
    return () => watcher.disconnect();
  }, [isMore, shown]);

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
      <div className={styles.scroll} onKeyDownCapture={passOn}>
        <Queues board={board} filters={filters} drops={may && !isPhone} onDrop={drop} />
        <section aria-label={t("board.people")} className={styles.people}>
          {people.slice(0, shown).map((agent) => (
            <Person
              key={agent.id}
              agent={agent}
              line={filters.line}
              may={may}
              drags={may && !isPhone}
              chosen={agent.conversations.flatMap(({ id }) => (chosen.has(id) ? [id] : [])).join(" ")}
              allChosen={allChosen}
              onChoose={choose}
              onDrop={drop}
            />
          ))}
          {isMore && (
            <Button wide ref={more} onPress={() => setShown(shown + page)}>
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

const ofTheRow = /^(Tab|Enter| |Escape|Arrow.+|Home|End)$/;

/** A grid keeps to itself all that is pressed in a box or on a handle of a card: the keys of the desk go on from there. */
function passOn(event: KeyboardEvent<HTMLElement>) {
  const row = event.target instanceof Element && event.target.closest("[role='row']");
  if (!row || row === event.target || ofTheRow.test(event.key)) return;
  event.stopPropagation();
  if (!document.dispatchEvent(new window.KeyboardEvent("keydown", event.nativeEvent))) event.preventDefault();
}
