import type { ArticleSection } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";

export interface Branch {
  category: ArticleSection;
  sections: ArticleSection[];
  /** In it and in its sections. */
  articles: number;
}

/** Categories with their sections, in the order in which readers see them. */
export function branchesOf(sections: readonly ArticleSection[]): Branch[] {
  return sections
    .filter(({ parent }) => parent === null)
    .map((category) => {
      const own = sections.filter(({ parent }) => parent === category.id);
      return {
        category,
        sections: own,
        articles: own.reduce((sum, { articles }) => sum + articles, category.articles),
      };
    });
}

/** What a section is called: in the reader's language, else in one that it has a name in. */
export const sectionName = ({ names }: Pick<ArticleSection, "names">, locale: Locale): string =>
  names[locale] || Object.values(names).find(Boolean) || "…";

/** The ids of those that stand beside it, with it moved to the place of another; null when nothing moves. */
export function orderWith(
  sections: readonly ArticleSection[],
  id: string,
  to: string | -1 | 1,
): string[] | null {
  const moving = sections.find((each) => each.id === id);
  if (!moving) return null;
  const siblings = sections.filter(({ parent }) => parent === moving.parent).map((each) => each.id);
  const from = siblings.indexOf(id);
  const target = typeof to === "number" ? from + to : siblings.indexOf(to);
  if (target < 0 || target >= siblings.length || target === from) return null;
  siblings.splice(target, 0, ...siblings.splice(from, 1));
  return siblings;
}

/** Sections as they stand after the order of some of them was set. */
export function reordered(sections: readonly ArticleSection[], ids: readonly string[]): ArticleSection[] {
  const byId = new Map(sections.map((section) => [section.id, section]));
  let next = 0;
  return sections.map((section) => (ids.includes(section.id) ? byId.get(ids[next++]!)! : section));
}
