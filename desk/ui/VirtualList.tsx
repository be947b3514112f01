import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  type RefCallback,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useTexts } from "../texts/Texts.tsx";
import { useKey } from "./keys.ts";
import styles from "./VirtualList.module.css";
import { commonShift, windowOf } from "./window.ts";

/** Spread on the link that a row is about; it stretches over the whole row. */
export type RowLink = {
  href: string;
  tabIndex: 0 | -1;
  ref: RefCallback<HTMLAnchorElement>;
  "aria-current": "true" | undefined;
  "data-row-link": true;
  onClick: (event: MouseEvent) => void;
};

export type RowState = { link: RowLink; isCurrent: boolean };

type Props<Item> = {
  label: string;
  items: readonly Item[];
  keyOf: (item: Item) => string;
  href: (item: Item) => string;
  /** In pixels, the same for every row. */
  rowHeight: number;
  /** The inside of a row, with one `<a {...row.link}>` in it. Keep the function the same between renders. */
  children: (item: Item, row: RowState) => ReactNode;
  /** The row that is open beside the list. */
  currentKey?: string | null;
  /** A plain press or Enter on a row; presses that ask for a new tab go to the browser. */
  onOpen: (item: Item) => void;
  /** The keyboard has moved to a row. */
  onMove?: (item: Item) => void;
  /** The pointer or the focus has come to a row, or left the rows (null). */
  onRest?: (item: Item | null) => void;
  /** The end is near: load more. */
  onNearEnd?: () => void;
  /** How many there are altogether, where only the first are here. */
  total?: number;
  /** Lets `j` and `k` move from anywhere on the screen. One list of a screen does. */
  takesKeys?: boolean;
  /** Rows can be chosen: by `x`, by Shift with the arrows or a press, whatever they draw for it. */
  selection?: {
    toggle: (key: string) => void;
    extendTo: (key: string) => void;
    has: (key: string) => boolean;
  };
  /** Stands after the last row: "loading", "that is all". */
  end?: ReactNode;
};

/** How many rows are drawn beyond each edge, so that a quick scroll meets no blank. */
const spare = 8;

/**
 * A list of any length that draws only what is seen. What one looks at stays where it is when rows come or go above:
 * the list counts them in a pill instead of moving under the pointer.
 */
