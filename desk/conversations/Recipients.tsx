import { MailWarning } from "lucide-react";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./Recipients.module.css";

/** Whom the answer goes to and in whose name. */
export function Recipients({ conversation: { customer, brand } }: { conversation: Conversation }) {
  const { t, rich } = useTexts();
  if (!customer.email)
    return (
      <p className={styles.none}>
        <Icon of={MailWarning} size={14} />
        {t("composer.noAddress")}
      </p>
    );
  const shown = customer.name && customer.name !== customer.email ? customer.name : customer.email;
  return (
    <p className={styles.to} title={customer.email}>
      {rich("composer.to", {
        to: (
          <bdi key="to" className={styles.name}>
            {shown}
          </bdi>
        ),
        address:
          shown === customer.email ? null : (
            <bdi key="address" className={styles.address}>
              {customer.email}
            </bdi>
          ),
        brand: (
          <bdi key="brand" className={styles.brand}>
            {brand.name}
          </bdi>
        ),
      })}
    </p>
  );
}
