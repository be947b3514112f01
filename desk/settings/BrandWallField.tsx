import { useBrands } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { ChoiceGroup } from "./ChoiceGroup.tsx";

type Props = {
  /** Null for all brands. */
  value: string[] | null;
  onChange: (brands: string[] | null) => void;
  error?: string;
};

/** Behind which brands' walls a person may look. */
export function BrandWallField({ value, onChange, error }: Props) {
  const { t, compare } = useTexts();
  const brands = useBrands();
  return (
    <>
      <RadioGroup
        label={t("settings.agents.brands")}
        description={t("settings.agents.brandsHint")}
        options={[
          { id: "all", label: t("settings.agents.brandsAll") },
          { id: "some", label: t("settings.agents.brandsSome") },
        ]}
        value={value === null ? "all" : "some"}
        onChange={(choice) => onChange(choice === "all" ? null : brands.map(({ id }) => id))}
      />
      {value !== null && (
        <ChoiceGroup
          label={t("settings.agents.brandsSome")}
          labelHidden
          options={brands
            .toSorted((a, b) => compare(a.name, b.name))
            .map(({ id, name }) => ({ id, label: name }))}
          value={value}
          onChange={onChange}
          error={error}
        />
      )}
    </>
  );
}
