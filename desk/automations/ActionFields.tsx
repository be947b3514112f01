import { useState } from "react";
import type { Action } from "../../contract/automations.ts";
import type { FieldValue, Priority } from "../../contract/conversations.ts";
import type { Field } from "../../contract/lines.ts";
import { ownName } from "../app/line-words.ts";
import { useLines } from "../app/lines.ts";
import { readValue } from "../conversations/field-values.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { ComboBox, TagBox } from "../ui/ComboBox.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { Select } from "../ui/Select.tsx";
import { TextArea, TextField } from "../ui/TextField.tsx";
import styles from "./Automations.module.css";
import { useChoices } from "./choices.ts";
import { DurationField } from "./DurationField.tsx";
import type { DraftAction } from "./draft.ts";
import { Placeholders } from "./Placeholders.tsx";
import { ReplyFields } from "./ReplyFields.tsx";

type Of<Kind extends Action["do"]> = Extract<Action, { do: Kind }> & { key: string };
type Props<Kind extends Action["do"] = Action["do"]> = {
  action: Of<Kind>;
  path: string;
  onChange: (action: DraftAction) => void;
};

/** What an action needs to know. */
export function ActionFields({ action, ...rest }: Props) {
  switch (action.do) {
    case "assign":
      return <Assign action={action} {...rest} />;
    case "hand_over":
      return <HandOver action={action} {...rest} />;
    case "set_intent":
      return <SetIntent action={action} {...rest} />;
    case "set_stage":
      return <SetStage action={action} {...rest} />;
    case "set_priority":
      return <SetPriority action={action} {...rest} />;
    case "set_field":
      return <SetField action={action} {...rest} />;
    case "add_tags":
    case "remove_tags":
      return <Tags action={action} {...rest} />;
    case "note":
      return <Note action={action} {...rest} />;
    case "reply":
      return <ReplyFields action={action} onChange={rest.onChange} />;
    case "follow_up":
    case "snooze":
      return <FollowUp action={action} {...rest} />;
    case "hold":
      return <Hold action={action} {...rest} />;
    case "notify":
      return <Notify action={action} {...rest} />;
    default:
      return <Hint of={action.do} />;
  }
}

/** What an action without choices does, where its name does not say it all. */
function Hint({
  of,
}: {
  of: "give_back" | "raise_priority" | "close" | "reopen" | "release" | "wake" | "ask_to_sort";
}) {
  const { t } = useTexts();
  return <p className={styles.hint}>{t(`automation.do.${of}.words`)}</p>;
}

function Assign({ action, onChange }: Props<"assign">) {
  const { t } = useTexts();
  const { agents, teams, queues } = useChoices();
  const kind = "agent" in action.to ? "agent" : "team" in action.to ? "team" : "queue";
  const options = { agent: agents, team: teams, queue: queues }[kind];
  const id = Object.values(action.to)[0]!;
  const to = (which: typeof kind, chosen: string) =>
    ({ [which]: chosen }) as Extract<Action, { do: "assign" }>["to"];
  return (
    <div className={styles.pair}>
      <RadioGroup
        label={t("automation.assign.kind")}
        labelHidden
        options={(["agent", "team", "queue"] as const)
          .filter((each) => each !== "queue" || queues.length > 0)
          .map((each) => ({ id: each, label: t(`automation.assign.${each}`) }))}
        value={kind}
        onChange={(next) => onChange({ ...action, to: to(next, "") })}
      />
      <ComboBox
        key={kind}
        label={t(`automation.assign.${kind}`)}
        labelHidden
        placeholder={t("ui.choose")}
        options={options}
        value={options.some((option) => option.id === id) ? id : null}
        onChange={(chosen) => onChange({ ...action, to: to(kind, chosen ?? "") })}
      />
    </div>
  );
}

function HandOver({ action, onChange }: Props<"hand_over">) {
  const { t } = useTexts();
  const { lines } = useChoices();
  return (
    <>
      <Select
        label={t("automation.line")}
        options={lines}
        value={action.line}
        onChange={(line) => onChange({ ...action, line: line as typeof action.line })}
      />
      <TextField
        label={t("handover.reason")}
        value={action.reason}
        onChange={(reason) => onChange({ ...action, reason })}
      />
    </>
  );
}

function SetIntent({ action, onChange }: Props<"set_intent">) {
  const { t } = useTexts();
  const { intents } = useChoices();
  return (
    <ComboBox
      label={t("automation.field.intent")}
      labelHidden
      placeholder={t("ui.choose")}
      options={intents}
      value={action.intent || null}
      onChange={(intent) => onChange({ ...action, intent: intent ?? "" })}
    />
  );
}

const noStage = "-";

function SetStage({ action, onChange }: Props<"set_stage">) {
  const { t } = useTexts();
  const { stages } = useChoices();
  return (
    <Select
      label={t("automation.field.stage")}
      labelHidden
      options={[...stages, { id: noStage, label: t("automation.noStage") }]}
      value={action.stage ? `${action.line}.${action.stage}` : noStage}
      onChange={(id) => {
        const [line, stage] = id.split(".");
        onChange(
          id === noStage
            ? { ...action, stage: null }
            : { ...action, line: line as typeof action.line, stage: stage! },
        );
      }}
    />
  );
}

function SetPriority({ action, onChange }: Props<"set_priority">) {
  const { t } = useTexts();
  const { priorities } = useChoices();
  return (
    <Select
      label={t("automation.field.priority")}
      labelHidden
      options={priorities}
      value={action.priority}
      onChange={(priority) => onChange({ ...action, priority: priority as Priority })}
    />
  );
}

