import { FileGroup, type FormField } from "../../contract/forms.ts";
import { ChoiceGroup } from "../settings/ChoiceGroup.tsx";
import editorStyles from "../settings/Editor.module.css";
import { useTexts } from "../texts/Texts.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Select } from "../ui/Select.tsx";
import { usualFiles } from "./form-draft.ts";

const mebibyte = 1024 * 1024;
const sizes = [1, 5, 10, 25];
const counts = [1, 3, 5, 10];

type Props = { value: FormField["files"]; onChange: (files: NonNullable<FormField["files"]>) => void };

/** Which files, how many and how large. */
export function FilesField({ value, onChange }: Props) {
  const { t, number, bytes } = useTexts();
  const files = value ?? usualFiles;
  const withOwn = (usual: number[], own: number) => [...new Set([...usual, own])].sort((a, b) => a - b);
  return (
    <>
      <ChoiceGroup
        label={t("forms.files.groups")}
        options={FileGroup.options.map((id) => ({ id, label: t(`forms.files.group.${id}`) }))}
        value={files.groups}
        onChange={(groups) => groups.length > 0 && onChange({ ...files, groups })}
      />
      <div className={editorStyles.pair}>
        <Select
          label={t("forms.files.most")}
          options={withOwn(counts, files.most).map((most) => ({ id: String(most), label: number(most) }))}
          value={String(files.most)}
          onChange={(most) => onChange({ ...files, most: Number(most) })}
        />
        <Select
          label={t("forms.files.largest")}
          options={withOwn(
            sizes.map((size) => size * mebibyte),
            files.largest,
          ).map((size) => ({
            id: String(size),
            label: bytes(size),
          }))}
          value={String(files.largest)}
          onChange={(largest) => onChange({ ...files, largest: Number(largest) })}
        />
      </div>
      <Checkbox
        isSelected={files.camera}
        description={t("forms.files.cameraWords")}
        onChange={(camera) => onChange({ ...files, camera })}
      >
        {t("forms.files.camera")}
      </Checkbox>
    </>
  );
}
