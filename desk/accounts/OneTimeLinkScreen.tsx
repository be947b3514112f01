import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { getOneTimeLink, putOneTimeLink } from "../../contract/accounts.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { rememberLocale, useBrowserLocale } from "../app/appearance.ts";
import { call, isProblem } from "../app/call.ts";
import { enter } from "../app/session.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { TextField } from "../ui/TextField.tsx";
import { CodeField } from "./CodeField.tsx";
import { Doorway } from "./Doorway.tsx";
import { FormOf, useForm } from "./form.tsx";
import { NewPasswordField } from "./NewPasswordField.tsx";
import { code, newPassword, words } from "./rules.ts";
import { ToSignIn } from "./ToSignIn.tsx";

type LinkFor = ReplyOf<typeof getOneTimeLink>;

/** Where the link of a letter leads: an invitation, or a new password. It works once. */
export function OneTimeLinkScreen() {
  const { t } = useTexts();
  const { token } = useParams({ from: "/link/$token" });
  const link = useQuery({
    queryKey: ["one-time-link", token],
    queryFn: ({ signal }) => call(getOneTimeLink, { params: { token } }, { signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

  // The letter was written in their language; who has never been here is spoken to in it.
  useEffect(() => {
    if (link.data) rememberLocale(link.data.locale);
  }, [link.data]);

  if (isProblem(link.error, "link_expired") || isProblem(link.error, "not_found")) return <ExpiredLink />;
  if (link.error)
    return (
      <Doorway title={t("accounts.link.reset")}>
        <Problem of={link.error} onRetry={() => link.refetch()} busy={link.isFetching} />
      </Doorway>
    );
  if (!link.data)
    return (
      <Doorway title="Tandem">
        <Skeleton lines={4} />
      </Doorway>
    );
  return <UseLink token={token} link={link.data} />;
}

interface Answers {
  name: string;
  password: string;
  code: string;
}

const simple = { name: words(100), password: newPassword };
const guarded = { ...simple, code };

function UseLink({ token, link }: { token: string; link: LinkFor }) {
  const { t } = useTexts();
  const router = useRouter();
  const queryClient = useQueryClient();
  const locale = useBrowserLocale();
  const [withCode, setWithCode] = useState(false);
  const invited = link.purpose === "invitation";

  const using = useMutation({
    mutationFn: ({ name, password, code }: Answers) =>
      call(putOneTimeLink, {
        params: { token },
        body: { password, ...(invited && { name, locale }), ...(code && { code }) },
      }),
    onSuccess: (me) => enter(queryClient, router, me),
    // A mailbox alone does not open an account that asks for more than a password.
    onError: (thrown) => isProblem(thrown, "second_factor_needed") && setWithCode(true),
  });
  const { error } = using;
  const weak = isProblem(error, "weak_password");
  const form = useForm<Answers>(
    withCode ? guarded : simple,
    { name: link.name, password: "", code: "" },
    (answers) => using.mutate(answers),
    error,
  );

  if (isProblem(error, "link_expired")) return <ExpiredLink />;
  return (
    <Doorway
      title={invited ? t("accounts.link.invitation", { name: link.name }) : t("accounts.link.reset")}
      words={
        invited
          ? t("accounts.link.invitationWords", { workspace: link.workspace })
          : t("accounts.link.resetWords", { email: link.email, workspace: link.workspace })
      }
    >
      <FormOf of={form}>
        {/* Password managers keep the new password under this address. */}
        <TextField
          label={t("accounts.email")}
          type="email"
          autoComplete="username"
          isReadOnly
          value={link.email}
        />
        {invited && (
          <TextField
            label={t("accounts.name")}
            autoComplete="name"
            value={form.values.name}
            onChange={(name) => form.set({ name })}
            error={form.fault("name")}
          />
        )}
        <NewPasswordField
          label={t(invited ? "accounts.password" : "profile.passwordNew")}
          autoFocus
          value={form.values.password}
          onChange={(password) => form.set({ password })}
          error={form.fault("password")}
        />
        {withCode && (
          <CodeField
            description={t("accounts.code.words")}
            value={form.values.code}
            onChange={(typed) => form.set({ code: typed })}
            error={form.fault("code")}
          />
        )}
        {error && !weak && !isProblem(error, "second_factor_needed") && <Problem of={error} />}
        <Button type="submit" kind="primary" wide busy={using.isPending}>
          {t(invited ? "accounts.link.invitationGo" : "accounts.link.resetGo")}
        </Button>
      </FormOf>
    </Doorway>
  );
}

function ExpiredLink() {
  const { t } = useTexts();
  return (
    <Doorway title={t("accounts.link.expired")} words={t("accounts.link.expiredWords")}>
      <ToSignIn>{t("accounts.forgotten.back")}</ToSignIn>
    </Doorway>
  );
}
