import { FolderPlus, Plus, X } from "lucide-react";
import type { ConditionGroup } from "../../contract/automations.ts";
import { type Question, questionsFor, valuesTaken } from "../../contract/condition-fields.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import { Select } from "../ui/Select.tsx";
import styles from "./Automations.module.css";
import { type KnownField, useFields } from "./choices.ts";
import { type DraftCondition, type DraftGroup, freshKey, keyed } from "./draft.ts";
import { useFaultAt } from "./faults.ts";
import { questionWords } from "./rule-words.ts";
import { ValuesField } from "./ValuesField.tsx";

type Props = {
  value: DraftGroup;
  onChange: (group: DraftGroup) => void;
  /** Without it this is the outermost. */
  onRemove?: () => void;
  path?: string;
  depth?: number;
  /** Nothing has happened where time sets the rule off: it cannot be asked of. */
  isElapsed: boolean;
};

const deepest = 3;

/** Conditions of which all, any or none must hold, and groups of such within them. */
export function ConditionsEditor({
  value,
  onChange,
  onRemove,
  path = "conditions",
  depth = 1,
  isElapsed,
}: Props) {
  const { t } = useTexts();
  const { match, of, groups } = value;
  const isEmpty = of.length === 0 && groups.length === 0;
  const put = <Part extends { key: string }>(parts: Part[], part: Part) =>
    parts.map((each) => (each.key === part.key ? part : each));
  const without = <Part extends { key: string }>(parts: Part[], { key }: Part) =>
    parts.filter((each) => each.key !== key);

  return (
    <fieldset
      className={styles.group}
      data-nested={depth > 1 || undefined}
      aria-label={t(depth > 1 ? "automation.conditions.group" : "automation.conditions")}
    >
      <div className={styles.groupHead} hidden={isEmpty && !onRemove}>
        <Select<ConditionGroup["match"]>
          label={t("automation.match")}
          labelHidden
          options={(["all", "any", "none"] as const).map((id) => ({
            id,
            label: t(`automation.match.${id}`),
          }))}
          value={match}
          onChange={(next) => onChange({ ...value, match: next })}
        />
        {onRemove && (
          <IconButton size="s" icon={X} label={t("automation.conditions.removeGroup")} onPress={onRemove} />
        )}
      </div>
      {isEmpty && <p className={styles.hint}>{t("automation.conditions.none")}</p>}
      {of.map((condition, at) => (
        <ConditionRow
          key={condition.key}
          value={condition}
          path={`${path}.of.${at}`}
          isElapsed={isElapsed}
          onChange={(changed) => onChange({ ...value, of: put(of, changed) })}
          onRemove={() => onChange({ ...value, of: without(of, condition) })}
        />
      ))}
      {groups.map((group, at) => (
        <ConditionsEditor
          key={group.key}
          value={group}
          path={`${path}.groups.${at}`}
          depth={depth + 1}
          isElapsed={isElapsed}
          onChange={(changed) => onChange({ ...value, groups: put(groups, changed) })}
          onRemove={() => onChange({ ...value, groups: without(groups, group) })}
        />
      ))}
      <div className={styles.adds}>
        <Button
          size="s"
          icon={Plus}
          onPress={() =>
            onChange({ ...value, of: [...of, keyed({ field: "", is: "any_of" as const, values: [] })] })
          }
        >
          {t("automation.conditions.add")}
        </Button>
        {depth < deepest && (
          <Button
            size="s"
            kind="quiet"
            icon={FolderPlus}
            onPress={() =>
              onChange({
                ...value,
                groups: [
                  ...groups,
                  { key: freshKey(), match: match === "any" ? "all" : "any", of: [], groups: [] },
                ],
              })
            }
          >
            {t("automation.conditions.addGroup")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

type RowProps = {
  value: DraftCondition;
  path: string;
  isElapsed: boolean;
  onChange: (condition: DraftCondition) => void;
  onRemove: () => void;
};

function ConditionRow({ value, path, isElapsed, onChange, onRemove }: RowProps) {
  const texts = useTexts();
  const { t } = texts;
  const fields = useFields().filter(({ field }) => !isElapsed || field.group !== "event");
  const fault = useFaultAt(path);
  const known = fields.find(({ name }) => name === value.field);
  return (
    <fieldset className={styles.condition} aria-label={known?.label ?? t("automation.conditions.one")}>
      <div className={styles.conditionParts}>
        <ComboBox
          label={t("automation.conditions.field")}
          labelHidden
          placeholder={t("automation.conditions.field")}
          options={fields.map(({ name, label, group }) => ({ id: name, label, description: group }))}
          value={known ? value.field : null}
          onChange={(name) => {
            const next = fields.find((each) => each.name === name);
            if (next && name !== value.field)
              onChange({ ...value, ...asked(next, value.is), field: next.name });
          }}
          error={known ? undefined : fault}
        />
        {known && (
          <>
            <Select<Question>
              label={t("automation.conditions.is")}
              labelHidden
              options={questionsFor(known.field).map((is) => ({
                id: is,
                label: questionWords(texts, known, is),
              }))}
              value={value.is}
              onChange={(is) => onChange({ ...value, is, values: kept(value, is) })}
            />
            <ValuesField
              key={`${value.field} ${valuesTaken(value.is)}`}
              known={known}
              is={value.is}
              values={value.values}
              onChange={(values) => onChange({ ...value, values })}
              error={fault}
            />
          </>
        )}
      </div>
      <IconButton
        size="s"
        icon={X}
        label={t("ui.remove", { name: known?.label ?? t("automation.conditions.one") })}
        onPress={onRemove}
      />
    </fieldset>
  );
}

/** The question stays where it fits the new field too. */
function asked({ field }: KnownField, is: Question): Pick<DraftCondition, "is" | "values"> {
  const questions = questionsFor(field);
  return { is: questions.includes(is) ? is : questions[0]!, values: [] };
}

const kept = ({ is, values }: DraftCondition, next: Question) =>
  valuesTaken(is) === valuesTaken(next) ? values : [];
