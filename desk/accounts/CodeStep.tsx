import { isProblem } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { CodeField } from "./CodeField.tsx";
import { Doorway } from "./Doorway.tsx";
import { FormOf, useForm } from "./form.tsx";
import { code } from "./rules.ts";
import type { SigningIn } from "./sign-in.ts";

/** The second step, with the e-mail and password that were right a moment ago. */
export function CodeStep({ signingIn, onBack }: { signingIn: SigningIn; onBack: () => void }) {
  const { t } = useTexts();
  const { error, variables } = signingIn;
  const form = useForm(
    { code },
    { code: "" },
    (typed) => variables && signingIn.mutate({ ...variables, ...typed }),
    error,
  );

  return (
    <Doorway title={t("accounts.code.title")} words={t("accounts.code.words")}>
      <FormOf of={form}>
        <CodeField
          value={form.values.code}
          onChange={(typed) => form.set({ code: typed })}
          error={form.fault("code")}
        />
        {error && !isProblem(error, "second_factor_needed") && <Problem of={error} />}
        <Button type="submit" kind="primary" wide busy={signingIn.isPending}>
          {t("accounts.code.go")}
        </Button>
        <Button kind="quiet" wide onPress={onBack}>
          {t("accounts.back")}
        </Button>
      </FormOf>
    </Doorway>
  );
}
