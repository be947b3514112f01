import { useQuery } from "@tanstack/react-query";
import { DownloadCloud, Plus, Server } from "lucide-react";
import type { Inbox } from "../../../contract/inboxes.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { Loaded } from "../Loaded.tsx";
import { useGo } from "../place.ts";
import styles from "./inboxes.module.css";
import { MailboxCard } from "./MailboxCard.tsx";
import { mailboxesQuery } from "./queries.ts";

export type Way = "here" | "fetch";

/** Before there is an inbox: by which of the two ways mail is to reach it. */
export function WayField({ value, onChange }: { value: Way; onChange: (way: Way) => void }) {
  const { t } = useTexts();
  return (
    <RadioGroup
      label={t("inboxes.reach")}
      labelHidden
      look="cards"
      options={[
        {
          id: "here",
          icon: Server,
          label: t("inboxes.reach.here"),
          description: t("inboxes.reach.hereWords"),
        },
        {
          id: "fetch",
          icon: DownloadCloud,
          label: t("inboxes.reach.fetch"),
          description: t("inboxes.reach.fetchWords"),
        },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}

/** How mail reaches an inbox: what to do so that it comes here by itself, and the mailboxes that it is fetched from. */
export function HowItReachesUs({ inbox }: { inbox: Inbox }) {
  const { t, rich } = useTexts();
  const go = useGo("inboxes");
  const mailboxes = useQuery(mailboxesQuery(inbox.id));
  const isFetched = inbox.mailboxes.all > 0;
  return (
    <FormSection title={t("inboxes.reach")} description={t("inboxes.reachWords")}>
      <section className={styles.way}>
        <h3>
          <Icon of={DownloadCloud} /> {t("inboxes.reach.fetch")}
        </h3>
        <p className={styles.quiet}>{t("inboxes.reach.fetchWords")}</p>
        <Loaded of={mailboxes}>
          {(rows) => (
            <>
              {rows.map((mailbox) => (
                <MailboxCard key={mailbox.id} mailbox={mailbox} />
              ))}
            </>
          )}
        </Loaded>
        <div>
          <Button
            icon={Plus}
            kind={isFetched ? "plain" : "primary"}
            onPress={() => go(`${inbox.id}/mailbox`)}
          >
            {t("inboxes.addMailbox")}
          </Button>
        </div>
      </section>
      <section className={styles.way}>
        <h3>
          <Icon of={Server} /> {t("inboxes.reach.here")}
        </h3>
        <p className={styles.quiet}>
          {rich("inboxes.reach.how", {
            address: inbox.address,
            domain: inbox.address.slice(inbox.address.lastIndexOf("@") + 1),
            host: window.location.hostname,
            ltr: (parts) => <bdi dir="ltr">{parts}</bdi>,
          })}
        </p>
      </section>
    </FormSection>
  );
}
