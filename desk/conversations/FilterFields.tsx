import { useTexts } from "../texts/Texts.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./FilterButton.module.css";
import type { Choices } from "./filter-choices.ts";
import { type FilterName, filterKinds, valuesOf } from "./filters.ts";

type Props = {
  name: FilterName;
  choices: Choices;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

const any = "any";

/** What one filter is to be, in the way that its kind is said. */
export function FilterFields({ name, choices, value, onChange }: Props) {
  const { t } = useTexts();
  const label = t(`inbox.filter.${name}`);
  switch (filterKinds[name]) {
    case "many":
      return (
        <TagBox
          label={label}
          options={choices[name]}
          value={valuesOf(value)}
          onChange={(ids) => onChange(ids.join(",") || undefined)}
          placeholder={t("inbox.filter.any")}
        />
      );
    case "span":
    case "whether":
      return (
        <Select
          label={label}
          options={[{ id: any, label: t("inbox.filter.any") }, ...choices[name]]}
          value={value ?? any}
          onChange={(chosen) => onChange(chosen === any ? undefined : chosen)}
        />
      );
    case "since":
      return (
        <TextField
          label={label}
          type="date"
          direction="ltr"
          value={value?.includes("-") ? value : ""}
          onChange={(day) => onChange(day || undefined)}
        />
      );
    case "words":
      return <WrittenField label={label} value={value} onChange={onChange} />;
    case "field":
      return <HeldField choices={choices} value={value} onChange={onChange} />;
  }
}

function WrittenField({ label, value, onChange }: { label: string } & Pick<Props, "value" | "onChange">) {
  return (
    <TextField
      label={label}
      maxLength={200}
      defaultValue={value ?? ""}
      onBlur={(event) => onChange((event.target as HTMLInputElement).value.trim() || undefined)}
      onKeyDown={(event) => {
        if (event.key === "Enter") onChange((event.target as HTMLInputElement).value.trim() || undefined);
      }}
    />
  );
}

/** A field of a line, and what stands in it. */
function HeldField({ choices, value = "", onChange }: Pick<Props, "choices" | "value" | "onChange">) {
  const { t } = useTexts();
  const at = value.indexOf(":");
  const key = value.slice(0, Math.max(0, at));
  return (
    <div className={styles.held}>
      <Select
        label={t("inbox.filter.field")}
        options={[{ id: any, label: t("inbox.filter.any") }, ...choices.field]}
        value={key || any}
        onChange={(chosen) => onChange(chosen === any ? undefined : `${chosen}:`)}
      />
      {key && (
        <WrittenField
          key={key}
          label={t("inbox.filter.field.holds")}
          value={value.slice(at + 1)}
          onChange={(words) => onChange(`${key}:${words ?? ""}`)}
        />
      )}
    </div>
  );
}
