import { useMutation, useQueryClient } from "@tanstack/react-query";
import { putPassword } from "../../contract/accounts.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call, isProblem } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { FormOf, useForm } from "./form.tsx";
import { NewPasswordField } from "./NewPasswordField.tsx";
import styles from "./Profile.module.css";
import { newPassword, password } from "./rules.ts";
import { sessionsQuery } from "./Sessions.tsx";

const rules = { current: password, next: newPassword };

export function PasswordForm({ email }: { email: string }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const changing = useMutation({
    mutationFn: (body: BodyIn<typeof putPassword>) => call(putPassword, { body }),
    onSuccess: () => {
      form.reset();
      toast({ kind: "good", text: t("profile.passwordDone") });
      return cache.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const { error } = changing;
  const weak = isProblem(error, "weak_password");
  const wrong = isProblem(error, "wrong_credentials");
  const form = useForm(rules, { current: "", next: "" }, (values) => changing.mutate(values), error);

  return (
    <FormOf of={form}>
      {/* Tells a password manager whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label={t("profile.passwordNow")}
        type="password"
        autoComplete="current-password"
        value={form.values.current}
        onChange={(current) => form.set({ current })}
        error={form.fault("current") ?? (wrong ? t("profile.passwordWrong") : undefined)}
      />
      <NewPasswordField
        label={t("profile.passwordNew")}
        value={form.values.next}
        onChange={(next) => form.set({ next })}
        error={form.fault("next")}
      />
      {error && !weak && !wrong && <Problem of={error} />}
      <div className={styles.actions}>
        <Button type="submit" kind="primary" busy={changing.isPending}>
          {t("profile.passwordGo")}
        </Button>
      </div>
    </FormOf>
  );
}
