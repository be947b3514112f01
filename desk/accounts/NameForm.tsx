import type { Me } from "../../contract/accounts.ts";
import { useChangeMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { FormOf, useForm } from "./form.tsx";
import styles from "./Profile.module.css";
import { words } from "./rules.ts";

const rules = { name: words(100) };

export function NameForm({ me }: { me: Me }) {
  const { t } = useTexts();
  const saving = useChangeMe();
  const form = useForm(
    rules,
    { name: me.agent.name },
    (values) =>
      saving.mutate(values, {
        onSuccess: ({ agent }) => {
          form.reset({ name: agent.name });
          toast({ kind: "good", text: t("form.saved") });
        },
      }),
    saving.error,
  );

  return (
    <FormOf of={form}>
      <TextField
        label={t("accounts.name")}
        autoComplete="name"
        value={form.values.name}
        onChange={(name) => form.set({ name })}
        error={form.fault("name")}
      />
      <TextField label={t("accounts.email")} type="email" isReadOnly value={me.agent.email} />
      {saving.error && <Problem of={saving.error} />}
      <div className={styles.actions}>
        <Button type="submit" kind="primary" busy={saving.isPending} isDisabled={!form.changed}>
          {t("form.save")}
        </Button>
      </div>
    </FormOf>
  );
}
