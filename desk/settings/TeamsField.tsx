import { useTeams } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { TagBox } from "../ui/ComboBox.tsx";

type Props = { value: string[]; onChange: (teams: string[]) => void };

export function TeamsField({ value, onChange }: Props) {
  const { t, compare } = useTexts();
  const teams = useTeams();
  return (
    <TagBox
      label={t("settings.agents.teams")}
      optional
      options={teams.toSorted((a, b) => compare(a.name, b.name)).map(({ id, name }) => ({ id, label: name }))}
      value={value}
      onChange={onChange}
    />
  );
}
