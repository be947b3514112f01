import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postApiKey } from "../../contract/accounts.ts";
import { type Permission, permissions } from "../../contract/permissions.ts";
import { CopyButton } from "../accounts/CopyButton.tsx";
import { useForm } from "../accounts/form.tsx";
import { some, words } from "../accounts/rules.ts";
import { call } from "../app/call.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
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

  if (making.data) return <ShownOnce apiKey={making.data.key} onClose={onClose} />;
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

/** Neither Escape nor a press beside it closes this: the key cannot be shown again. */
function ShownOnce({ apiKey, onClose }: { apiKey: string; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog
      title={t("settings.keys.shown")}
      isOpen
      urgent
      onOpenChange={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t("settings.keys.shownDone")}
        </Button>
      }
    >
      <div className={styles.stack}>
        <p>{t("settings.keys.shownWords")}</p>
        <div className={styles.key}>
          <code dir="ltr">{apiKey}</code>
          <CopyButton text={apiKey} />
        </div>
      </div>
    </Dialog>
  );
}
