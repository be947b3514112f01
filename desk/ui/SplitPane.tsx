import { PanelLeftOpen, PanelRightOpen } from "lucide-react";
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from "react";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "./Button.tsx";
import styles from "./SplitPane.module.css";

type Props = {
  /** Under which its width is remembered on this computer, such as `inbox.list`. */
  remember: string;
  /** The name of the pane, for its divider: "Customer". */
  label: string;
  /** At which edge of the rest the pane stands. */
  side: "start" | "end";
  pane: ReactNode;
  /** In pixels. */
  width: number;
  min: number;
  max: number;
  /** It can be folded away; a double press on the divider or Enter does it. */
  collapsible?: boolean;
  children: ReactNode;
};

const stepPx = 16;

/** A pane of a width one chooses, beside the rest. */
export function SplitPane({ remember, label, side, pane, width, min, max, collapsible, children }: Props) {
  const { t, dir } = useTexts();
  const id = useId();
  const key = `tandem.pane.${remember}`;
  const [chosen, setChosen] = useState(() => within(recall(key)?.width ?? width, min, max));
  const [collapsed, setCollapsed] = useState(() => Boolean(collapsible && recall(key)?.collapsed));
  const drag = useRef<{ x: number; width: number } | null>(null);

  // Pulling towards the rest makes the pane wider; where that is depends on its side and on the way we read.
  const outward = (side === "start") === (dir === "ltr") ? 1 : -1;

  function resize(to: number) {
    const next = within(Math.round(to), min, max);
    setChosen(next);
    keep(key, { width: next, collapsed });
  }

  function fold(away: boolean) {
    setCollapsed(away);
    keep(key, { width: chosen, collapsed: away });
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width: chosen };
  }

  function onPointerMove(event: PointerEvent) {
    if (drag.current) resize(drag.current.width + (event.clientX - drag.current.x) * outward);
  }

  function onKeyDown(event: KeyboardEvent) {
    const widths: Record<string, number> = {
      ArrowRight: chosen + stepPx * outward,
      ArrowLeft: chosen - stepPx * outward,
      Home: min,
      End: max,
    };
    const next = widths[event.key];
    if (next === undefined && !(event.key === "Enter" && collapsible)) return;
    event.preventDefault();
    if (next === undefined) fold(true);
    else resize(next);
  }

  const aside = collapsed ? (
    <div className={styles.folded} data-side={side}>
      <IconButton
        icon={side === "start" ? PanelLeftOpen : PanelRightOpen}
        label={t("ui.expand", { name: label })}
        onPress={() => fold(false)}
      />
    </div>
  ) : (
    <div id={id} className={styles.pane} style={{ "--width": `${chosen}px` } as CSSProperties}>
      {pane}
    </div>
  );

  const divider = !collapsed && (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be a divider that moves
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("ui.resize", { name: label })}
      aria-controls={id}
      aria-valuenow={chosen}
      aria-valuemin={min}
      aria-valuemax={max}
      className={styles.divider}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onDoubleClick={() => (collapsible ? fold(true) : resize(width))}
      onKeyDown={onKeyDown}
    />
  );

  return (
    <div className={styles.split}>
      {side === "start" && aside}
      {side === "start" && divider}
      <div className={styles.rest}>{children}</div>
      {side === "end" && divider}
      {side === "end" && aside}
    </div>
  );
}

type Kept = { width: number; collapsed: boolean };

function recall(key: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null && "width" in kept && Number.isFinite(kept.width)
      ? (kept as Kept)
      : null;
  } catch {
    return null; // Storage is switched off, or holds what an older desk kept: the usual width will do.
  }
}

function keep(key: string, kept: Kept) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Storage is full or switched off: the width holds until the page is left.
  }
}

function within(value: number, min: number, max: number) {
  return Math.min(max, Math.max(min, value));
}
