import { useMutation } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { postPasswordReset } from "../../contract/accounts.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { Doorway } from "./Doorway.tsx";
import { FormOf, useForm } from "./form.tsx";
import { email } from "./rules.ts";

/** Asks for a letter with a link. What it answers is the same for every address, known or not. */
export function ForgottenPassword({ email: address, onBack }: { email: string; onBack: () => void }) {
  const { t } = useTexts();
  const asking = useMutation({ mutationFn: (body: { email: string }) => call(postPasswordReset, { body }) });
  const form = useForm({ email }, { email: address }, (values) => asking.mutate(values), asking.error);
  const back = (
    <Button kind="quiet" wide onPress={onBack}>
      {t("accounts.forgotten.back")}
    </Button>
  );

  if (asking.isSuccess)
    return (
      <Doorway
        title={t("accounts.forgotten.sent")}
        words={t("accounts.forgotten.sentWords", { email: asking.variables.email })}
      >
        <Icon of={MailCheck} size={40} />
        {back}
      </Doorway>
    );

  return (
    <Doorway title={t("accounts.forgotten.title")} words={t("accounts.forgotten.words")}>
      <FormOf of={form}>
        <TextField
          label={t("accounts.email")}
          type="email"
          autoComplete="username"
          autoFocus
          value={form.values.email}
          onChange={(value) => form.set({ email: value })}
          error={form.fault("email")}
        />
        {asking.error && <Problem of={asking.error} />}
        <Button type="submit" kind="primary" wide busy={asking.isPending}>
          {t("accounts.forgotten.go")}
        </Button>
        {back}
      </FormOf>
    </Doorway>
  );
}
