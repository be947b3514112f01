import { useState } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import type { MailAddress } from "../../../contract/mail.ts";
import type { Recipients } from "../../../contract/participants.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { AddressInput } from "./AddressInput.tsx";
import { Chip } from "./Chip.tsx";
import {
  add,
  domainOf,
  type Field,
  fields,
  forgetChoice,
  isChanged,
  keyOf,
  remove,
  shownIn,
  useChoice,
} from "./choice.ts";
import styles from "./RecipientFields.module.css";

type Props = { conversation: Conversation; derived: Recipients; onClose: () => void };

/** To, Cc and Bcc of an answer. Who never took part is asked about in place before they are added. */
export function RecipientFields({ conversation, derived, onClose }: Props) {
  const { t } = useTexts();
  const { id } = conversation;
  const choice = useChoice(id);
  const [doubted, setDoubted] = useState<{ field: Field; person: MailAddress } | null>(null);
  const known = new Set(derived.known.map(({ address }) => keyOf(address)));
  const isOther = ({ address }: MailAddress) =>
    !known.has(keyOf(address)) && !derived.domains.includes(domainOf(address));

  function put(field: Field, person: MailAddress) {
    const isKnown =
      known.has(keyOf(person.address)) ||
      [...derived.to, ...derived.cc].some((one) => keyOf(one.address) === keyOf(person.address));
    if (isKnown) add(id, field, person, derived);
    else setDoubted({ field, person });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from any of its fields
    <div
      className={styles.fields}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        if (doubted) setDoubted(null);
        else onClose();
      }}
    >
      {fields.map((field) => (
        <div key={field} className={styles.field}>
          <span className={styles.label} id={`recipients-${field}`}>
            {t(`recipients.${field}`)}
          </span>
          <div className={styles.chips}>
            <ul className={styles.list} aria-labelledby={`recipients-${field}`}>
              {shownIn(field, derived, choice).map((one) => (
                <Chip
                  key={one.address}
                  person={one}
                  isOther={isOther(one)}
                  onToggle={() =>
                    one.is === "removed" ? add(id, field, one, derived) : remove(id, one.address, derived)
                  }
                />
              ))}
            </ul>
            <AddressInput
              label={t(`recipients.${field}`)}
              brand={conversation.brand.id}
              known={derived.known}
              autoFocus={field === "cc"}
              onAdd={(person) => put(field, person)}
              onRemoveLast={() => {
                const last = shownIn(field, derived, choice).findLast(({ is }) => is !== "removed");
                if (last) remove(id, last.address, derived);
              }}
            />
          </div>
          {doubted?.field === field && (
            <div className={styles.doubt} role="alert">
              <p>
                {t(isOther(doubted.person) ? "recipients.outside.other" : "recipients.outside", {
                  address: `\u2068${doubted.person.address}\u2069`,
                })}
              </p>
              <Button
                size="s"
                kind="primary"
                autoFocus
                onPress={() => {
                  add(id, field, doubted.person, derived);
                  setDoubted(null);
                }}
              >
                {t("recipients.addAnyway")}
              </Button>
              <Button size="s" kind="quiet" onPress={() => setDoubted(null)}>
                {t("recipients.dont")}
              </Button>
            </div>
          )}
        </div>
      ))}
      <div className={styles.foot}>
        {isChanged(choice) && (
          <Button size="s" kind="quiet" onPress={() => forgetChoice(id)}>
            {t("recipients.reset")}
          </Button>
        )}
        <Button size="s" onPress={onClose}>
          {t("recipients.fold")}
        </Button>
      </div>
    </div>
  );
}
