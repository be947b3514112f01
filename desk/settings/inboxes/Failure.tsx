import { CircleAlert } from "lucide-react";
import type { MailboxFailure } from "../../../contract/mailboxes.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./inboxes.module.css";

/** Why a mailbox cannot be read and what to do about it, with the other side's own words below. */
export function Failure({ failure, said }: { failure: MailboxFailure; said: string | null }) {
  const { t } = useTexts();
  return (
    <div className={styles.failure}>
      <Icon of={CircleAlert} size={16} />
      <div>
        <p>{t(`mailbox.failure.${failure}`)}</p>
        {said && (
          <p className={styles.quiet}>
            {t("mailbox.said")} <bdi>{said}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}
