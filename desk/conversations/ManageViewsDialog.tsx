import { ArrowDown, ArrowUp, GripVertical, Pencil, Trash2, UsersRound } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, GridList, GridListItem, useDragAndDrop } from "react-aria-components";
import type { SavedView } from "../../contract/views.ts";
import { movedTo } from "../forms/order.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./ManageViewsDialog.module.css";
import { SaveViewDialog } from "./SaveViewDialog.tsx";
import { useSavedViews, useViewChanges } from "./saved-views.ts";

/** One's views in one's order: moved by hand, by the keys of the list, or a step at a time. */
export function ManageViewsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const views = useSavedViews();
  const { order, remove } = useViewChanges();
  const [changing, setChanging] = useState<SavedView | null>(null);
  const [removing, setRemoving] = useState<SavedView | null>(null);
  const ids = views.map(({ id }) => id);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": String(key) })),
    onReorder: ({ keys, target }) =>
      order.mutate(movedTo(ids, [...keys].map(String), String(target.key), target.dropPosition === "before")),
  });
  const step = (id: string, by: -1 | 1) => {
    const next = [...ids];
    const from = next.indexOf(id);
    next.splice(from + by, 0, ...next.splice(from, 1));
    order.mutate(next);
  };

  return (
    <>
      <Dialog title={t("views.manage")} isOpen onOpenChange={onClose}>
        {views.length === 0 && <p>{t("views.none")}</p>}
        <GridList
          aria-label={t("views.yours")}
          className={styles.list}
          items={views}
          dependencies={[views]}
          dragAndDropHooks={views.length > 1 ? dragAndDropHooks : undefined}
        >
          {(view) => (
            <GridListItem id={view.id} textValue={view.name} className={styles.row}>
              <AriaButton
                slot="drag"
                className={styles.grip}
                aria-label={t("forms.move", { name: view.name })}
              >
                <Icon of={GripVertical} size={16} />
              </AriaButton>
              <span className={styles.name}>
                {view.emoji && <span aria-hidden>{view.emoji} </span>}
                <bdi>{view.name}</bdi>
                {view.shared !== "nobody" && (
                  <span className={styles.shared}>
                    <Icon of={UsersRound} size={14} />
                    {view.team ? view.team.name : t("views.shared.everybody")}
                  </span>
                )}
              </span>
              <IconButton
                size="s"
                icon={ArrowUp}
                label={t("automation.up", { name: view.name })}
                isDisabled={ids[0] === view.id}
                onPress={() => step(view.id, -1)}
              />
              <IconButton
                size="s"
                icon={ArrowDown}
                label={t("automation.down", { name: view.name })}
                isDisabled={ids.at(-1) === view.id}
                onPress={() => step(view.id, 1)}
              />
              {view.mayChange && (
                <>
                  <IconButton
                    size="s"
                    icon={Pencil}
                    label={t("settings.change", { name: view.name })}
                    onPress={() => setChanging(view)}
                  />
                  <IconButton
                    size="s"
                    icon={Trash2}
                    label={t("ui.remove", { name: view.name })}
                    onPress={() => setRemoving(view)}
                  />
                </>
              )}
            </GridListItem>
          )}
        </GridList>
        {order.error && <Problem of={order.error} />}
      </Dialog>
      {changing && (
        <SaveViewDialog
          list={{ view: changing.base, filters: {} }}
          saved={changing}
          onClose={() => setChanging(null)}
        />
      )}
      {removing && (
        <ConfirmDialog
          title={t("views.remove", { name: removing.name })}
          words={t(removing.shared === "nobody" ? "views.remove.words" : "views.remove.shared")}
          action={t("views.remove.do")}
          doing={{
            ...remove,
            mutate: () => remove.mutate(removing.id, { onSuccess: () => setRemoving(null) }),
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}
