import type { AnyExtension } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import {
  Code,
  callout,
  Details,
  inlinePicture,
  Key,
  Link,
  OtherLanguage,
  OwnDirection,
  type Pieces,
  picture,
  QuickCallout,
  Subscript,
  Superscript,
  summary,
  video,
} from "./pieces.ts";

/** How often a cell repeats itself is said only when it does. */
const spans = {
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  // The commands of tables ask for it; nobody sets widths here.
  colwidth: { default: null, renderHTML: () => ({}) },
};

function span(name: "colspan" | "rowspan") {
  return {
    default: 1,
    parseHTML: (element: Element) => Math.min(100, Math.max(1, Number(element.getAttribute(name)) || 1)),
    renderHTML: (attributes: Record<string, unknown>) =>
      Number(attributes[name]) > 1 ? { [name]: attributes[name] } : {},
  };
}

/** Everything an article is made of (`contract/article-html.ts`), and nothing else. */
export function piecesOfArticles(pieces: Pieces): AnyExtension[] {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3, 4] },
      link: false,
      code: false,
      codeBlock: { languageClassPrefix: "language-" },
    }),
    OwnDirection,
    Code,
    Link,
    Key,
    Subscript,
    Superscript,
    OtherLanguage,
    QuickCallout,
    callout(pieces.words),
    Details,
    summary(pieces.words),
    picture(pieces),
    inlinePicture(pieces),
    video(pieces.words),
    Table.extend({
      addAttributes: () => ({
        // Its caption is no row: it stands beside the table while one writes, and goes back into it after.
        caption: {
          default: null,
          parseHTML: (element: Element) => element.getAttribute("data-caption"),
          renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
        },
      }),
      renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
    }).configure({ resizable: false, View: null }),
    TableRow,
    TableCell.extend({ addAttributes: () => spans }),
    TableHeader.extend({
      addAttributes: () => ({
        ...spans,
        scope: {
          default: null,
          parseHTML: (element: Element) => element.getAttribute("scope"),
          renderHTML: ({ scope }) => (scope ? { scope } : {}),
        },
      }),
    }),
  ];
}
