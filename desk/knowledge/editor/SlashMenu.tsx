import { type Editor, useEditorState } from "@tiptap/react";
import { Link, type LucideIcon } from "lucide-react";
import { type Ref, useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { type Asks, type BlockId, blockIcons, blockIds, isNamed, makeBlock } from "./blocks.ts";
import styles from "./SlashMenu.module.css";

export interface SlashHandle {
  /** Whether the key was for the menu. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

type Props = { ref: Ref<SlashHandle>; editor: Editor; onAsk: (what: Asks) => void; onLink: () => void };
type Choice = { id: BlockId | "link"; icon: LucideIcon; name: string };

/** All that can be put in, by `/` and the first letters of its name. The pen stays where it is. */
export function SlashMenu({ ref, editor, onAsk, onLink }: Props) {
  const { t } = useTexts();
  const list = useId();
  const asked = useEditorState({ editor, selector: ({ editor: at }) => slashIn(at) });
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const float = useRef<HTMLDivElement>(null);

  const choices: Choice[] = [
    ...blockIds.map((id) => ({ id, icon: blockIcons[id], name: t(`knowledge.block.${id}`) })),
    { id: "link" as const, icon: Link, name: t("knowledge.editor.link") },
  ].filter(({ name, id }) => asked && (isNamed(name, asked.words) || isNamed(id, asked.words)));
  const isOpen = asked !== null && asked.from !== dismissed && choices.length > 0;
  const current = Math.min(at, choices.length - 1);

  // Back to the first when other words are asked, and ready for the next slash when this one is gone.
  const [before, setBefore] = useState<string | null>(null);
  const key = asked ? `${asked.from} ${asked.words}` : null;
  if (key !== before) {
    setBefore(key);
    setAt(0);
    if (!asked) setDismissed(null);
  }

  function take(choice: Choice) {
    if (!asked) return;
    editor.chain().focus().deleteRange({ from: asked.from, to: asked.to }).run();
    if (choice.id === "link") onLink();
    else makeBlock(editor, choice.id, onAsk);
  }

  useImperativeHandle(ref, () => ({
    onKeyDown(event) {
      if (!isOpen || event.isComposing) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        const next = (current + step + choices.length) % choices.length;
        setAt(next);
        document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
        return true;
      }
      if (event.key === "Enter" || event.key === "Tab") {
        take(choices[current]!);
        return true;
      }
      if (event.key === "Escape") {
        setDismissed(asked.from);
        return true;
      }
      return false;
    },
  }));

  useLayoutEffect(() => {
    if (!isOpen || !float.current) return;
    const pen = editor.view.coordsAtPos(asked.from);
    const { offsetHeight: height, offsetWidth: width } = float.current;
    const below = pen.bottom + 6 + height < innerHeight;
    float.current.style.insetBlockStart = `${below ? pen.bottom + 6 : Math.max(8, pen.top - 6 - height)}px`;
    float.current.style.left = `${Math.max(8, Math.min(pen.left, innerWidth - width - 8))}px`;
  });

  // The paper itself says which of the choices Enter would take.
  const active = isOpen ? `${list}-${current}` : null;
  useEffect(() => {
    if (!active) return;
    const { dom } = editor.view;
    dom.setAttribute("aria-controls", list);
    dom.setAttribute("aria-activedescendant", active);
    return () => {
      dom.removeAttribute("aria-controls");
      dom.removeAttribute("aria-activedescendant");
    };
  }, [editor, active, list]);

  if (!isOpen) return null;
  return (
    <div
      ref={float}
      id={list}
      role="listbox"
      tabIndex={0}
      aria-label={t("knowledge.editor.blocks")}
      className={styles.menu}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the paper
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the paper
        <div
          key={choice.id}
          id={`${list}-${index}`}
          role="option"
          aria-selected={index === current}
          className={styles.choice}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => setAt(index)}
          onClick={() => take(choice)}
        >
          <Icon of={choice.icon} />
          <span>{choice.name}</span>
        </div>
      ))}
    </div>
  );
}

type Slash = { from: number; to: number; words: string };

/** What was written after a slash that stands at the beginning of a block or after a space. */
function slashIn(editor: Editor): Slash | null {
  const { selection } = editor.state;
  const { $from, empty } = selection;
  if (!empty || !editor.isFocused || $from.parent.type.spec.code || !$from.parent.isTextblock) return null;
  const text = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
  const found = /(?:^|\s)\/([\p{L}\p{M}\p{N} ]{0,24})$/u.exec(text);
  if (!found) return null;
  const words = found[1]!;
  // Words further on are a sentence.
  if (words.split(" ").length > 3) return null;
  return { from: $from.pos - words.length - 1, to: $from.pos, words };
}
