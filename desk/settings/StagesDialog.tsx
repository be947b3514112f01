import type { LineSettings, Stage } from "../../contract/lines.ts";
import { useForm } from "../accounts/form.tsx";
import type { Rule } from "../accounts/rules.ts";
import { lineName, ownName } from "../app/line-words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Select } from "../ui/Select.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./fields.module.css";
import { provisionalKey, withKeys } from "./fresh-key.ts";
import { InUse } from "./InUse.tsx";
import { ItemDialog } from "./ItemDialog.tsx";
import { useChangeLine, whyInUse } from "./lines.ts";
import { NamesField } from "./NamesField.tsx";
import { isNamed, trimmed } from "./names.ts";
import { OrderedRows } from "./OrderedRows.tsx";

type Props = { settings: LineSettings; onClose: () => void };

/** Each has a name in some language. */
export const allNamed: Rule = (value) =>
  (value as { names: LineSettings["names"] }[]).every(({ names }) => isNamed(names))
    ? null
    : { key: "form.fault.missing" };

/** The stages of a line's work, and what each counts as. */
export function StagesDialog({ settings, onClose }: Props) {
  const { t, locale } = useTexts();
  const saving = useChangeLine(settings.line);
  const form = useForm<{ stages: Stage[] }>(
    { stages: allNamed },
    { stages: settings.stages },
    ({ stages }) =>
      saving.mutate(
        {
          stages: withKeys(
            stages.map((stage) => ({ ...stage, names: trimmed(stage.names) })),
            "stage",
          ),
        },
        {
          onSuccess: () => {
            toast({ kind: "good", text: t("form.saved") });
            onClose();
          },
        },
      ),
    saving.error,
  );
  const { values, set } = form;
  const nameOf = ({ names }: Stage) => ownName(names, locale) ?? t("settings.lines.stage");
  const inUse = whyInUse(saving.error, t);

  return (
    <ItemDialog
      title={t("settings.lines.stagesOf", { line: lineName(settings, { t, locale }) })}
      size="l"
      form={form}
      saving={inUse ? { ...saving, error: null } : saving}
      action={t("form.save")}
      onClose={onClose}
    >
      <p className={styles.hint}>{t("settings.lines.stagesHint")}</p>
      <OrderedRows<Stage>
        label={t("settings.lines.stages")}
        items={values.stages}
        onChange={(stages) => set({ stages })}
        nameOf={nameOf}
        add={t("settings.lines.addStage")}
        fresh={() => ({ key: provisionalKey(values.stages), names: {}, countsAs: "open" })}
      >
        {(stage, change) => (
          <>
            <NamesField
              label={t("settings.name")}
              value={stage.names}
              onChange={(names) => change({ names })}
              error={isNamed(stage.names) ? undefined : form.fault("stages")}
            />
            <Select<Stage["countsAs"]>
              label={t("settings.lines.countsAs")}
              options={(["open", "waiting"] as const).map((id) => ({
                id,
                label: t(`settings.lines.countsAs.${id}`),
              }))}
              value={stage.countsAs}
              onChange={(countsAs) => change({ countsAs })}
            />
          </>
        )}
      </OrderedRows>
      {inUse && <InUse of={saving.error} />}
    </ItemDialog>
  );
}
