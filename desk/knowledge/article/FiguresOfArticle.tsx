import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Loaded } from "../../settings/Loaded.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { figuresOfArticleQuery } from "../queries.ts";
import styles from "./FiguresOfArticle.module.css";
import { Part } from "./Part.tsx";

const names = [
  "views",
  "helpful",
  "unhelpful",
  "shown",
  "used",
  "links",
  "texts",
  "searches",
  "flags",
] as const;

/** What became of the article in ninety days. Each number opens what it counts. */
export function FiguresOfArticle({ id }: { id: string }) {
  const { t, number } = useTexts();
  const figures = useQuery(figuresOfArticleQuery(id));
  const [open, setOpen] = useState<(typeof names)[number] | null>(null);
  return (
    <Part title={t("knowledge.ofArticle")}>
      <Loaded of={figures}>
        {(told) => (
          <ul className={styles.figures}>
            {names.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  className={styles.figure}
                  aria-expanded={open === name}
                  onClick={() => setOpen(open === name ? null : name)}
                >
                  <span className={styles.turn} data-open={open === name || undefined}>
                    <Icon of={ChevronRight} size={12} />
                  </span>
                  <span className={styles.name}>{t(`knowledge.ofArticle.${name}`)}</span>
                  <span className={styles.much}>{number(told[name])}</span>
                </button>
                {open === name && <p className={styles.about}>{t(`knowledge.ofArticle.${name}.about`)}</p>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Part>
  );
}
