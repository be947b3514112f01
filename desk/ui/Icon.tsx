import type { LucideIcon } from "lucide-react";
import styles from "./Icon.module.css";

/**
 * The icons that point along the text and so turn round in Arabic. Clocks, ticks, media and brands never do:
 * time runs clockwise everywhere.
 */
const alongTheText = new Set([
  "ArrowLeft",
  "ArrowRight",
  "ChevronLeft",
  "ChevronRight",
  "ChevronsLeft",
  "ChevronsRight",
  "CornerDownLeft",
  "CornerDownRight",
  "CornerUpLeft",
  "CornerUpRight",
  "ExternalLink",
  "Forward",
  "Indent",
  "IndentDecrease",
  "IndentIncrease",
  "List",
  "ListOrdered",
  "ListChecks",
  "ListFilter",
  "LogIn",
  "LogOut",
  "MessageSquareReply",
  "MoveLeft",
  "MoveRight",
  "Outdent",
  "PanelLeft",
  "PanelLeftClose",
  "PanelLeftOpen",
  "PanelRight",
  "PanelRightClose",
  "PanelRightOpen",
  "Quote",
  "Redo",
  "Redo2",
  "Reply",
  "ReplyAll",
  "Send",
  "SendHorizontal",
  "Share",
  "SquareArrowOutUpRight",
  "TextQuote",
  "Undo",
  "Undo2",
]);

type Props = {
  of: LucideIcon;
  /** In pixels of the 16 px grid; grows with the reader's font size. */
  size?: number;
  /** What it says when no text beside it does. Without it the icon is decoration. */
  label?: string;
};

export function Icon({ of: Shape, size = 16, label }: Props) {
  return (
    <Shape
      className={styles.icon}
      style={{ inlineSize: `${size / 16}rem`, blockSize: `${size / 16}rem` }}
      strokeWidth={size <= 16 ? 1.9 : 1.7}
      data-mirrors={alongTheText.has(Shape.displayName ?? "") || undefined}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
