import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { getMe } from "../../contract/accounts.ts";
import { postSetup, type Trade } from "../../contract/workspace.ts";
import { rememberLocale, useBrowserLocale } from "../app/appearance.ts";
import { call, isProblem } from "../app/call.ts";
import { enter } from "../app/session.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { Doorway } from "./Doorway.tsx";
import { FieldRow, FormOf, useForm } from "./form.tsx";
import { LanguageField } from "./LanguageField.tsx";
import { NewPasswordField } from "./NewPasswordField.tsx";
import { chosen, email, newPassword, words } from "./rules.ts";
import styles from "./SetUpScreen.module.css";
import { setupQuery } from "./sign-in.ts";
import { ToSignIn } from "./ToSignIn.tsx";
import { TradeField } from "./TradeField.tsx";
import { hereZone } from "./time-zones.ts";

const rules = { name: words(100), email, password: newPassword, workspace: words(100), trade: chosen };
interface Answers {
  name: string;
  email: string;
  password: string;
  workspace: string;
  trade: Trade | null;
}

/** The first visit: who is here and what they do. Makes the workspace and opens the desk. */
export function SetUpScreen() {
  const { t } = useTexts();
  const router = useRouter();
  const queryClient = useQueryClient();
  const locale = useBrowserLocale();
  const { data: setup } = useQuery(setupQuery);

  const settingUp = useMutation({
    mutationFn: async ({ trade, ...answers }: Answers) => {
      await call(postSetup, { body: { ...answers, trade: trade!, locale, timeZone: hereZone } });
      return call(getMe);
    },
    onSuccess: (me) => enter(queryClient, router, me),
  });
  const { error } = settingUp;
  const form = useForm<Answers>(
    rules,
    { name: "", email: "", password: "", workspace: "", trade: null },
    (answers) => settingUp.mutate(answers),
    error,
  );
  const weak = isProblem(error, "weak_password");

  if (setup?.needed === false && settingUp.isIdle)
    return (
      <Doorway title={t("accounts.setUp.done")} words={t("accounts.setUp.doneWords")}>
        <ToSignIn>{t("accounts.signIn.go")}</ToSignIn>
      </Doorway>
    );

  return (
    <Doorway size="wide" title={t("accounts.setUp.title")} words={t("accounts.setUp.words")}>
      <FormOf of={form}>
        <section className={styles.part} aria-labelledby="set-up-you">
          <h2 id="set-up-you" className={styles.heading}>
            {t("accounts.setUp.you")}
          </h2>
          <FieldRow>
            <TextField
              label={t("accounts.name")}
              autoComplete="name"
              autoFocus
              value={form.values.name}
              onChange={(name) => form.set({ name })}
              error={form.fault("name")}
            />
            <LanguageField
              label={t("accounts.language")}
              description={t("accounts.setUp.languageHint")}
              value={locale}
              onChange={rememberLocale}
            />
          </FieldRow>
          <FieldRow>
            <TextField
              label={t("accounts.email")}
              type="email"
              autoComplete="username"
              value={form.values.email}
              onChange={(address) => form.set({ email: address })}
              error={form.fault("email")}
            />
            <NewPasswordField
              label={t("accounts.password")}
              value={form.values.password}
              onChange={(password) => form.set({ password })}
              error={form.fault("password")}
            />
          </FieldRow>
        </section>
        <section className={styles.part} aria-labelledby="set-up-work">
          <h2 id="set-up-work" className={styles.heading}>
            {t("accounts.setUp.work")}
          </h2>
          <TextField
            label={t("accounts.setUp.company")}
            autoComplete="organization"
            value={form.values.workspace}
            onChange={(workspace) => form.set({ workspace })}
            error={form.fault("workspace")}
          />
          <TradeField
            value={form.values.trade}
            onChange={(trade) => form.set({ trade })}
            error={form.fault("trade")}
          />
        </section>
        {error && !weak && <Problem of={error} />}
        <div className={styles.go}>
          <Button type="submit" kind="primary" busy={settingUp.isPending}>
            {t("accounts.setUp.go")}
          </Button>
        </div>
      </FormOf>
    </Doorway>
  );
}
