import { isProblem } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { FormOf, useForm } from "./form.tsx";
import { email, password } from "./rules.ts";
import type { SigningIn } from "./sign-in.ts";

type Props = {
  email: string;
  onEmail: (email: string) => void;
  signingIn: SigningIn;
  onForgotten: () => void;
  /** Whether the keyboard begins here; not where something else comes first. */
  first: boolean;
};

const rules = { email, password };

export function PasswordStep({ email: address, onEmail, signingIn, onForgotten, first }: Props) {
  const { t } = useTexts();
  const form = useForm(
    rules,
    { email: address, password: "" },
    (values) => signingIn.mutate(values),
    signingIn.error,
  );
  const { error } = signingIn;

  return (
    <FormOf of={form}>
      <TextField
        label={t("accounts.email")}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus={first}
        value={form.values.email}
        onChange={(value) => {
          form.set({ email: value });
          onEmail(value);
        }}
        error={form.fault("email")}
      />
      <TextField
        label={t("accounts.password")}
        type="password"
        name="password"
        autoComplete="current-password"
        value={form.values.password}
        onChange={(typed) => form.set({ password: typed })}
        error={form.fault("password")}
      />
      {error && !isProblem(error, "second_factor_needed") && <Problem of={error} />}
      <Button type="submit" kind="primary" wide busy={signingIn.isPending}>
        {t("accounts.signIn.go")}
      </Button>
      <Button kind="quiet" wide onPress={onForgotten}>
        {t("accounts.signIn.forgotten")}
      </Button>
    </FormOf>
  );
}
