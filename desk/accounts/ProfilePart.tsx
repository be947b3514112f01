import { useMe } from "../app/me.ts";
import { Part } from "../settings/Part.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { FormSection } from "../ui/FormSection.tsx";
import { LooksForm } from "./LooksForm.tsx";
import { NameForm } from "./NameForm.tsx";

/** One's own account: how one appears to others, and how the desk looks. */
export function ProfilePart() {
  const { t } = useTexts();
  const me = useMe();
  return (
    <Part id="profile">
      <FormSection title={t("profile.you")} description={t("profile.youWords")}>
        <NameForm key={me.agent.id} me={me} />
      </FormSection>
      <FormSection title={t("profile.looks")} description={t("profile.looksWords")}>
        <LooksForm me={me} />
      </FormSection>
    </Part>
  );
}
