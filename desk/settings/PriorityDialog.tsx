import type { LineSettings } from "../../contract/lines.ts";
import { Level, Priority, type PriorityMatrix, usualMatrix } from "../../contract/priority.ts";
import { useForm } from "../accounts/form.tsx";
import { lineName } from "../app/line-words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Select.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./fields.module.css";
import { ItemDialog } from "./ItemDialog.tsx";
import { useChangeLine } from "./lines.ts";

type Props = { settings: LineSettings; onClose: () => void };

const levels = Level.options.toReversed();

/** What priority follows from impact and urgency on a line. */
export function PriorityDialog({ settings, onClose }: Props) {
  const { t, locale } = useTexts();
  const saving = useChangeLine(settings.line);
  const form = useForm<{ matrix: PriorityMatrix }>(
    {},
    { matrix: settings.priorityMatrix },
    ({ matrix }) =>
      saving.mutate(
        { priorityMatrix: matrix },
        {
          onSuccess: () => {
            toast({ kind: "good", text: t("form.saved") });
            onClose();
          },
        },
      ),
    saving.error,
  );
  const { matrix } = form.values;
  return (
    <ItemDialog
      title={t("settings.lines.priorityOf", { line: lineName(settings, { t, locale }) })}
      size="l"
      form={form}
      saving={saving}
      action={t("form.save")}
      onClose={onClose}
      more={
        <Button kind="quiet" onPress={() => form.set({ matrix: usualMatrix })}>
          {t("settings.lines.priorityUsual")}
        </Button>
      }
    >
      <p className={styles.hint}>{t("settings.lines.priorityHint")}</p>
      <div className={styles.matrix}>
        {levels.map((impact) => (
          <fieldset key={impact} className={styles.matrixRow}>
            <legend className={styles.label}>{t("impact.is", { level: t(`level.${impact}`) })}</legend>
            {levels.map((urgency) => (
              <Select<Priority>
                key={urgency}
                label={t("urgency.is", { level: t(`level.${urgency}`) })}
                options={Priority.options.toReversed().map((id) => ({ id, label: t(`priority.${id}`) }))}
                value={matrix[impact][urgency]}
                onChange={(priority) =>
                  form.set({ matrix: { ...matrix, [impact]: { ...matrix[impact], [urgency]: priority } } })
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
    </ItemDialog>
  );
}
