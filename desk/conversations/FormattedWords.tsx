import DOMPurify from "dompurify";
import { useLayoutEffect, useRef } from "react";
import { directionOf } from "../ui/direction.ts";
import styles from "./PlainWords.module.css";
import writtenStyles from "./WrittenWords.module.css";
import { toldLanguage } from "./words.ts";

const allowed = {
  ALLOWED_TAGS: [
    "p",
    "div",
    "br",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "span",
    "code",
    "pre",
    "h1",
    "h2",
    "h3",
  ],
  ALLOWED_ATTR: ["href", "dir", "data-mention"],
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  RETURN_DOM_FRAGMENT: true,
} as const;

/** What has a direction of its own; a list too, or its marks would stand on the desk's side. */
const blocks = "p, ul, ol, li, blockquote, h1, h2, h3";

/** What a colleague wrote, with its bold words and lists. The server cleaned it; it is cleaned again before it is shown. */
export function FormattedWords({ html, language }: { html: string; language: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const words = DOMPurify.sanitize(html, {
      ...allowed,
      ALLOWED_TAGS: [...allowed.ALLOWED_TAGS],
      ALLOWED_ATTR: [...allowed.ALLOWED_ATTR],
    });
    for (const link of words.querySelectorAll("a")) {
      link.target = "_blank";
      link.rel = "noopener noreferrer nofollow";
    }
    for (const block of words.querySelectorAll<HTMLElement>(blocks)) {
      if (!block.dir && /\p{L}/u.test(block.textContent)) block.dir = directionOf(block.textContent);
    }
    place.current!.replaceChildren(words);
  }, [html]);
  return (
    <div ref={place} className={`${writtenStyles.words} ${styles.words}`} lang={toldLanguage(language)} />
  );
}
