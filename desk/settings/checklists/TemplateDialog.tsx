import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type ChecklistTemplate,
  patchChecklistTemplate,
  postChecklistTemplate,
  type TemplateItem,
} from "../../../contract/checklists.ts";
import type { Line, Names } from "../../../contract/lines.ts";
import { useForm } from "../../accounts/form.tsx";
import type { Rule } from "../../accounts/rules.ts";
import { call } from "../../app/call.ts";
import { ownName } from "../../app/line-words.ts";
import { useIntentsOf, useLines } from "../../app/lines.ts";
import { useBrands } from "../../app/lookups.ts";
import { templatesQuery } from "../../conversations/checklist/queries.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { TagBox } from "../../ui/ComboBox.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/toasts.ts";
import { ItemDialog } from "../ItemDialog.tsx";
import { NamesField } from "../NamesField.tsx";
import { isNamed, trimmed } from "../names.ts";
import { OrderedRows } from "../OrderedRows.tsx";
import { dueChoices, dueWords } from "./due.ts";

type Item = TemplateItem & { key: string };
type Values = {
  names: Names;
  line: Line | null;
  brands: string[];
  intents: string[];
  begins: boolean;
  items: Item[];
};
type Props = { template: ChecklistTemplate | null; onClose: () => void; onRemove: () => void };

const named: Rule = (value) => (isNamed(value as Names) ? null : { key: "form.fault.missing" });
const someItems: Rule = (value) => {
  const items = value as Item[];
  return items.length > 0 && items.every(({ texts }) => isNamed(texts))
    ? null
    : { key: "form.fault.missing" };
};

/** A list of what is to be done, in the languages of whoever does it, and the matters it is for. */
export function TemplateDialog({ template, onClose, onRemove }: Props) {
  const { t, locale, number } = useTexts();
  const cache = useQueryClient();
  const lines = useLines();
  const brands = useBrands();
  const saving = useMutation({
    mutationFn: ({ items, names, ...rest }: Values) => {
      const body = {
        ...rest,
        names: trimmed(names),
        items: items.map(({ key: _, texts, ...item }) => ({ ...item, texts: trimmed(texts) })),
      };
      return template
        ? call(patchChecklistTemplate, { params: { id: template.id }, body })
        : call(postChecklistTemplate, { body });
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: templatesQuery.queryKey });
      toast({ kind: "good", text: t("form.saved") });
      onClose();
    },
  });
  const form = useForm<Values>(
    { names: named, items: someItems },
    template
      ? { ...template, items: template.items.map((item, at) => ({ ...item, key: `${at}` })) }
      : { names: {}, line: null, brands: [], intents: [], begins: false, items: [fresh()] },
    ({ names, line, brands: chosen, intents, begins, items }) =>
      saving.mutate({ names, line, brands: chosen, intents, begins, items }),
    saving.error,
  );
  const { values, set } = form;
  const intents = useIntentsOf(lines.filter(({ line }) => values.line === null || line === values.line));
  const nameOf = ({ texts }: Item) => ownName(texts, locale) ?? t("settings.checklists.item");

  return (
    <ItemDialog
      title={
        template
          ? t("settings.change", { name: ownName(template.names, locale) ?? "" })
          : t("settings.checklists.add")
      }
      size="l"
      form={form}
      saving={saving}
      action={t("form.save")}
      onClose={onClose}
      more={
        template && (
          <Button kind="quiet" onPress={onRemove}>
            {t("settings.remove")}
          </Button>
        )
      }
    >
      <NamesField
        label={t("settings.name")}
        autoFocus={!template}
        value={values.names}
        onChange={(names) => set({ names })}
        error={form.fault("names")}
      />
      {lines.length > 1 && (
        <RadioGroup<Line | "both">
          label={t("inbox.filter.line")}
          orientation="horizontal"
          options={[
            { id: "both", label: t("settings.checklists.bothLines") },
            ...lines.map(({ line, name }) => ({ id: line, label: name })),
          ]}
          value={values.line ?? "both"}
          onChange={(line) => set({ line: line === "both" ? null : line, intents: [] })}
        />
      )}
      <TagBox
        label={t("inbox.filter.intent")}
        options={intents.map(({ key, name }) => ({ id: key, label: name }))}
        value={values.intents}
        onChange={(chosen) => set({ intents: chosen })}
        placeholder={t("inbox.filter.any")}
      />
      {brands.length > 1 && (
        <TagBox
          label={t("inbox.filter.brand")}
          options={brands.map(({ id, name }) => ({ id, label: name }))}
          value={values.brands}
          onChange={(chosen) => set({ brands: chosen })}
          placeholder={t("inbox.filter.any")}
        />
      )}
      <Checkbox
        isSelected={values.begins}
        onChange={(begins) => set({ begins })}
        description={t("settings.checklists.begins.hint")}
      >
        {t("settings.checklists.begins")}
      </Checkbox>
      <OrderedRows<Item>
        label={t("checklist.items")}
        items={values.items}
        onChange={(items) => set({ items })}
        nameOf={nameOf}
        add={t("settings.checklists.addItem")}
        fresh={fresh}
      >
        {(item, change) => (
          <>
            <NamesField
              label={t("checklist.text")}
              maxLength={500}
              value={item.texts}
              onChange={(texts) => change({ texts })}
              error={isNamed(item.texts) ? undefined : form.fault("items")}
            />
            <Select
              label={t("settings.checklists.due")}
              options={dueChoices(item.dueMinutes).map((minutes) => ({
                id: String(minutes),
                label: minutes === 0 ? t("settings.checklists.due.never") : dueWords(minutes, number),
              }))}
              value={String(item.dueMinutes ?? 0)}
              onChange={(minutes) => change({ dueMinutes: Number(minutes) || null })}
            />
            <Checkbox isSelected={item.isRequired} onChange={(isRequired) => change({ isRequired })}>
              {t("checklist.required")}
            </Checkbox>
          </>
        )}
      </OrderedRows>
    </ItemDialog>
  );
}

let count = 0;
const fresh = (): Item => ({ key: `new-${count++}`, texts: {}, isRequired: false, dueMinutes: null });
