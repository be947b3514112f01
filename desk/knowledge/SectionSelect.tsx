import type { ArticleSection } from "../../contract/knowledge.ts";
import { useTexts } from "../texts/Texts.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import { branchesOf, sectionName } from "./section-tree.ts";

type Props = {
  sections: readonly ArticleSection[];
  value: string | null;
  onChange: (section: string | null) => void;
  isDisabled?: boolean;
};

/** In which section an article stands; each with its category. */
export function SectionSelect({ sections, value, onChange, isDisabled }: Props) {
  const { t, locale } = useTexts();
  const options = branchesOf(sections).flatMap(({ category, sections: own }) => [
    { id: category.id, label: sectionName(category, locale) },
    ...own.map((section) => ({
      id: section.id,
      label: sectionName(section, locale),
      description: sectionName(category, locale),
    })),
  ]);
  return (
    <ComboBox
      // What is there to choose from comes later, and a field that nobody has touched follows it.
      key={`${options.length} ${value}`}
      label={t("knowledge.section")}
      optional={!isDisabled}
      isDisabled={isDisabled}
      options={options}
      placeholder={t("knowledge.section.none")}
      value={value}
      onChange={onChange}
    />
  );
}
