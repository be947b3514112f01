import { DOMSerializer, type Node, DOMParser as Reader, type Schema } from "@tiptap/pm/model";
import { attributesOf } from "../../../contract/article-html.ts";

/** The text of an article as the editor holds it. */
export function documentOf(html: string, schema: Schema): Node {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const caption of page.querySelectorAll("table > caption")) {
    caption.parentElement!.dataset.caption = caption.innerHTML;
    caption.remove();
  }
  return Reader.fromSchema(schema).parse(page.body);
}

/** What the editor holds as the HTML that articles are kept in (`contract/article-html.ts`): one spelling for one text. */
export function htmlOf(doc: Node, schema: Schema): string {
  const page = document.implementation.createHTMLDocument();
  const body = page.body;
  body.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document: page }));
  for (let last = body.lastElementChild; last && isBlank(last); last = body.lastElementChild) last.remove();
  for (const caption of body.querySelectorAll("figcaption")) if (!caption.hasChildNodes()) caption.remove();
  for (const table of body.querySelectorAll("table")) setTable(table);
  for (const element of body.querySelectorAll("*")) setAttributes(element);
  // What is said by being there has no value, and a space that does not break is a letter.
  return body.innerHTML.replaceAll("&nbsp;", "\u00a0").replace(/ (data-steps|open)=""/g, " $1");
}

const isBlank = (element: Element) =>
  element.tagName === "P" && !element.hasChildNodes() && !element.hasAttributes();

/** The rows of headings at the top are its head; what it is called stands first. */
function setTable(table: HTMLTableElement) {
  const body = table.tBodies[0]!;
  const head = table.ownerDocument.createElement("thead");
  for (const row of [...body.rows]) {
    if (![...row.cells].every(({ tagName }) => tagName === "TH")) break;
    head.append(row);
  }
  // A table of nothing but headings has one row of them that is its head.
  if (body.rows.length === 0) body.append(...[...head.rows].slice(1));
  if (head.rows.length > 0) table.prepend(head);
  if (body.rows.length === 0) body.remove();
  for (const cell of table.querySelectorAll("th"))
    if (!cell.hasAttribute("scope")) cell.scope = head.contains(cell) ? "col" : "row";
  const words = table.dataset.caption;
  if (!words) return;
  const caption = table.ownerDocument.createElement("caption");
  caption.innerHTML = words;
  table.prepend(caption);
  delete table.dataset.caption;
}

/** What a piece may have, always in the same order. */
function setAttributes(element: Element) {
  const tag = element.localName;
  const had = [...(attributesOf[tag] ?? []), "dir", "lang"].flatMap((name) => {
    const value = element.getAttribute(name);
    return value === null ? [] : [[name, value] as const];
  });
  for (const name of element.getAttributeNames()) element.removeAttribute(name);
  for (const [name, value] of had) element.setAttribute(name, value);
}

/** The ids that the server gave to headings, by the words of each; those that say something else now get none. */
export function headingIds(html: string): { words: string; id: string }[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll("h2[id], h3[id], h4[id]")].map(({ id, textContent }) => ({
    id,
    words: textContent,
  }));
}
