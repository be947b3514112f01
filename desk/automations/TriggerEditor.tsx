import type { Trigger } from "../../contract/automations.ts";
import {
  changeable,
  type State,
  states,
  type TriggerEvent,
  triggerEvents,
} from "../../contract/condition-fields.ts";
import { ChoiceGroup } from "../settings/ChoiceGroup.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { ComboBox, TagBox } from "../ui/ComboBox.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import styles from "./Automations.module.css";
import { DurationField } from "./DurationField.tsx";
import { useFaultAt } from "./faults.ts";

type Props = { value: Trigger; onChange: (trigger: Trigger) => void };

const events = Object.keys(triggerEvents) as TriggerEvent[];
const firstOnTime: Trigger = {
  kind: "elapsed",
  since: "waits_for_customer",
  minutes: 3 * 24 * 60,
  hours: "all",
  unless: [],
};
const firstOnEvent: Trigger = { kind: "event", on: ["opened"], changes: [] };

/** What sets the rule off. */
export function TriggerEditor({ value, onChange }: Props) {
  const { t } = useTexts();
  return (
    <>
      <RadioGroup
        label={t("automation.trigger")}
        labelHidden
        options={[
          {
            id: "event",
            label: t("automation.trigger.event"),
            description: t("automation.trigger.event.words"),
          },
          {
            id: "elapsed",
            label: t("automation.trigger.elapsed"),
            description: t("automation.trigger.elapsed.words"),
          },
        ]}
        value={value.kind}
        onChange={(kind) => kind !== value.kind && onChange(kind === "event" ? firstOnEvent : firstOnTime)}
      />
      {value.kind === "event" ? (
        <OnEvent value={value} onChange={onChange} />
      ) : (
        <OnTime value={value} onChange={onChange} />
      )}
    </>
  );
}

const useEventOptions = () => {
  const { t } = useTexts();
  return events.map((id) => ({ id, label: t(`automation.event.${id}`) }));
};

type Of<Kind extends Trigger["kind"]> = {
  value: Extract<Trigger, { kind: Kind }>;
  onChange: (trigger: Trigger) => void;
};

function OnEvent({ value, onChange }: Of<"event">) {
  const { t } = useTexts();
  const fault = useFaultAt("trigger");
  const isChange = value.on.includes("changed");
  return (
    <>
      <TagBox
        label={t("automation.trigger.on")}
        options={useEventOptions()}
        value={value.on}
        onChange={(on) =>
          onChange({ ...value, on, changes: on.includes("changed") ? value.changes : [] } as Trigger)
        }
        error={fault ?? (value.on.length === 0 ? t("form.fault.choose") : undefined)}
      />
      {isChange && (
        <ChoiceGroup
          label={t("automation.trigger.changes")}
          description={t("automation.trigger.changes.words")}
          options={changeable.map((id) => ({ id, label: t(`automation.change.${id}`) }))}
          value={value.changes}
          onChange={(changes) => onChange({ ...value, changes })}
          columns
        />
      )}
    </>
  );
}

function OnTime({ value, onChange }: Of<"elapsed">) {
  const { t } = useTexts();
  const fault = useFaultAt("trigger");
  const eventOptions = useEventOptions();
  return (
    <>
      <ComboBox<State | TriggerEvent>
        label={t("automation.trigger.since")}
        options={[
          ...states.map((id) => ({
            id,
            label: t(`automation.state.${id}`),
            description: t("automation.trigger.state"),
          })),
          ...eventOptions.map((option) => ({ ...option, description: t("automation.trigger.once") })),
        ]}
        value={value.since}
        onChange={(since) => since && onChange({ ...value, since })}
        error={fault}
      />
      <div className={styles.pair}>
        <DurationField
          label={t("automation.trigger.time")}
          minutes={value.minutes}
          onChange={(minutes) => onChange({ ...value, minutes })}
          units={value.hours === "working" ? ["minute", "hour"] : undefined}
        />
        <RadioGroup
          label={t("automation.hours")}
          options={[
            { id: "all", label: t("automation.hours.all") },
            { id: "working", label: t("automation.hours.working") },
          ]}
          value={value.hours}
          onChange={(hours) => onChange({ ...value, hours })}
        />
      </div>
      <TagBox
        label={t("automation.trigger.unless")}
        description={t("automation.trigger.unless.words")}
        optional
        options={eventOptions}
        value={value.unless}
        onChange={(unless) => onChange({ ...value, unless })}
      />
    </>
  );
}
