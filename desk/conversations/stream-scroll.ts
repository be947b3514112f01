import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";

interface Facts {
  /** The oldest and the newest message that are here. */
  first: string | undefined;
  last: string | undefined;
  /** The newest was written here: whoever sent it wants to see it. */
  isOurs: boolean;
  onNearTop: () => void;
}

const nearPx = 80;

/**
 * Opens a stream where the new begins, or at its end. At the end it stays there as more arrives and pictures load;
 * anywhere else nothing moves, older messages join above without a jump, and what arrives below is announced.
 */
export function useStreamScroll(
  box: RefObject<HTMLElement | null>,
  { first, last, isOurs, onNearTop }: Facts,
) {
  const atEnd = useRef(true);
  const before = useRef<{ first?: string; last?: string; height: number }>({ height: 0 });
  const [isBehind, setBehind] = useState(false);

  function toEnd() {
    const scroller = box.current!;
    scroller.scrollTop = scroller.scrollHeight;
    atEnd.current = true;
    setBehind(false);
  }

  function onScroll() {
    const scroller = box.current!;
    atEnd.current = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx;
    if (atEnd.current) setBehind(false);
    if (scroller.scrollTop < nearPx * 4) onNearTop();
    before.current.height = scroller.scrollHeight;
  }

  const changed = useEffectEvent((now: { first?: string; last?: string }) => {
    const scroller = box.current!;
    const was = before.current;
    if (!was.last && now.last) {
      const line = scroller.querySelector<HTMLElement>("[data-new]");
      if (line) scroller.scrollTop = line.offsetTop - scroller.offsetTop - nearPx;
      else toEnd();
    } else if (now.last !== was.last) {
      if (atEnd.current || isOurs) toEnd();
      else setBehind(true);
    } else if (now.first !== was.first) {
      scroller.scrollTop += scroller.scrollHeight - was.height;
    }
    before.current = { ...now, height: scroller.scrollHeight };
  });
  useLayoutEffect(() => changed({ first, last }), [first, last]);

  const resized = useEffectEvent(() => {
    const scroller = box.current!;
    if (atEnd.current) scroller.scrollTop = scroller.scrollHeight;
    before.current.height = scroller.scrollHeight;
  });
  useEffect(() => {
    const watcher = new ResizeObserver(() => resized());
    watcher.observe(box.current!);
    watcher.observe(box.current!.firstElementChild!);
    return () => watcher.disconnect();
  }, [box]);

  return { isBehind, toEnd, onScroll };
}
