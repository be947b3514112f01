import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ListTree } from "lucide-react";
import { useState } from "react";
import type { ArticleSection } from "../../../contract/knowledge.ts";
import { useBrands } from "../../app/lookups.ts";
import { useMay } from "../../app/me.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { Loaded } from "../../settings/Loaded.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Said } from "../../ui/Said.tsx";
import { Select } from "../../ui/Select.tsx";
import { useArranging } from "../arranging.ts";
import { sectionsQuery } from "../queries.ts";
import { branchesOf, sectionName } from "../section-tree.ts";
import { ArticlesInOrder } from "./ArticlesInOrder.tsx";
import { useKeptFocus } from "./kept-focus.ts";
import { MovableRow } from "./MovableRow.tsx";
import styles from "./OrderScreen.module.css";

const all = "all";

/** Categories, sections and articles in the order in which readers see them; each is moved up or down. */
export function OrderScreen() {
  const { t, compare } = useTexts();
  const brands = useBrands();
  const { brand, section } = useSearch({ from: "/desk/knowledge/order" });
  const navigate = useNavigate();
  const sections = useQuery(sectionsQuery(brand));
  const [said, setSaid] = useState("");
  usePageTitle(t("knowledge.order"));
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <PageHeader
          title={t("knowledge.order")}
          description={t("knowledge.order.words")}
          back={{ href: "/knowledge", label: t("app.knowledge") }}
        />
        <div className={styles.tools}>
          {brands.length > 1 && (
            <Select
              label={t("knowledge.filter.brand")}
              options={[
                { id: all, label: t("inbox.filter.any") },
                ...brands
                  .map(({ id, name }) => ({ id, label: name }))
                  .toSorted((a, b) => compare(a.label, b.label)),
              ]}
              value={brand ?? all}
              onChange={(id) =>
                navigate({ to: "/knowledge/order", search: id === all ? {} : { brand: id }, replace: true })
              }
            />
          )}
          <p className={styles.keys}>
            <KeyCap keys="alt+ArrowUp" /> <KeyCap keys="alt+ArrowDown" /> {t("knowledge.order.keys")}
          </p>
        </div>
        <Loaded of={sections}>
          {(known) =>
            known.length === 0 ? (
              <EmptyState icon={ListTree} title={t("knowledge.order.none")} />
            ) : (
              <Categories
                all={known}
                brand={brand}
                open={section}
                onOpen={(id) =>
                  navigate({ to: "/knowledge/order", search: { brand, section: id }, replace: true })
                }
                onSaid={setSaid}
              />
            )
          }
        </Loaded>
        <Said role="status">{said}</Said>
      </div>
    </div>
  );
}

type Props = {
  all: readonly ArticleSection[];
  brand: string | undefined;
  open: string | undefined;
  onOpen: (section: string | undefined) => void;
  onSaid: (words: string) => void;
};

function Categories({ all: known, brand, open, onOpen, onSaid }: Props) {
  const { t, locale } = useTexts();
  const mayPublish = useMay("articles.publish");
  const { move } = useArranging(brand);
  const hold = useKeptFocus(known.map(({ id }) => id).join(" "));
  const drawn = (section: ArticleSection, beside: readonly ArticleSection[], isCategory: boolean) => {
    const name = sectionName(section, locale);
    const place = beside.indexOf(section);
    return (
      <>
        <MovableRow
          name={name}
          about={isCategory && !brand ? (section.brand?.name ?? t("knowledge.brand.all")) : undefined}
          count={section.articles || undefined}
          level={isCategory ? "category" : "section"}
          isOpen={section.articles > 0 ? open === section.id : undefined}
          onOpen={() => onOpen(open === section.id ? undefined : section.id)}
          isFirst={place === 0}
          isLast={place === beside.length - 1}
          mayMove={mayPublish && section.mayChange}
          onMove={(step) => {
            hold();
            const ids = move(known, section.id, step);
            if (ids)
              onSaid(
                t("knowledge.order.moved", {
                  name,
                  place: ids.indexOf(section.id) + 1,
                  count: ids.length,
                }),
              );
          }}
        />
        {open === section.id && section.articles > 0 && (
          <ArticlesInOrder section={section} mayMove={mayPublish} onSaid={onSaid} />
        )}
      </>
    );
  };
  const branches = branchesOf(known);
  const categories = branches.map(({ category }) => category);
  return (
    <ol className={styles.categories}>
      {branches.map(({ category, sections }) => (
        <li key={category.id} className={styles.category}>
          {drawn(category, categories, true)}
          {sections.length > 0 && (
            <ol className={styles.sections}>
              {sections.map((section) => (
                <li key={section.id}>{drawn(section, sections, false)}</li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  );
}
