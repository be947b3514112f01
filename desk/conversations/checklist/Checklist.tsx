import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../../contract/conversations.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { AddItems } from "./AddItems.tsx";
import styles from "./Checklist.module.css";
import { useOpened } from "./opening.ts";
import { checklistQuery } from "./queries.ts";
import { ToDo } from "./ToDo.tsx";

type Props = { conversation: Conversation; isFixed: boolean };

/** What is to be done in a matter, folded to how much of it is done; nothing where there is nothing to do. */
export function Checklist({ conversation, isFixed }: Props) {
  const { t } = useTexts();
  const { id, checklist } = conversation;
  const { done, all } = checklist;
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const opened = useOpened(id);
  const list = useQuery({ ...checklistQuery(id), enabled: isOpen });
  const isLoaded = list.data !== undefined;

  useEffect(() => {
    if (!opened) return;
    setOpen(true);
    if (!isLoaded) return;
    // After the items are drawn.
    requestAnimationFrame(() => {
      const [first] = opened.wanted;
      const place = first ? `[data-item="${first}"] input` : "[data-add] input";
      box.current?.querySelector<HTMLElement>(place)?.focus();
    });
  }, [opened, isLoaded]);

  if (all === 0 && (!isOpen || isFixed)) return null;
  const progress = t("checklist.progress", { done, all });
  return (
    <section ref={box} className={styles.checklist} aria-label={t("checklist")}>
      <Button className={styles.fold} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
        <span className={styles.title}>{t("checklist")}</span>
        {all > 0 && (
          <>
            <span className={styles.progress}>{progress}</span>
            <progress className={styles.bar} value={done} max={all} aria-hidden />
          </>
        )}
      </Button>
      {isOpen && (
        <div className={styles.body}>
          {list.error && <Problem of={list.error} onRetry={() => list.refetch()} busy={list.isFetching} />}
          {list.isPending && <Skeleton lines={3} />}
          {list.data && (
            <ol
              className={styles.items}
              aria-label={t("checklist.items")}
              hidden={list.data.items.length === 0}
            >
              {list.data.items.map((item, at, items) => (
                <ToDo
                  key={item.id}
                  conversation={conversation}
                  item={item}
                  before={items.slice(0, at).map((one) => one.id)}
                  next={items[at + 1]?.id}
                  isFixed={isFixed}
                  isWanted={!item.done && Boolean(opened?.wanted.includes(item.id))}
                />
              ))}
            </ol>
          )}
          {!isFixed && <AddItems conversation={conversation} />}
        </div>
      )}
    </section>
  );
}
