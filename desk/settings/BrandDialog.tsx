import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Line } from "../../contract/lines.ts";
import type { BodyIn } from "../../contract/route.ts";
import { type Brand, patchBrand, postBrand } from "../../contract/workspace.ts";
import { FieldRow, useForm } from "../accounts/form.tsx";
import { colour, domain, some, words } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { useLines } from "../app/lines.ts";
import { brandsQuery } from "../app/lookups.ts";
import { useMe } from "../app/me.ts";
import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { ChoiceGroup } from "./ChoiceGroup.tsx";
import { ColourField } from "./ColourField.tsx";
import { colours } from "./colours.ts";
import { ItemDialog } from "./ItemDialog.tsx";
import { SignatureFields } from "./SignatureFields.tsx";

type Values = {
  name: string;
  domain: string | null;
  locales: Locale[];
  lines: Line[];
  colour: string;
  signatures: Partial<Record<Locale, string>>;
};

const rules = { name: words(100), domain, locales: some, lines: some, colour };

export function BrandDialog({ brand, onClose }: { brand: Brand | null; onClose: () => void }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const me = useMe();
  const lines = useLines();
  const saving = useMutation({
    mutationFn: (values: Values) => {
      const body: BodyIn<typeof patchBrand> = { ...values, signatures: inUse(values) };
      return brand
        ? call(patchBrand, { params: { id: brand.id }, body })
        : call(postBrand, { body: { ...values, ...body } as BodyIn<typeof postBrand> });
    },
    onSuccess: async (saved) => {
      await cache.invalidateQueries({ queryKey: brandsQuery.queryKey });
      toast({
        kind: "good",
        text: brand ? t("form.saved") : t("settings.brands.created", { name: saved.name }),
      });
      onClose();
    },
  });
  const form = useForm<Values>(
    rules,
    brand ?? {
      name: "",
      domain: null,
      locales: [me.agent.locale],
      lines: lines.map(({ line }) => line),
      colour: colours[5]!,
      signatures: {},
    },
    (values) => saving.mutate(values),
    saving.error,
  );
  const { values, set } = form;
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined;

  return (
    <ItemDialog
      title={brand ? t("settings.change", { name: brand.name }) : t("settings.brands.add")}
      size="l"
      form={form}
      saving={taken ? { ...saving, error: null } : saving}
      action={t(brand ? "form.save" : "settings.brands.add")}
      onClose={onClose}
    >
      <FieldRow>
        <TextField
          label={t("settings.brands.name")}
          autoFocus
          value={values.name}
          onChange={(name) => set({ name })}
          error={form.fault("name") ?? taken}
        />
        <TextField
          label={t("settings.brands.domain")}
          optional
          direction="ltr"
          value={values.domain ?? ""}
          onChange={(typed) => set({ domain: typed.trim() || null })}
          error={form.fault("domain")}
        />
      </FieldRow>
      {lines.length > 1 && (
        <ChoiceGroup
          label={t("settings.brands.lines")}
          options={lines.map(({ line, name, names }) => ({
            id: line,
            label: name,
            // What the usual name means; the workspace knows what its own names mean.
            description: Object.keys(names).length ? undefined : t(`line.${line}.words`),
          }))}
          value={values.lines}
          onChange={(chosen) => set({ lines: chosen })}
          error={form.fault("lines")}
        />
      )}
      <TagBox
        label={t("settings.brands.locales")}
        description={t("settings.brands.localesHint")}
        options={locales.map((locale) => ({ id: locale, label: localeNames[locale] }))}
        value={values.locales}
        onChange={(chosen) => set({ locales: chosen })}
        error={form.fault("locales")}
      />
      <ColourField
        label={t("settings.brands.colour")}
        exact={t("settings.brands.colourOwn")}
        value={values.colour}
        onChange={(picked) => set({ colour: picked })}
        error={form.fault("colour")}
      />
      <SignatureFields
        locales={values.locales}
        value={values.signatures}
        onChange={(signatures) => set({ signatures })}
      />
    </ItemDialog>
  );
}

/** Words in a language that the brand no longer speaks, and empty ones, go away with the next save. */
function inUse({ locales, signatures }: Values): Values["signatures"] {
  return Object.fromEntries(
    locales.map((locale) => [locale, signatures[locale] ?? ""] as const).filter(([, words]) => words.trim()),
  );
}
