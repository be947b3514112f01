import { directionOf } from "../ui/direction.ts";

/**
 * The editor's HTML with each block's direction written out. `dir="auto"` goes by the first letter, which is wrong for
 * an Arabic sentence that begins with an order number, and some mail programs do not know it.
 */
export function withDirections(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const block of page.body.querySelectorAll("p, li, ul, ol, blockquote")) {
    const text = block.textContent;
    if (/\p{L}/u.test(text)) block.setAttribute("dir", directionOf(text));
    else block.removeAttribute("dir");
  }
  return page.body.innerHTML;
}

/** The words of composed HTML as plain text, for showing them before the server has answered. */
export function textOfComposed(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const end of page.body.querySelectorAll("br")) end.replaceWith("\n");
  for (const block of page.body.querySelectorAll("p, blockquote")) block.append("\n\n");
  for (const item of page.body.querySelectorAll("li")) item.prepend("• ");
  return page.body.textContent.replace(/\n{3,}/g, "\n\n").trim();
}
