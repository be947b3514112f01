import { isProblem } from "../app/call.ts";
import { useBrands } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { FormSection } from "../ui/FormSection.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { ActionsEditor } from "./ActionsEditor.tsx";
import styles from "./Automations.module.css";
import { ConditionsEditor } from "./ConditionsEditor.tsx";
import { Faults, useFaultAt } from "./faults.ts";
import type { RuleDraft } from "./rule-draft.ts";
import type { useSwitch } from "./SwitchOn.tsx";
import { TriggerEditor } from "./TriggerEditor.tsx";
import { TryIt } from "./TryIt.tsx";

type Props = { of: RuleDraft; switching?: ReturnType<typeof useSwitch> };

/** What a rule says, from what sets it off to what it does; then what it would have touched. */
export function RuleEditor({ of, switching }: Props) {
  return (
    <Faults value={of.faults}>
      <Sections of={of} switching={switching} />
    </Faults>
  );
}

function Sections({ of, switching }: Props) {
  const { t, compare } = useTexts();
  const brands = useBrands();
  const { draft, set, saving, rule } = of;
  const [name, actions, whichBrands] = [useFaultAt("name"), useFaultAt("actions"), useFaultAt("brands")];
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined;
  const isOutdated = isProblem(saving.error, "changed_meanwhile");
  // Faults of the parts stand beside them; what is left is said as a whole.
  const isPlaced = of.faults.length > 0 || taken !== undefined;

  return (
    <form
      className={styles.editor}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        of.save();
      }}
    >
      <FormSection title={t("automation.section.name")}>
        <TextField
          label={t("settings.name")}
          description={t("automation.name.words")}
          maxLength={100}
          autoFocus={rule === null && draft.name === ""}
          value={draft.name}
          onChange={(next) => set({ name: next })}
          error={name ?? taken}
        />
        {brands.length > 1 && (
          <TagBox
            label={t("automation.brands")}
            placeholder={t("automation.brands.all")}
            options={brands
              .map((brand) => ({ id: brand.id, label: brand.name }))
              .sort((a, b) => compare(a.label, b.label))}
            value={draft.brands}
            onChange={(chosen) => set({ brands: chosen })}
            error={whichBrands}
          />
        )}
      </FormSection>
      <FormSection title={t("automation.section.when")} description={t("automation.section.when.words")}>
        <TriggerEditor value={draft.trigger} onChange={(trigger) => set({ trigger })} />
      </FormSection>
      <FormSection title={t("automation.section.if")} description={t("automation.section.if.words")}>
        <ConditionsEditor
          value={draft.conditions}
          onChange={(conditions) => set({ conditions })}
          isElapsed={draft.trigger.kind === "elapsed"}
        />
      </FormSection>
      <FormSection title={t("automation.section.then")} description={t("automation.section.then.words")}>
        <ActionsEditor
          value={draft.actions}
          onChange={(next) => set({ actions: next })}
          error={draft.actions.length === 0 ? actions : undefined}
        />
        {draft.trigger.kind === "event" && (
          <Checkbox
            isSelected={draft.stops}
            onChange={(stops) => set({ stops })}
            description={t("automation.stops.words")}
          >
            {t("automation.stops")}
          </Checkbox>
        )}
      </FormSection>
      <FormSection title={t("automation.section.try")} description={t("automation.section.try.words")}>
        <TryIt said={of.said} id={rule?.id ?? null} isWhole={() => of.isWhole(true)} onRefused={of.refused} />
      </FormSection>
      <div className={styles.foot}>
        {saving.error && !isPlaced && <Problem of={saving.error} />}
        {of.faults.length > 0 && (
          <p className={styles.fault}>{t("automation.notYet", { count: of.faults.length })}</p>
        )}
        <div className={styles.footActs}>
          <Button
            kind={rule?.isOn || switching === undefined ? "primary" : "plain"}
            busy={saving.isPending}
            isDisabled={rule !== null && !of.isChanged}
            type="submit"
          >
            {t("form.save")}
          </Button>
          {rule && !rule.isOn && switching && !of.isChanged && (
            <Button kind="primary" busy={switching.isPending} onPress={() => switching.turnOn(rule)}>
              {t("automation.switchOn.do")}
            </Button>
          )}
          {of.isChanged && rule && (
            <Button kind="quiet" onPress={of.reset}>
              {t("automation.reset")}
            </Button>
          )}
          {isOutdated && <Button onPress={of.takeNewest}>{t("automation.takeNewest")}</Button>}
        </div>
      </div>
    </form>
  );
}
