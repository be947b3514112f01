import DOMPurify from "dompurify";
import { useLayoutEffect, useRef } from "react";
import { attributesOf, blockTags, videoOf, wordTags } from "../../contract/article-html.ts";
import type { Locale } from "../../contract/languages.ts";
import { directionOfLocale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./editor/ArticleWords.module.css";
import { fileSrc } from "./files.ts";

const allowed = {
  ALLOWED_TAGS: [...blockTags, ...wordTags],
  ALLOWED_ATTR: [...new Set([...Object.values(attributesOf).flat(), "dir", "lang"])],
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
};

type Props = { html: string; locale: Locale; small?: boolean };

/** The text of an article to be read. The server cleaned it; it is cleaned again before it is shown. */
export function ArticleText({ html, locale, small }: Props) {
  const { t } = useTexts();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const words = DOMPurify.sanitize(html, allowed);
    for (const image of words.querySelectorAll<HTMLImageElement>("img[data-file]")) {
      image.src = fileSrc(image.dataset.file!);
      image.loading = "lazy";
    }
    for (const link of words.querySelectorAll("a")) {
      const { article, file } = link.dataset;
      if (article) link.href = `/knowledge/${article.split("#")[0]}`;
      else if (file) link.href = fileSrc(file);
      if (link.getAttribute("href")?.startsWith("#")) link.removeAttribute("href");
      link.target = "_blank";
      link.rel = "noopener noreferrer nofollow";
    }
    for (const callout of words.querySelectorAll<HTMLElement>("aside[data-callout]")) {
      const name = document.createElement("p");
      name.dataset.name = "";
      name.textContent = t(`knowledge.block.${callout.dataset.callout as "note"}`);
      const inside = document.createElement("div");
      inside.append(...callout.childNodes);
      callout.append(name, inside);
    }
    for (const figure of words.querySelectorAll<HTMLElement>("figure[data-video]")) {
      const card = document.createElement("div");
      card.dataset.card = "";
      card.textContent = videoOf(figure.dataset.video!)?.address ?? t("knowledge.editor.video.own");
      figure.prepend(card);
    }
    // Names within a text of many blocks would be those of others on the same screen.
    for (const heading of words.querySelectorAll("[id]")) heading.removeAttribute("id");
    place.current!.replaceChildren(words);
  }, [html, t]);
  return (
    <div
      ref={place}
      className={styles.words}
      data-small={small || undefined}
      lang={locale}
      dir={directionOfLocale(locale)}
    />
  );
}
