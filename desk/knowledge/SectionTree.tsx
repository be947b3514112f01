import { useQuery } from "@tanstack/react-query";
import {
  ArrowDown,
  ArrowUp,
  Ellipsis,
  FileQuestion,
  Files,
  FolderPlus,
  type LucideIcon,
  PencilLine,
  Plus,
  Trash2,
} from "lucide-react";
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import type { ArticleSection } from "../../contract/knowledge.ts";
import { useMay } from "../app/me.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Menu, MenuItem, MenuRule, MenuTrigger } from "../ui/Menu.tsx";
import { Text } from "../ui/Text.tsx";
import { useArranging } from "./arranging.ts";
import type { ArticleFilters } from "./filters.ts";
import { articleCountsQuery, sectionsQuery } from "./queries.ts";
import { SectionDialog } from "./SectionDialog.tsx";
import styles from "./SectionTree.module.css";
import { branchesOf, sectionName } from "./section-tree.ts";

type Props = { filters: ArticleFilters; onChange: (section: string | undefined) => void };
type Editing = { section: ArticleSection | null; parent: string | null };

/** Categories and sections with how much stands in them. Whoever may publish puts them in order and names them. */
export function SectionTree({ filters, onChange }: Props) {
  const { t } = useTexts();
  const mayPublish = useMay("articles.publish");
  const sections = useQuery(sectionsQuery(filters.brand));
  const { data: counts } = useQuery(articleCountsQuery({ brand: filters.brand }));
  const [editing, setEditing] = useState<Editing | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const { move, remove } = useArranging(filters.brand);
  const total = counts && counts.states.draft + counts.states.scheduled + counts.states.published;

  return (
    <nav className={styles.tree} aria-label={t("knowledge.sections")}>
      <Node
        icon={Files}
        name={t("knowledge.section.all")}
        count={total}
        isChosen={!filters.section}
        onChoose={() => onChange(undefined)}
      />
      <Loaded of={sections}>
        {(all) => {
          const drawn = (section: ArticleSection, count: number, isCategory: boolean) => (
            <Arranged
              section={section}
              mayPublish={mayPublish && section.mayChange}
              isCategory={isCategory}
              dragged={dragged}
              onDrag={setDragged}
              onMove={(id, to) => move(all, id, to)}
              onEdit={setEditing}
              onRemove={() => remove(section)}
              count={count}
              isChosen={filters.section === section.id}
              onChoose={() => onChange(section.id)}
            />
          );
          return (
            <ul className={styles.branches}>
              {branchesOf(all).map(({ category, sections: own, articles }) => (
                <li key={category.id} className={styles.branch}>
                  {drawn(category, articles, true)}
                  {own.length > 0 && (
                    <ul className={styles.leaves}>
                      {own.map((section) => (
                        <li key={section.id}>{drawn(section, section.articles, false)}</li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {(Boolean(counts?.withoutSection) || filters.section === "none") && (
        <div className={styles.rest}>
          <Node
            icon={FileQuestion}
            name={t("knowledge.section.none")}
            count={counts?.withoutSection}
            isChosen={filters.section === "none"}
            onChoose={() => onChange("none")}
          />
        </div>
      )}
      {mayPublish && (
        <div className={styles.add}>
          <Button
            kind="quiet"
            size="s"
            icon={Plus}
            onPress={() => setEditing({ section: null, parent: null })}
          >
            {t("knowledge.category.add")}
          </Button>
        </div>
      )}
      {editing && (
        <SectionDialog
          {...editing}
          categories={(sections.data ?? []).filter(({ parent }) => parent === null)}
          brand={filters.brand}
          onClose={() => setEditing(null)}
        />
      )}
    </nav>
  );
}

type NodeProps = {
  icon?: LucideIcon;
  name: ReactNode;
  count: number | undefined;
  isChosen: boolean;
  onChoose: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
};

function Node({ icon, name, count, isChosen, onChoose, onKeyDown }: NodeProps) {
  const { number } = useTexts();
  return (
    <button
      type="button"
      className={styles.node}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      {icon && <Icon of={icon} />}
      <span className={styles.name}>{name}</span>
      {count !== undefined && <span className={styles.count}>{number(count)}</span>}
    </button>
  );
}

type ArrangedProps = Omit<NodeProps, "name" | "icon"> & {
  section: ArticleSection;
  mayPublish: boolean;
  isCategory: boolean;
  dragged: string | null;
  onDrag: (id: string | null) => void;
  onMove: (id: string, to: string | -1 | 1) => void;
  onEdit: (editing: Editing) => void;
  onRemove: () => void;
};

function Arranged({
  section,
  mayPublish,
  isCategory,
  dragged,
  onDrag,
  onMove,
  onEdit,
  onRemove,
  ...node
}: ArrangedProps) {
  const { t, locale } = useTexts();
  const [isOver, setOver] = useState(false);
  const name = sectionName(section, locale);

  const drags = mayPublish && {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", name);
      onDrag(section.id);
    },
    onDragEnd: () => onDrag(null),
    onDragOver: (event: DragEvent) => {
      if (!dragged || dragged === section.id) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!dragged) return;
      event.preventDefault();
      onMove(dragged, section.id);
    },
  };
  return (
    <div
      className={styles.arranged}
      data-category={isCategory || undefined}
      data-over={isOver || undefined}
      {...drags}
    >
      <Node
        {...node}
        name={<Text clip>{name}</Text>}
        onKeyDown={(event) => {
          if (!mayPublish || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
          event.preventDefault();
          onMove(section.id, event.key === "ArrowUp" ? -1 : 1);
        }}
      />
      {mayPublish && (
        <MenuTrigger>
          <IconButton size="s" icon={Ellipsis} label={t("knowledge.section.more", { name })} />
          <Menu label={name} placement="bottom end">
            <MenuItem icon={PencilLine} onAction={() => onEdit({ section, parent: section.parent })}>
              {t("knowledge.section.change")}
            </MenuItem>
            {isCategory && (
              <MenuItem icon={FolderPlus} onAction={() => onEdit({ section: null, parent: section.id })}>
                {t("knowledge.section.add")}
              </MenuItem>
            )}
            <MenuItem icon={ArrowUp} keys="alt+ArrowUp" onAction={() => onMove(section.id, -1)}>
              {t("knowledge.section.up")}
            </MenuItem>
            <MenuItem icon={ArrowDown} keys="alt+ArrowDown" onAction={() => onMove(section.id, 1)}>
              {t("knowledge.section.down")}
            </MenuItem>
            <MenuRule />
            <MenuItem
              icon={Trash2}
              danger
              disabled={(node.count ?? 0) > 0}
              description={(node.count ?? 0) > 0 ? t("knowledge.section.notEmpty") : undefined}
              onAction={onRemove}
            >
              {t("knowledge.section.remove")}
            </MenuItem>
          </Menu>
        </MenuTrigger>
      )}
    </div>
  );
}
