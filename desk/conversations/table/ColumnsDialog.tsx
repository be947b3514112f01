import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { type OpenList, useKeepLook, useLook } from "../saved-views.ts";
import { useTableColumns, usualColumns } from "./columns.tsx";
import styles from "./Table.module.css";

/** Which columns the table has, for this view and this person. */
export function ColumnsDialog({ open, onClose }: { open: OpenList; onClose: () => void }) {
  const { t } = useTexts();
  const columns = useTableColumns();
  const look = useLook(open.key);
  const keep = useKeepLook(open.key);
  const chosen = look?.columns ?? open.saved?.columns ?? usualColumns;
  return (
    <Dialog
      title={t("inbox.columns")}
      isOpen
      onOpenChange={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t("ui.close")}
        </Button>
      }
    >
      <div className={styles.choices}>
        {columns.map(({ id, name }) => (
          <Checkbox
            key={id}
            isSelected={chosen.includes(id)}
            onChange={(is) =>
              keep({ columns: is ? [...chosen, id] : chosen.filter((other) => other !== id) })
            }
          >
            {name}
          </Checkbox>
        ))}
      </div>
    </Dialog>
  );
}
