/** Made by word processors for themselves. */
const noise = "style, script, meta, link, title, xml, o\\:p, template";

/**
 * What comes out of another program as pieces an article can have. Word writes lists as paragraphs with a mark in front,
 * Google Docs writes everything as spans with styles; both are told by those.
 */
export function cleanPasted(html: string): string {
  const page = new DOMParser().parseFromString(
    html.replace(/<!--\[if[\s\S]*?endif\]-->|<!--[\s\S]*?-->/g, ""),
    "text/html",
  );
  const { body } = page;
  for (const element of body.querySelectorAll(noise)) element.remove();
  wordLists(body);
  for (const element of body.querySelectorAll<HTMLElement>("span, font, b, i")) styledWords(element);
  for (const [from, to] of levels) for (const heading of body.querySelectorAll(from)) renamed(heading, to);
  // Pages put whole layouts into tables of one cell.
  for (const table of body.querySelectorAll("table"))
    if (table.querySelectorAll("td, th").length === 1)
      table.replaceWith(...table.querySelector("td, th")!.childNodes);
  for (const image of body.querySelectorAll("img:not([data-file])")) image.remove();
  for (const link of body.querySelectorAll("a")) {
    const href = link.getAttribute("href");
    // Google sends those who leave a document past itself.
    const through = href && URL.canParse(href) ? new URL(href) : null;
    if (through?.hostname === "www.google.com" && through.pathname === "/url")
      link.setAttribute("href", through.searchParams.get("q") ?? href!);
  }
  for (const paragraph of body.querySelectorAll("p, div"))
    if (!paragraph.textContent!.trim() && !paragraph.querySelector("img, br, table")) paragraph.remove();
  return body.innerHTML;
}

/** The title of an article is its first heading, so that what was one within a text becomes the second. */
const levels = [
  ["h4, h5, h6", "h4"],
  ["h3", "h4"],
  ["h2", "h3"],
  ["h1", "h2"],
] as const;

function renamed(element: Element, to: string): HTMLElement {
  const next = element.ownerDocument.createElement(to);
  next.append(...element.childNodes);
  for (const name of ["dir", "lang", "id"]) {
    const value = element.getAttribute(name);
    if (value !== null && (name !== "id" || !/^(?:_|docs-|h\.)/.test(value))) next.setAttribute(name, value);
  }
  element.replaceWith(next);
  return next;
}

function styledWords(element: HTMLElement) {
  const { fontWeight, fontStyle, textDecoration, verticalAlign } = element.style;
  const isBold = /^(?:bold|[6-9]00)$/.test(fontWeight);
  const makes = [
    ...(isBold || (element.localName === "b" && !/^(?:normal|400)$/.test(fontWeight)) ? ["strong"] : []),
    ...(fontStyle === "italic" || (element.localName === "i" && fontStyle !== "normal") ? ["em"] : []),
    ...(textDecoration.includes("line-through") ? ["s"] : []),
    ...(textDecoration.includes("underline") && !element.closest("a") ? ["u"] : []),
    ...({ super: ["sup"], sub: ["sub"] }[verticalAlign] ?? []),
  ];
  // Headings are bold by what they are.
  const needed = element.closest("h1, h2, h3, h4, h5, h6") ? makes.filter((tag) => tag !== "strong") : makes;
  const inside = element.ownerDocument.createDocumentFragment();
  let innermost: Node = inside;
  for (const tag of needed) innermost = innermost.appendChild(element.ownerDocument.createElement(tag));
  for (const word of [...element.childNodes]) innermost.appendChild(word);
  element.replaceWith(inside);
}

/** `mso-list:l0 level2 lfo1` says how deep an item stands; the mark in front of it says whether it is numbered. */
function wordLists(body: HTMLElement) {
  let lists: HTMLElement[] = [];
  for (const paragraph of [...body.querySelectorAll<HTMLElement>("p")]) {
    const told = paragraph.getAttribute("style")?.match(/mso-list:\s*l\d+\s+level(\d)/);
    if (!told) {
      lists = [];
      continue;
    }
    const level = Number(told[1]);
    const mark = paragraph.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
    const isNumbered = /[\p{N}\p{L}][.)]/u.test(mark?.textContent ?? "");
    mark?.remove();
    lists.length = Math.min(lists.length, level);
    while (lists.length < level) {
      const list = body.ownerDocument.createElement(isNumbered ? "ol" : "ul");
      const above = lists.at(-1);
      if (above)
        (above.lastElementChild ?? above.appendChild(body.ownerDocument.createElement("li"))).append(list);
      else paragraph.before(list);
      lists.push(list);
    }
    const item = body.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    lists[level - 1]!.append(item);
    paragraph.remove();
  }
}
