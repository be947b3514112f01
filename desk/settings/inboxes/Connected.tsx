import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { putMailboxConsent } from "../../../contract/mailboxes.ts";
import { call } from "../../app/call.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { toast } from "../../ui/toasts.ts";
import { addressOf, useGo } from "../place.ts";
import { Failure } from "./Failure.tsx";

/** Where a provider sends people back to: takes what it sent them with, and goes on to the mailbox. */
export function Connected() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const go = useGo("inboxes");
  const given = new URLSearchParams(window.location.search);
  const [state, code, refused] = [given.get("state"), given.get("code"), given.get("error")];
  usePageTitle(t("mailbox.connecting"));
  const ending = useMutation({
    mutationFn: (body: { state: string; code: string }) => call(putMailboxConsent, { body }),
    onSuccess: async ({ inbox, mailbox, failure }) => {
      await cache.invalidateQueries({ queryKey: ["mailboxes"] });
      if (failure) return;
      toast({ kind: "good", text: t("mailbox.connected") });
      go(`${inbox}/${mailbox}`);
    },
  });
  // A code is good once.
  const isSent = useRef(false);
  const end = useEffectEvent(() => {
    if (isSent.current || !state || !code) return;
    isSent.current = true;
    ending.mutate({ state, code });
  });
  useEffect(() => end(), []);
  const failure = ending.data?.failure ?? (state && code ? null : ("consent_refused" as const));

  return (
    <>
      <PageHeader
        title={t("mailbox.connecting")}
        back={{ href: addressOf("inboxes"), label: t("settings.inboxes") }}
      />
      {ending.isPending && <Spinner />}
      {ending.error ? <Problem of={ending.error} /> : null}
      {failure && (
        <Failure
          failure={failure}
          said={ending.data?.failureWords ?? given.get("error_description") ?? refused}
        />
      )}
    </>
  );
}
