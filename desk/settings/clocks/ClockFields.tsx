import { X } from "lucide-react";
import { PauseReason } from "../../../contract/clocks.ts";
import type { Line } from "../../../contract/lines.ts";
import { useClockName } from "../../clocks/clock-name.ts";
import { unitsOf } from "../../clocks/length.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { ChoiceGroup } from "../ChoiceGroup.tsx";
import { isNamed } from "../names.ts";
import styles from "./clocks.module.css";
import { type ClockDraft, faultsOf, minutesOf } from "./draft.ts";
import { LadderField } from "./LadderField.tsx";
import { LengthField } from "./LengthField.tsx";
import { OwnClockFields } from "./OwnClockFields.tsx";

type Props = {
  clock: ClockDraft;
  lines: readonly Line[];
  onChange: (changes: Partial<ClockDraft>) => void;
  onRemove: () => void;
  /** Whether what is wrong is to be said already. */
  isTried: boolean;
};

/** One clock of a policy: how long, by which time, when it stands still, and what is done on the way. */
export function ClockFields({ clock, lines, onChange, onRemove, isTried }: Props) {
  const { t } = useTexts();
  const nameOf = useClockName();
  const { key, isOwn, isSet, time } = clock;
  const faults = isTried ? faultsOf(clock) : {};
  const name =
    isOwn && !isNamed(clock.names) ? t("settings.clocks.own") : nameOf({ clock: key, names: clock.names });
  const isReply = key === "first_reply" || key === "next_reply";

  function chooseTime(chosen: ClockDraft["time"]) {
    const minutes = minutesOf(clock);
    // Working time is not told in days: the same length is written in hours then.
    const inHours = !unitsOf(chosen).includes(clock.unit) && minutes !== null;
    onChange({
      time: chosen,
      ...(!unitsOf(chosen).includes(clock.unit) && { unit: "hour" }),
      ...(inHours && { amount: String(minutes / 60) }),
    });
  }

  return (
    <Card
      title={name}
      level={3}
      actions={
        isOwn ? (
          <IconButton size="s" icon={X} label={t("ui.remove", { name })} onPress={onRemove} />
        ) : (
          <Checkbox
            aria-label={`${name}: ${t("settings.clocks.isSet")}`}
            isSelected={isSet}
            onChange={(set) => onChange({ isSet: set })}
          >
            {t("settings.clocks.isSet")}
          </Checkbox>
        )
      }
    >
      <fieldset className={styles.clock} aria-label={name}>
        {!isOwn && <p className={styles.hint}>{t(`settings.clocks.measures.${key as "resolution"}`)}</p>}
        {isSet ? (
          <>
            {isOwn && <OwnClockFields clock={clock} lines={lines} onChange={onChange} faults={faults} />}
            <div className={styles.pair}>
              <LengthField
                amount={clock.amount}
                unit={clock.unit}
                time={time}
                onChange={onChange}
                error={faults.amount && t(faults.amount)}
              />
              <RadioGroup
                label={t("settings.clocks.time")}
                options={(["working", "calendar"] as const).map((id) => ({
                  id,
                  label: t(`settings.clocks.time.${id}`),
                }))}
                value={time}
                onChange={chooseTime}
              />
            </div>
            <ChoiceGroup
              label={t("settings.clocks.pauses")}
              options={PauseReason.options
                // A reply is only waited for while it is not the customer's turn.
                .filter((id) => !isReply || id !== "customer" || clock.pauses.includes(id))
                .map((id) => ({ id, label: t(`clock.waits.${id}`) }))}
              value={clock.pauses}
              onChange={(pauses) => onChange({ pauses })}
            />
            <LadderField clock={clock} onChange={(steps) => onChange({ steps })} faults={faults} />
          </>
        ) : (
          <p className={styles.hint}>{t("settings.clocks.notSet")}</p>
        )}
      </fieldset>
    </Card>
  );
}
