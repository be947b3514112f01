import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import {
  ChevronsUpDown,
  Code,
  FileText,
  Heading2,
  Heading3,
  Heading4,
  Image,
  Info,
  Lightbulb,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  OctagonAlert,
  Pilcrow,
  Table,
  TextQuote,
  TriangleAlert,
  Video,
} from "lucide-react";
import { type CalloutKind, calloutKinds } from "../../../contract/article-html.ts";

export type BlockId =
  | "text"
  | "h2"
  | "h3"
  | "h4"
  | "bullets"
  | "numbers"
  | "steps"
  | CalloutKind
  | "table"
  | "picture"
  | "file"
  | "video"
  | "details"
  | "quote"
  | "code"
  | "rule";

/** What needs something from the reader's computer or another place before it can stand in the text. */
export type Asks = "picture" | "file" | "video";

export const blockIcons: Record<BlockId, LucideIcon> = {
  text: Pilcrow,
  h2: Heading2,
  h3: Heading3,
  h4: Heading4,
  bullets: List,
  numbers: ListOrdered,
  steps: ListChecks,
  note: Info,
  tip: Lightbulb,
  warning: TriangleAlert,
  danger: OctagonAlert,
  table: Table,
  picture: Image,
  file: FileText,
  video: Video,
  details: ChevronsUpDown,
  quote: TextQuote,
  code: Code,
  rule: Minus,
};

/** In the order in which the menu shows them. */
export const blockIds = Object.keys(blockIcons) as BlockId[];

/** Makes a block of this kind where the pen is; what it asks for first is asked by `ask`. */
export function makeBlock(editor: Editor, id: BlockId, ask: (what: Asks) => void) {
  const chain = () => editor.chain().focus();
  const kind = calloutKinds.find((each) => each === id);
  if (kind) return toggleCallout(editor, kind);
  switch (id) {
    case "text":
      return chain().clearNodes().run();
    case "h2":
    case "h3":
    case "h4":
      return chain()
        .toggleHeading({ level: Number(id[1]) as 2 | 3 | 4 })
        .run();
    case "bullets":
      return chain().toggleBulletList().run();
    case "numbers":
      return toggleNumbers(editor, false);
    case "steps":
      return toggleNumbers(editor, true);
    case "table":
      return chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
    case "details":
      return chain()
        .insertContent({
          type: "details",
          attrs: { open: false },
          content: [{ type: "summary" }, { type: "paragraph" }],
        })
        .command(({ tr }) => {
          // The pen goes to what it is called.
          const { $from } = tr.selection;
          for (let depth = $from.depth; depth > 0; depth--)
            if ($from.node(depth).type.name === "details")
              tr.setSelection(TextSelection.near(tr.doc.resolve($from.start(depth) + 1)));
          return true;
        })
        .run();
    case "quote":
      return chain().toggleBlockquote().run();
    case "code":
      return chain().toggleCodeBlock().run();
    case "rule":
      return chain().setHorizontalRule().run();
    case "picture":
    case "file":
    case "video":
      return ask(id);
  }
}

export function toggleCallout(editor: Editor, kind: CalloutKind) {
  const chain = editor.chain().focus();
  if (editor.isActive("callout", { kind })) return chain.lift("callout").run();
  if (editor.isActive("callout")) return chain.updateAttributes("callout", { kind }).run();
  return chain.wrapIn("callout", { kind }).run();
}

/** Numbers and steps are the same list with another face. */
function toggleNumbers(editor: Editor, steps: boolean) {
  const chain = editor.chain().focus();
  if (editor.isActive("orderedList") && editor.getAttributes("orderedList").steps !== steps)
    return chain.updateAttributes("orderedList", { steps }).run();
  return chain.toggleOrderedList().updateAttributes("orderedList", { steps }).run();
}

/** Turns the block that the pen is in to the other side, and back to the article's own. */
export function turnBlock(editor: Editor, ofArticle: "ltr" | "rtl") {
  const { $from } = editor.state.selection;
  const name = $from.parent.type.name;
  const other = ofArticle === "rtl" ? "ltr" : "rtl";
  return editor
    .chain()
    .focus()
    .updateAttributes(name, { dir: $from.parent.attrs.dir ? null : other })
    .run();
}

/** Whether the words begin a name, as the menu of blocks is searched. */
export const isNamed = (name: string, words: string): boolean => {
  const known = name.toLocaleLowerCase();
  const asked = words.trim().toLocaleLowerCase();
  return (
    asked === "" ||
    known.startsWith(asked) ||
    known.includes(` ${asked}`) ||
    (/\p{Script=Han}/u.test(asked) && known.includes(asked))
  );
};