export function VirtualList<Item>(props: Props<Item>) {
  const { label, items, keyOf, href, rowHeight, children, currentKey, total, takesKeys, end } = props;
  const { t } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const links = useRef(new Map<string, HTMLAnchorElement>());
  const focusNext = useRef<string | null>(null);
  const held = useRef(false);
  const revealed = useRef<string | null>(null);
  const before = useRef<{ keys: string[]; first: number }>({ keys: [], first: 0 });
  /** Where it is scrolled to and how much is seen, kept: asking the page for it makes the browser lay everything out. */
  const sight = useRef({ top: 0, height: 0 });

  const [seen, setSeen] = useState({ first: 0, last: 30 });
  const [cursor, setCursor] = useState<string | null>(currentKey ?? null);
  const [newAbove, setNewAbove] = useState(0);

  const places = useMemo(() => new Map(items.map((item, index) => [keyOf(item), index])), [items, keyOf]);
  const cursorAt = (cursor !== null ? places.get(cursor) : undefined) ?? 0;

  function measure() {
    const box = scroller.current;
    if (!box) return;
    sight.current = { top: box.scrollTop, height: box.clientHeight };
    draw();
  }

  function draw() {
    const { top, height } = sight.current;
    const next = windowOf(top, height, rowHeight, items.length, spare);
    setSeen((last) => (last.first === next.first && last.last === next.last ? last : next));
    setNewAbove((count) => Math.min(count, Math.ceil(top / rowHeight)));
    if (next.last >= items.length - spare) props.onNearEnd?.();
  }

  const measureAgain = useEffectEvent(measure);

  useEffect(() => {
    const watcher = new ResizeObserver(() => measureAgain());
    watcher.observe(scroller.current!);
    return () => watcher.disconnect();
  }, []);

  /** Scrolls as little as shows the row whole. */
  function reveal(index: number) {
    if (sight.current.height === 0) measure();
    const { top, height } = sight.current;
    const rowTop = index * rowHeight;
    if (rowTop >= top && rowTop + rowHeight <= top + height) return;
    scroller.current!.scrollTop = rowTop < top ? rowTop : rowTop + rowHeight - height;
    measure();
  }

  const revealRow = useEffectEvent(reveal);

  // Rows came, went or changed places: what was seen stays where it was seen, before anything is drawn.
  const keepPlace = useEffectEvent((now: ReadonlyMap<string, number>) => {
    const box = scroller.current!;
    const shift = commonShift(before.current.keys, before.current.first, now);
    const isReading = sight.current.top > 0 || held.current || box.contains(document.activeElement);
    if (sight.current.height > 0 && (shift === 0 || !isReading)) return draw();
    if (shift !== 0 && isReading) box.scrollTop += shift * rowHeight;
    if (shift > 0 && isReading) setNewAbove((count) => count + shift);
    measure();
  });
  useLayoutEffect(() => keepPlace(places), [places]);

  useLayoutEffect(() => {
    const { top, height } = sight.current;
    const { first, last } = windowOf(top, height, rowHeight, items.length, 0);
    before.current = { first, keys: items.slice(first, last).map(keyOf) };
  });

  // The open row is brought into sight once, when it opens or when it arrives; never again by what comes in after.
  useLayoutEffect(() => {
    if (currentKey === undefined || currentKey === null || revealed.current === currentKey) return;
    const index = places.get(currentKey);
    if (index === undefined) return;
    revealed.current = currentKey;
    setCursor(currentKey);
    revealRow(index);
  }, [currentKey, places]);

  useLayoutEffect(() => {
    if (focusNext.current === null) return;
    const link = links.current.get(focusNext.current);
    if (!link) return;
    focusNext.current = null;
    link.focus({ preventScroll: true });
  });

  function moveTo(index: number, isChoosing = false) {
    const at = Math.max(0, Math.min(items.length - 1, index));
    const item = items[at];
    if (item === undefined) return;
    reveal(at);
    focusNext.current = keyOf(item);
    setCursor(keyOf(item));
    if (isChoosing) props.selection?.extendTo(keyOf(item));
    else props.onMove?.(item);
  }

  useKey("next", "j", () => moveTo(cursor === null ? 0 : cursorAt + 1), { enabled: takesKeys, repeat: true });
  useKey("previous", "k", () => moveTo(cursorAt - 1), { enabled: takesKeys, repeat: true });

  useKey(
    "select",
    "x",
    () => {
      const item = items[cursorAt];
      if (item !== undefined) props.selection?.toggle(keyOf(item));
    },
    { enabled: Boolean(takesKeys && props.selection) },
  );

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(scroller.current!.clientHeight / rowHeight) - 1);
    const target: Record<string, number> = {
      ArrowDown: cursorAt + 1,
      ArrowUp: cursorAt - 1,
      PageDown: cursorAt + page,
      PageUp: cursorAt - page,
      Home: 0,
      End: items.length - 1,
    };
    const index = target[event.key];
    if (index === undefined) return;
    event.preventDefault();
    const isChoosing = event.shiftKey && props.selection !== undefined;
    // Where one began is chosen as well.
    if (isChoosing && items[cursorAt] !== undefined && !props.selection?.has(keyOf(items[cursorAt])))
      props.selection?.extendTo(keyOf(items[cursorAt]));
    moveTo(index, isChoosing);
  }

  const { onOpen } = props;
  const open = useCallback(
    (item: unknown, key: string) => {
      setCursor(key);
      onOpen(item as Item);
    },
    [onOpen],
  );
  const extendTo = props.selection?.extendTo;
  const keepLink = useCallback((key: string, link: HTMLAnchorElement | null) => {
    if (link) links.current.set(key, link);
    else links.current.delete(key);
  }, []);

  /** The item whose row something is in. */
  function itemAt(target: EventTarget): Item | null {
    const row = (target as Element).closest("li");
    return items[Number(row?.ariaPosInSet) - 1] ?? null;
  }

  const drawn: number[] = [];
  const last = Math.min(items.length, seen.last);
  for (let index = Math.min(seen.first, last); index < last; index += 1) drawn.push(index);
  // The row with the focus stays even when it is scrolled away: taking it out would throw the focus to the page.
  if (items.length > 0 && (cursorAt < (drawn[0] ?? 0) || cursorAt >= last)) drawn.push(cursorAt);

  return (
    <div className={styles.frame}>
      {newAbove > 0 && (
        <button type="button" className={styles.pill} onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          {t("ui.newAbove", { count: newAbove })}
        </button>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        // Drawn before this frame is painted; left to React, a quick scroll would flash blank.
        onScroll={() => flushSync(measure)}
        onPointerEnter={(event) => {
          held.current = event.pointerType === "mouse";
        }}
        onPointerLeave={() => {
          held.current = false;
        }}
      >
        <ul
          aria-label={label}
          className={styles.list}
          style={{ blockSize: items.length * rowHeight }}
          onKeyDown={onKeyDown}
          onPointerOver={({ target }) => props.onRest?.(itemAt(target))}
          onPointerLeave={() => props.onRest?.(null)}
          onFocus={({ target }) => props.onRest?.(itemAt(target))}
        >
          {drawn.map((index) => {
            const item = items[index]!;
            const key = keyOf(item);
            return (
              <Row
                key={key}
                item={item}
                itemKey={key}
                href={href(item)}
                index={index}
                height={rowHeight}
                count={total ?? items.length}
                isCurrent={key === currentKey}
                isCursor={index === cursorAt}
                draw={children as (item: unknown, row: RowState) => ReactNode}
                onOpen={open}
                onExtend={extendTo}
                isChosen={props.selection?.has(key) ?? false}
                keepLink={keepLink}
              />
            );
          })}
        </ul>
        {end}
      </div>
    </div>
  );
}

type RowProps = {
  item: unknown;
  itemKey: string;
  href: string;
  index: number;
  height: number;
  count: number;
  isCurrent: boolean;
  isCursor: boolean;
  draw: (item: unknown, row: RowState) => ReactNode;
  onOpen: (item: unknown, key: string) => void;
  onExtend: ((key: string) => void) | undefined;
  isChosen: boolean;
  keepLink: (key: string, link: HTMLAnchorElement | null) => void;
};

const Row = memo(function Row({
  item,
  itemKey,
  href,
  index,
  height,
  count,
  isCurrent,
  isCursor,
  isChosen,
  ...rest
}: RowProps) {
  const { draw, onOpen, onExtend, keepLink } = rest;
  const link: RowLink = {
    href,
    tabIndex: isCursor ? 0 : -1,
    ref: (element) => keepLink(itemKey, element),
    "aria-current": isCurrent ? "true" : undefined,
    "data-row-link": true,
    onClick: (event) => {
      if (event.shiftKey && onExtend) {
        event.preventDefault();
        onExtend(itemKey);
        return;
      }
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      onOpen(item, itemKey);
    },
  };
  const style: CSSProperties = { blockSize: height, transform: `translateY(${index * height}px)` };
  return (
    <li
      className={styles.row}
      style={style}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-current={isCurrent || undefined}
      data-chosen={isChosen || undefined}
    >
      {draw(item, { link, isCurrent })}
    </li>
  );
});
