import { Role } from "../../contract/permissions.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Select } from "../ui/Select.tsx";

type Props = { value: Role; onChange: (role: Role) => void; isDisabled?: boolean; error?: string };

/** Each role with what it may. Only an owner names owners. */
export function RoleField({ value, ...props }: Props) {
  const { t } = useTexts();
  const mayOwn = useMay("workspace.own");
  return (
    <Select
      {...props}
      label={t("settings.agents.role")}
      options={Role.options
        .filter((role) => role !== "owner" || mayOwn || value === "owner")
        .map((role) => ({ id: role, label: t(`role.${role}`), description: t(`role.${role}.words`) }))}
      value={value}
    />
  );
}
