import { Check, Handshake, Undo2, X } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { DateTimeField } from "../ui/DateTimeField.tsx";
import { Icon } from "../ui/Icon.tsx";
import { KeyCap } from "../ui/KeyCap.tsx";
import { useKey } from "../ui/keys.ts";
import { Text } from "../ui/Text.tsx";
import type { Decision, Offer } from "./offers.ts";
import styles from "./PromiseOffers.module.css";

type Change = Partial<Pick<Decision, "is" | "dueAt" | "shown">>;
type Props = { offers: readonly Offer[]; onDecide: (offer: Offer, change: Change) => void };

/** What the draft promises, above the send button: one key, and it goes with the reply. */
export function PromiseOffers({ offers, onDecide }: Props) {
  const { t } = useTexts();
  const next = offers.find(({ isAccepted }) => !isAccepted);
  useKey("acceptPromise", "mod+.", () => next && onDecide(next, { is: "accepted" }), {
    enabled: next !== undefined,
    whileTyping: true,
  });
  if (offers.length === 0) return null;
  return (
    <ul className={styles.offers} aria-label={t("promise.offers")}>
      {offers.map((offer) => (
        <OfferRow
          key={offer.text.slice(0, 24)}
          offer={offer}
          hasKey={offer === next}
          onDecide={(change) => onDecide(offer, change)}
        />
      ))}
    </ul>
  );
}

type RowProps = { offer: Offer; hasKey: boolean; onDecide: (change: Change) => void };

function OfferRow({ offer, hasKey, onDecide }: RowProps) {
  const { t } = useTexts();
  const isPast = Date.parse(offer.dueAt) <= Date.now();
  return (
    <li className={styles.offer} data-accepted={offer.isAccepted || undefined}>
      <p className={styles.what}>
        <Icon of={offer.isAccepted ? Check : Handshake} size={14} />
        <span className={styles.lead}>
          {t(offer.isAccepted ? "promise.offer.accepted" : "promise.offer.is")}
        </span>
        <Text clip>{offer.text}</Text>
        {!offer.saysWhen && <span className={styles.noTime}>{t("promise.offer.noTime")}</span>}
      </p>
      <div className={styles.terms}>
        <DateTimeField
          look="slim"
          label={t("promise.dueAt")}
          labelHidden
          value={offer.dueAt}
          onChange={(dueAt) => onDecide({ dueAt })}
          error={isPast ? t("promise.dueAt.past") : undefined}
        />
        <Checkbox isSelected={offer.shown} onChange={(shown) => onDecide({ shown })}>
          {t("promise.shown")}
        </Checkbox>
        <span className={styles.acts}>
          {offer.isAccepted ? (
            <IconButton
              size="s"
              icon={Undo2}
              label={t("promise.offer.takeBack")}
              onPress={() => onDecide({ is: "open" })}
            />
          ) : (
            <>
              <Button size="s" isDisabled={isPast} onPress={() => onDecide({ is: "accepted" })}>
                <span className={styles.accept}>
                  {t("promise.offer.accept")}
                  {hasKey && (
                    <span className={styles.key}>
                      <KeyCap keys="mod+." />
                    </span>
                  )}
                </span>
              </Button>
              <IconButton
                size="s"
                icon={X}
                label={t("promise.offer.dismiss")}
                onPress={() => onDecide({ is: "dismissed" })}
              />
            </>
          )}
        </span>
      </div>
    </li>
  );
}
