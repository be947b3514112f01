import { useQuery } from "@tanstack/react-query";
import { ChevronDown, MailWarning } from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { isChanged, shownIn, useChoice } from "./people/choice.ts";
import { nameOf, recipientsQuery } from "./people/people.ts";
import { RecipientFields } from "./people/RecipientFields.tsx";
import styles from "./Recipients.module.css";

/** Whom the answer goes to and in whose name; a press opens the fields in which that is changed. */
export function Recipients({ conversation }: { conversation: Conversation }) {
  const { t, rich } = useTexts();
  const { id, customer, brand } = conversation;
  const choice = useChoice(id);
  const { data: derived } = useQuery(recipientsQuery(id, choice.answering));
  const [isOpen, setOpen] = useState(false);
  const going = (field: "to" | "cc" | "bcc") =>
    derived ? shownIn(field, derived, choice).filter(({ is }) => is !== "removed") : [];
  const [to, others] = [going("to"), [...going("cc"), ...going("bcc")]];
  // Before the server has said it, whose matter it is.
  const first = derived
    ? to[0]
    : customer.email
      ? { name: customer.name, address: customer.email }
      : undefined;
  const more = Math.max(0, to.length - 1) + others.length;

  if (isOpen && derived)
    return <RecipientFields conversation={conversation} derived={derived} onClose={() => setOpen(false)} />;
  return (
    <button
      type="button"
      className={styles.to}
      data-changed={isChanged(choice) || undefined}
      title={first?.address}
      aria-expanded={false}
      onClick={() => setOpen(true)}
    >
      {first?.address ? (
        <>
          {rich("composer.to", {
            to: (
              <bdi key="to" className={styles.name}>
                {nameOf(first)}
              </bdi>
            ),
            address:
              nameOf(first) === first.address ? null : (
                <bdi key="address" className={styles.address}>
                  {first.address}
                </bdi>
              ),
            brand: (
              <bdi key="brand" className={styles.brand}>
                {brand.name}
              </bdi>
            ),
          })}
          {more > 0 && <span className={styles.more}>{t("recipients.more", { count: more })}</span>}
        </>
      ) : (
        <span className={styles.none}>
          <Icon of={MailWarning} size={14} />
          {t(derived && customer.email ? "recipients.nobody" : "composer.noAddress")}
        </span>
      )}
      <span className={styles.hidden}>{t("recipients.change")}</span>
      <Icon of={ChevronDown} size={14} />
    </button>
  );
}
