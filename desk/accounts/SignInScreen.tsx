import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { signIn } from "../../contract/accounts.ts";
import { call, isProblem } from "../app/call.ts";
import { meQuery } from "../app/me.ts";
import { enter } from "../app/session.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { CodeStep } from "./CodeStep.tsx";
import { DemoPeople } from "./DemoPeople.tsx";
import { Doorway } from "./Doorway.tsx";
import { ForgottenPassword } from "./ForgottenPassword.tsx";
import { PasswordStep } from "./PasswordStep.tsx";
import styles from "./SignInScreen.module.css";
import { type Credentials, setupQuery } from "./sign-in.ts";

/** E-mail and password, a code where the account asks for one, or the way back to a forgotten password. */
export function SignInScreen() {
  const { t } = useTexts();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { back = "/" } = useSearch({ from: "/sign-in" });
  const [step, setStep] = useState<"password" | "code" | "forgotten">("password");
  const [email, setEmail] = useState("");
  const { data: setup, isPending: asking } = useQuery(setupQuery);
  const { data: me } = useQuery(meQuery);

  const signingIn = useMutation({
    mutationFn: (credentials: Credentials) => call(signIn, { body: credentials }),
    onSuccess: (me) => enter(queryClient, router, me, back),
    onError: (thrown) => {
      if (isProblem(thrown, "second_factor_needed")) setStep("code");
      // The password was changed meanwhile, or too much time went by: the code alone does not help any more.
      else if (isProblem(thrown, "wrong_credentials")) setStep("password");
    },
  });

  const elsewhere = setup?.needed ? "/set-up" : me ? back : null;
  useEffect(() => {
    if (elsewhere && !signingIn.isPending && !signingIn.isSuccess) router.history.replace(elsewhere);
  }, [elsewhere, router, signingIn.isPending, signingIn.isSuccess]);

  if (step === "forgotten") return <ForgottenPassword email={email} onBack={() => setStep("password")} />;
  if (step === "code")
    return (
      <CodeStep
        signingIn={signingIn}
        onBack={() => {
          signingIn.reset();
          setStep("password");
        }}
      />
    );

  // What comes first on the page decides where the keyboard begins, so nothing is shown before that is known.
  if (asking)
    return (
      <Doorway title={t("accounts.signIn.title")}>
        <Skeleton lines={4} />
      </Doorway>
    );

  const people = setup?.people ?? [];
  return (
    <Doorway title={t("accounts.signIn.title")}>
      {people.length > 0 && (
        <>
          <DemoPeople people={people} signingIn={signingIn} />
          <p className={styles.or}>{t("accounts.demo.or")}</p>
        </>
      )}
      <PasswordStep
        email={email}
        onEmail={setEmail}
        signingIn={signingIn}
        first={people.length === 0}
        onForgotten={() => {
          signingIn.reset();
          setStep("forgotten");
        }}
      />
    </Doorway>
  );
}
