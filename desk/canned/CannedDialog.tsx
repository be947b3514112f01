import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type CannedReply, patchCannedReply, postCannedReply } from "../../contract/canned-replies.ts";
import type { Line } from "../../contract/lines.ts";
import { FieldRow, useForm } from "../accounts/form.tsx";
import { type Rule, words } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { useLines } from "../app/lines.ts";
import { useBrands } from "../app/lookups.ts";
import { ItemDialog } from "../settings/ItemDialog.tsx";
import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Select.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./BodyEditor.module.css";
import { BodyEditor } from "./BodyEditor.tsx";
import { cannedQuery } from "./queries.ts";
import { shortcutOf } from "./shortcut.ts";

type Bodies = Partial<Record<Locale, string>>;
type Values = {
  name: string;
  shortcut: string;
  brand: string | null;
  line: Line | null;
  bodies: Bodies;
};

const said = (bodies: Bodies): Bodies =>
  Object.fromEntries(Object.entries(bodies).filter(([, html]) => html.replace(/<[^>]*>|\s/g, "") !== ""));

const someWords: Rule = (value) =>
  Object.keys(said(value as Bodies)).length > 0 ? null : { key: "form.fault.missing" };
const rules = { name: words(100), shortcut: words(40), bodies: someWords };

type Props = { reply: CannedReply | null; onClose: () => void; onRemove: () => void };

/** A prepared answer in the languages that customers write. */
export function CannedDialog({ reply, onClose, onRemove }: Props) {
  const { t, locale: reader } = useTexts();
  const cache = useQueryClient();
  const brands = useBrands();
  const lines = useLines();
  const saving = useMutation({
    mutationFn: (values: Values) => {
      const body = { ...values, bodies: said(values.bodies) };
      return reply
        ? call(patchCannedReply, { params: { id: reply.id }, body })
        : call(postCannedReply, { body });
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: cannedQuery.queryKey });
      toast({ kind: "good", text: t("form.saved") });
      onClose();
    },
  });
  const form = useForm<Values>(
    rules,
    reply
      ? {
          name: reply.name,
          shortcut: reply.shortcut,
          brand: reply.brand?.id ?? null,
          line: reply.line,
          bodies: reply.bodies,
        }
      : { name: "", shortcut: "", brand: null, line: null, bodies: {} },
    (values) => saving.mutate(values),
    saving.error,
  );
  const { values, set } = form;
  // The shortcut follows the name until somebody writes one.
  const [isOwn, setOwn] = useState(reply !== null);
  const taken = isProblem(saving.error, "already_exists") ? t("canned.taken") : undefined;
  const [locale, setLocale] = useState<Locale>(
    (reply && locales.find((each) => reply.bodies[each])) ?? reader,
  );

  return (
    <ItemDialog
      title={reply ? t("settings.change", { name: reply.name }) : t("canned.add")}
      size="l"
      form={form}
      saving={taken ? { ...saving, error: null } : saving}
      action={t(reply ? "form.save" : "canned.add")}
      onClose={onClose}
      more={
        reply && (
          <Button kind="quiet" onPress={onRemove}>
            {t("settings.remove")}
          </Button>
        )
      }
    >
      <FieldRow>
        <TextField
          label={t("settings.name")}
          autoFocus={!reply}
          maxLength={100}
          value={values.name}
          onChange={(name) => set({ name, ...(!isOwn && { shortcut: shortcutOf(name) }) })}
          error={form.fault("name")}
        />
        <TextField
          label={t("canned.shortcut")}
          description={t("canned.shortcutHint")}
          maxLength={40}
          value={values.shortcut}
          onChange={(typed) => {
            setOwn(true);
            set({ shortcut: typed.replace(/^\//, "").replace(/\s/g, "-").toLowerCase() });
          }}
          error={form.fault("shortcut") ?? taken}
        />
      </FieldRow>
      {(brands.length > 1 || lines.length > 1) && (
        <FieldRow>
          {brands.length > 1 && (
            <Select
              label={t("settings.inboxes.brand")}
              options={[
                { id: "", label: t("canned.anyBrand") },
                ...brands.map(({ id, name }) => ({ id, label: name })),
              ]}
              value={values.brand ?? ""}
              onChange={(brand) => set({ brand: brand || null })}
            />
          )}
          {lines.length > 1 && (
            <Select<Line | "">
              label={t("settings.inboxes.line")}
              options={[
                { id: "", label: t("canned.anyLine") },
                ...lines.map(({ line, name }) => ({ id: line, label: name })),
              ]}
              value={values.line ?? ""}
              onChange={(line) => set({ line: line || null })}
            />
          )}
        </FieldRow>
      )}
      <div>
        <Tabs
          label={t("canned.languages")}
          selected={locale}
          onChange={setLocale}
          tabs={locales.map((id) => ({
            id,
            label: said(values.bodies)[id] ? localeNames[id] : `${localeNames[id]} –`,
            content: (
              <BodyEditor
                key={id}
                label={t("canned.wordsIn", { language: localeNames[id] })}
                locale={id}
                html={values.bodies[id] ?? ""}
                onChange={(html) => set({ bodies: { ...values.bodies, [id]: html } })}
              />
            ),
          }))}
        />
        {form.fault("bodies") && (
          <p className={styles.fault} role="alert">
            {form.fault("bodies")}
          </p>
        )}
      </div>
    </ItemDialog>
  );
}
