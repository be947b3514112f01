import type { LineSettings } from "../../contract/lines.ts";
import { useForm } from "../accounts/form.tsx";
import { lineName } from "../app/line-words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Switch } from "../ui/Switch.tsx";
import { toast } from "../ui/toasts.ts";
import { ColourField } from "./ColourField.tsx";
import { colours } from "./colours.ts";
import { ItemDialog } from "./ItemDialog.tsx";
import { useChangeLine } from "./lines.ts";
import { NamesField } from "./NamesField.tsx";
import { trimmed } from "./names.ts";

type Props = { settings: LineSettings; onClose: () => void };

/** What a line is called, and in which colour it is drawn. */
export function LineDialog({ settings, onClose }: Props) {
  const { t, locale } = useTexts();
  const saving = useChangeLine(settings.line);
  const form = useForm(
    {},
    { names: settings.names, colour: settings.colour },
    ({ names, colour }) =>
      saving.mutate(
        { names: trimmed(names), colour },
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
  return (
    <ItemDialog
      title={t("settings.change", { name: lineName(settings, { t, locale }) })}
      form={form}
      saving={saving}
      action={t("form.save")}
      onClose={onClose}
    >
      <NamesField
        label={t("settings.lines.name")}
        description={t("settings.lines.nameHint")}
        placeholder={t(`line.${settings.line}`)}
        open
        autoFocus
        value={values.names}
        onChange={(names) => set({ names })}
      />
      <Switch
        isSelected={values.colour !== null}
        onChange={(own) => set({ colour: own ? colours[settings.line === "service" ? 9 : 5] : null })}
      >
        {t("settings.lines.ownColour")}
      </Switch>
      {values.colour !== null && (
        <ColourField
          label={t("settings.brands.colour")}
          exact={t("settings.brands.colourOwn")}
          value={values.colour}
          onChange={(colour) => set({ colour })}
          error={form.fault("colour")}
        />
      )}
    </ItemDialog>
  );
}