function SetField({ action, onChange }: Props<"set_field">) {
  const { t, locale } = useTexts();
  const lines = useLines();
  const known = lines.flatMap(({ line, name, fields }) =>
    fields.map((field) => ({ line, lineName: name, field, id: `${line}.${field.key}` })),
  );
  const chosen = known.find(({ id }) => id === `${action.line}.${action.field}`);
  return (
    <div className={styles.pair}>
      <Select
        label={t("automation.conditions.field")}
        labelHidden
        options={known.map(({ id, field, lineName }) => ({
          id,
          label: ownName(field.names, locale) ?? field.key,
          description: lines.length > 1 ? lineName : undefined,
        }))}
        value={chosen?.id ?? null}
        onChange={(id) => {
          const next = known.find((each) => each.id === id)!;
          onChange({ ...action, line: next.line, field: next.field.key, value: null });
        }}
      />
      {chosen && (
        <FieldValueBox
          key={chosen.id}
          field={chosen.field}
          value={action.value}
          onChange={(value) => onChange({ ...action, value })}
        />
      )}
    </div>
  );
}

type ValueProps = { field: Field; value: FieldValue | null; onChange: (value: FieldValue | null) => void };

function FieldValueBox({ field, value, onChange }: ValueProps) {
  const { t, locale } = useTexts();
  const [text, setText] = useState(value === null ? "" : String(value));
  const label = t("automation.value");
  if (field.kind === "yes_no" || field.kind === "choice") {
    const options =
      field.kind === "yes_no"
        ? [
            { id: "true", label: t("details.yes") },
            { id: "false", label: t("details.no") },
          ]
        : field.choices.map(({ key, names }) => ({ id: key, label: ownName(names, locale) ?? key }));
    return (
      <Select
        label={label}
        labelHidden
        options={[...options, { id: noStage, label: t("details.none") }]}
        value={value === null ? noStage : String(value)}
        onChange={(id) => onChange(id === noStage ? null : field.kind === "yes_no" ? id === "true" : id)}
      />
    );
  }
  const read = readValue(field.kind, text);
  return (
    <TextField
      label={label}
      labelHidden
      type={field.kind === "date" ? "date" : "text"}
      direction={field.kind === "text" ? "auto" : "ltr"}
      placeholder={t("automation.value.empty")}
      value={text}
      onChange={(next) => {
        setText(next);
        const kept = readValue(field.kind, next);
        if (kept !== undefined) onChange(kept);
      }}
      error={read === undefined ? t("details.notNumber") : undefined}
    />
  );
}

function Tags({ action, onChange }: Props<"add_tags" | "remove_tags">) {
  const { t } = useTexts();
  const { tags } = useChoices();
  return (
    <TagBox
      label={t("automation.field.tags")}
      labelHidden
      placeholder={t("ui.choose")}
      options={[
        ...tags,
        ...action.tags
          .filter((tag) => !tags.some(({ id }) => id === tag))
          .map((id) => ({ id, label: t("automation.gone") })),
      ]}
      value={action.tags}
      onChange={(chosen) => onChange({ ...action, tags: chosen })}
    />
  );
}

function Note({ action, onChange }: Props<"note">) {
  const { t } = useTexts();
  return (
    <TextArea
      label={t("automation.text")}
      description={<Placeholders />}
      value={action.text}
      onChange={(text) => onChange({ ...action, text })}
    />
  );
}

function FollowUp({ action, onChange }: Props<"follow_up" | "snooze">) {
  return <HowLong action={action} onChange={onChange} />;
}

function Hold({ action, onChange }: Props<"hold">) {
  const { t } = useTexts();
  return (
    <>
      <HowLong action={action} onChange={onChange} />
      <TextField
        label={t("hold.note")}
        placeholder={t("hold.note.hint")}
        optional
        value={action.note}
        onChange={(note) => onChange({ ...action, note })}
      />
    </>
  );
}

function HowLong({ action, onChange }: Pick<Props<"follow_up" | "hold" | "snooze">, "action" | "onChange">) {
  const { t } = useTexts();
  return (
    <div className={styles.pair}>
      <DurationField
        label={t("automation.trigger.time")}
        minutes={action.minutes}
        onChange={(minutes) => onChange({ ...action, minutes })}
        units={action.hours === "working" ? ["minute", "hour"] : undefined}
      />
      <RadioGroup
        label={t("automation.hours")}
        options={[
          { id: "all", label: t("automation.hours.all") },
          { id: "working", label: t("automation.hours.working") },
        ]}
        value={action.hours}
        onChange={(hours) => onChange({ ...action, hours })}
      />
    </div>
  );
}

function Notify({ action, onChange }: Props<"notify">) {
  const { t } = useTexts();
  const { agents, teams } = useChoices();
  return (
    <>
      <div className={styles.checks}>
        <Checkbox isSelected={action.owner} onChange={(owner) => onChange({ ...action, owner })}>
          {t("automation.notify.owner")}
        </Checkbox>
        <Checkbox isSelected={action.leads} onChange={(leads) => onChange({ ...action, leads })}>
          {t("automation.notify.leads")}
        </Checkbox>
      </div>
      <div className={styles.pair}>
        <TagBox
          label={t("automation.notify.agents")}
          optional
          options={agents}
          value={action.agents}
          onChange={(chosen) => onChange({ ...action, agents: chosen })}
        />
        <TagBox
          label={t("automation.notify.teams")}
          optional
          options={teams}
          value={action.teams}
          onChange={(chosen) => onChange({ ...action, teams: chosen })}
        />
      </div>
      <TextArea
        label={t("automation.text")}
        description={<Placeholders />}
        rows={2}
        value={action.text}
        onChange={(text) => onChange({ ...action, text })}
      />
    </>
  );
}
