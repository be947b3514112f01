import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postApiKey } from "../../contract/accounts.ts";
import { type Permission, permissions } from "../../contract/permissions.ts";
import { CopyButton } from "../accounts/CopyButton.tsx";
import { useForm } from "../accounts/form.tsx";
import { some, words } from "../accounts/rules.ts";
import { ShownOnce } from "../accounts/ShownOnce.tsx";
import { call } from "../app/call.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { TextField } from "../ui/TextField.tsx";
import { ChoiceGroup } from "./ChoiceGroup.tsx";
import styles from "./fields.module.css";
import { ItemDialog } from "./ItemDialog.tsx";
import { permissionWords } from "./permission-words.ts";
import { keysQuery } from "./queries.ts";

type Values = { name: string; scopes: Permission[] };

/** Makes a key and shows it, once. Nobody gives a key more than they may themselves. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const me = useMe();
  const cache = useQueryClient();
  const making = useMutation({
    mutationFn: (body: Values) => call(postApiKey, { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  const form = useForm<Values>(
    { name: words(100), scopes: some },
    { name: "", scopes: ["conversations.read", "customers.read"] },
    (values) => making.mutate(values),
    making.error,
  );
  const { values, set } = form;

  if (making.data) {
    return (
      <ShownOnce
        title={t("settings.keys.shown")}
        words={t("settings.keys.shownWords")}
        kept={t("settings.keys.shownDone")}
        onClose={onClose}
      >
        <div className={styles.key}>
          <code dir="ltr">{making.data.key}</code>
          <CopyButton text={making.data.key} />
        </div>
      </ShownOnce>
    );
  }
  return (
    <ItemDialog
      title={t("settings.keys.add")}
      size="l"
      form={form}
      saving={making}
      action={t("settings.keys.add")}
      onClose={onClose}
    >
      <TextField
        label={t("settings.keys.name")}
        autoFocus
        value={values.name}
        onChange={(name) => set({ name })}
        error={form.fault("name")}
      />
      <ChoiceGroup
        label={t("settings.keys.scopes")}
        columns
        options={permissions
          .filter((permission) => me.permissions.includes(permission))
          .map((permission) => ({
            id: permission,
            label: permissionWords(permission, t),
            description: permission,
          }))}
        value={values.scopes}
        onChange={(scopes) => set({ scopes })}
        error={form.fault("scopes")}
      />
    </ItemDialog>
  );
}
