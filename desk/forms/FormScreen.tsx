import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Priority } from "../../contract/conversations.ts";
import { deleteForm, type Form, patchForm, postForm } from "../../contract/forms.ts";
import type { Line } from "../../contract/lines.ts";
import type { Brand } from "../../contract/workspace.ts";
import { CopyButton } from "../accounts/CopyButton.tsx";
import { FormOf, useForm } from "../accounts/form.tsx";
import { chosen, type Rule } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { useIntentsOf, useLines, useLinesOf } from "../app/lines.ts";
import { inboxesQuery } from "../app/lookups.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useUnsaved } from "../app/Unsaved.tsx";
import editorStyles from "../settings/Editor.module.css";
import { EditorFoot } from "../settings/EditorFoot.tsx";
import { InboxFirst } from "../settings/InboxFirst.tsx";
import { addressOf, useGo } from "../settings/place.ts";
import { LanguagePick, WordsField } from "../settings/WordsFields.tsx";
import { bestWords, type Words } from "../settings/words-by.ts";
import type { Locale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { FormSection } from "../ui/FormSection.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { FieldsEditor } from "./FieldsEditor.tsx";
import { FormPreview } from "./FormPreview.tsx";
import styles from "./Forms.module.css";
import { bodyOf, draftOf, type FormDraft, faultsIn, freshForm, freshSlug } from "./form-draft.ts";
import { formsQuery } from "./queries.ts";

const named: Rule = (value) =>
  Object.values(value as Words).some((name) => name?.trim()) ? null : { key: "form.fault.missing" };
const whole: Rule = (value) =>
  faultsIn(value as FormDraft["fields"]).length > 0 ? { key: "form.fault.missing" } : null;
const slug: Rule = (value) =>
  value === "" || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(String(value)) ? null : { key: "help.fault.slug" };
const rules = { names: named, key: slug, inbox: chosen, fields: whole };

type Props = { form: Form | null; brand: Brand };

/** One form: what it asks, in which languages, and where what is sent goes. Beside it how its readers see it. */
export function FormScreen({ form, brand }: Props) {
  const { t, locale: reader } = useTexts();
  const cache = useQueryClient();
  const go = useGo("forms");
  const allInboxes = useQuery(inboxesQuery).data;
  const inboxes = allInboxes?.filter((inbox) => inbox.brand.id === brand.id) ?? [];
  const [version, setVersion] = useState(form?.version);
  const saving = useMutation({
    mutationFn: (draft: FormDraft) =>
      form
        ? call(patchForm, { params: { id: form.id }, body: { ...bodyOf(draft), version } })
        : call(postForm, { body: { ...bodyOf(draft), brand: brand.id } }),
    onSuccess: async (now) => {
      setVersion(now.version);
      toast({ kind: "good", text: t("form.saved") });
      if (form) {
        put(now);
        draft.reset(draftOf(now));
        return;
      }
      forget();
      await cache.invalidateQueries({ queryKey: formsQuery.queryKey });
      await go(now.id);
    },
  });
  const start = form ? draftOf(form) : freshForm(inboxes.length === 1 ? inboxes[0]!.id : null);
  const draft = useForm<FormDraft>(rules, start, (values) => saving.mutate(values), saving.error);
  const forget = useUnsaved(draft.changed, addressOf("forms", form?.id ?? "new"));
  const { values, set } = draft;
  const [locale, setLocale] = useState<Locale>(
    brand.locales.includes(reader) ? reader : (brand.locales[0] ?? reader),
  );
  const [removing, setRemoving] = useState(false);
  const name = bestWords(values.names, reader) || t("forms.new");
  usePageTitle(name);
  const taken = isProblem(saving.error, "already_exists") ? t("help.addressTaken") : undefined;

  function put(now: Form) {
    cache.setQueryData(formsQuery.queryKey, (all) => all?.map((each) => (each.id === now.id ? now : each)));
  }

  return (
    <div className={editorStyles.editor}>
      <PageHeader
        title={<bdi>{name}</bdi>}
        description={<bdi>{brand.name}</bdi>}
        back={{ href: addressOf("forms"), label: t("settings.forms") }}
        actions={
          form && (
            <>
              {form.address && <CopyButton size="m" text={form.address} label={t("forms.copyAddress")} />}
              <Button kind="quiet" icon={Trash2} onPress={() => setRemoving(true)}>
                {t("settings.remove")}
              </Button>
            </>
          )
        }
      />
      <div className={styles.sides}>
        <FormOf of={draft}>
          <div className={styles.languages}>
            <LanguagePick
              locales={brand.locales}
              value={locale}
              onChange={setLocale}
              of={[
                values.names,
                values.introductions,
                values.thanks,
                ...values.fields.flatMap(({ labels, hints, choices }) => [
                  labels,
                  hints,
                  ...choices.map(({ names }) => names),
                ]),
              ]}
            />
          </div>
          <FormSection title={t("forms.section.words")}>
            <WordsField
              label={t("settings.name")}
              locale={locale}
              maxLength={80}
              autoFocus={!form}
              value={values.names}
              onChange={(names) => set({ names })}
              error={draft.fault("names")}
            />
            <TextField
              label={t("forms.key")}
              description={t("forms.keyWords")}
              direction="ltr"
              spellCheck="false"
              maxLength={60}
              placeholder={freshSlug(values.names)}
              value={values.key}
              onChange={(key) => set({ key: key.toLowerCase().replace(/\s+/g, "-") })}
              error={draft.fault("key") ?? taken}
            />
            <WordsField
              label={t("forms.introduction")}
              locale={locale}
              rows={2}
              maxLength={1000}
              value={values.introductions}
              onChange={(introductions) => set({ introductions })}
            />
            <WordsField
              label={t("forms.thanks")}
              description={t("forms.thanksWords")}
              locale={locale}
              rows={2}
              maxLength={1000}
              value={values.thanks}
              onChange={(thanks) => set({ thanks })}
            />
          </FormSection>
          <FormSection title={t("forms.section.fields")} description={t("forms.section.fieldsWords")}>
            <FieldsEditor
              brand={brand}
              line={values.line}
              locale={locale}
              fields={values.fields}
              fault={draft.fault("fields")}
              onChange={(fields) => set({ fields })}
            />
          </FormSection>
          <FormSection title={t("forms.section.goes")} description={t("forms.section.goesWords")}>
            {allInboxes && inboxes.length === 0 ? (
              <InboxFirst />
            ) : (
              <Select
                label={t("forms.inbox")}
                description={t("forms.inboxWords")}
                options={inboxes.map(({ id, address }) => ({ id, label: address }))}
                value={values.inbox}
                onChange={(inbox) => set({ inbox })}
                error={draft.fault("inbox")}
              />
            )}
            <Matter brand={brand} values={values} set={set} />
          </FormSection>
          <FormSection title={t("forms.section.offered")}>
            <Checkbox isSelected={values.isOn} onChange={(isOn) => set({ isOn })}>
              {t("forms.isOn")}
            </Checkbox>
            <Checkbox
              isSelected={values.offersArticles}
              description={t("forms.offersArticlesWords")}
              onChange={(offersArticles) => set({ offersArticles })}
            >
              {t("forms.offersArticles")}
            </Checkbox>
            <RadioGroup<Form["audience"]>
              label={t("forms.audience")}
              options={(["everyone", "signed-in"] as const).map((id) => ({
                id,
                label: t(`forms.audience.${id}`),
              }))}
              value={values.audience}
              onChange={(audience) => set({ audience })}
            />
          </FormSection>
          <EditorFoot
            isChanged={draft.changed}
            saving={saving}
            isPlaced={taken !== undefined}
            action={form ? undefined : t("forms.add")}
            onReset={
              form
                ? () => {
                    saving.reset();
                    draft.reset();
                  }
                : undefined
            }
            onNewest={
              form
                ? () => {
                    saving.reset();
                    setVersion(form.version);
                    draft.reset(draftOf(form));
                  }
                : undefined
            }
          />
        </FormOf>
        {form && <FormPreview form={form} locale={locale} isChanged={draft.changed} />}
      </div>
      {removing && form && (
        <Removing form={form} name={name} onClose={() => setRemoving(false)} onGone={forget} />
      )}
    </div>
  );
}

type MatterProps = { brand: Brand; values: FormDraft; set: (change: Partial<FormDraft>) => void };

/** As what the matter begins: left open, it is told from the words. */
function Matter({ brand, values, set }: MatterProps) {
  const { t } = useTexts();
  const lines = useLinesOf(brand.id);
  const all = useLines();
  const intents = useIntentsOf(all.filter(({ line }) => (values.line ? line === values.line : true)));
  return (
    <div className={editorStyles.pair}>
      {all.length > 1 && (
        <Select<Line | "">
          label={t("settings.inboxes.line")}
          options={[
            { id: "", label: t("forms.toldFromWords") },
            ...lines.map(({ line, name }) => ({ id: line, label: name })),
          ]}
          value={values.line ?? ""}
          onChange={(line) =>
            set({ line: line || null, ...(line !== (values.line ?? "") && { intent: null }) })
          }
        />
      )}
      <Select
        label={t("forms.intent")}
        options={[
          { id: "", label: t("forms.toldFromWords") },
          ...intents.map(({ key, name }) => ({ id: key, label: name })),
        ]}
        value={values.intent ?? ""}
        onChange={(intent) => set({ intent: intent || null })}
      />
      <Select<Priority | "">
        label={t("forms.priority")}
        options={[
          { id: "", label: t("forms.toldFromWords") },
          ...Priority.options.map((id) => ({ id, label: t(`priority.${id}`) })),
        ]}
        value={values.priority ?? ""}
        onChange={(priority) => set({ priority: priority || null })}
      />
    </div>
  );
}

type RemovingProps = { form: Form; name: string; onClose: () => void; onGone: () => void };

function Removing({ form, name, onClose, onGone }: RemovingProps) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const go = useGo("forms");
  const removal = useMutation({
    mutationFn: () => call(deleteForm, { params: { id: form.id } }),
    onSuccess: async () => {
      onGone();
      toast({ kind: "good", text: t("forms.removed", { name }) });
      await go();
      await cache.invalidateQueries({ queryKey: formsQuery.queryKey });
    },
  });
  return (
    <ConfirmDialog
      title={t("forms.removeAsk", { name })}
      words={t("forms.removeWords")}
      action={t("settings.remove")}
      doing={removal}
      onClose={onClose}
    />
  );
}
