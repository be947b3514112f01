import { useMutation } from "@tanstack/react-query";
import { CheckCircle2, PlugZap } from "lucide-react";
import { postMailboxTrial } from "../../../contract/mailboxes.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Failure } from "./Failure.tsx";
import styles from "./inboxes.module.css";
import { type MailboxDraft, toBody } from "./mailbox-draft.ts";

export const useTrial = (inbox: string, mailbox: string | undefined) =>
  useMutation({
    mutationFn: (draft: MailboxDraft) =>
      call(postMailboxTrial, { params: { id: inbox }, body: { ...toBody(draft), mailbox } }),
  });

type Props = { trial: ReturnType<typeof useTrial>; draft: MailboxDraft; needsConsent: boolean };

/** Connects as it would be done, and says honestly what came of it; nothing is taken. */
export function Trial({ trial, draft, needsConsent }: Props) {
  const { t } = useTexts();
  const isOld = trial.variables !== undefined && JSON.stringify(trial.variables) !== JSON.stringify(draft);
  const { data } = trial;
  if (needsConsent)
    return (
      <FormSection title={t("mailbox.trial")}>
        <p className={styles.quiet}>{t("mailbox.consentFirst")}</p>
      </FormSection>
    );
  return (
    <FormSection title={t("mailbox.trial")} description={t("mailbox.trialWords")}>
      <div>
        <Button
          icon={PlugZap}
          busy={trial.isPending}
          isDisabled={!draft.host.trim() || !draft.username.trim()}
          onPress={() => trial.mutate(draft)}
        >
          {t("mailbox.test")}
        </Button>
      </div>
      <div role="status" className={styles.way}>
        {data && !data.failure && (
          <div className={styles.works}>
            <Icon of={CheckCircle2} size={16} />
            <p>{t("mailbox.works", { count: data.mails ?? 0, folder: draft.folders[0] ?? "INBOX" })}</p>
          </div>
        )}
        {data?.failure && <Failure failure={data.failure} said={data.failureWords} />}
        {data && isOld && <p className={styles.quiet}>{t("mailbox.trialOld")}</p>}
      </div>
      {trial.error ? <Problem of={trial.error} /> : null}
    </FormSection>
  );
}
