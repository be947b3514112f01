import { useMe } from "../app/me.ts";
import { Part } from "../settings/Part.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { FormSection } from "../ui/FormSection.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { SecondFactor } from "./SecondFactor.tsx";
import { Sessions } from "./Sessions.tsx";

/** What keeps one's own account safe. */
export function SecurityPart() {
  const { t } = useTexts();
  const { agent } = useMe();
  return (
    <Part id="security">
      <FormSection title={t("accounts.password")} description={t("profile.passwordWords")}>
        <PasswordForm email={agent.email} />
      </FormSection>
      <FormSection title={t("profile.factor")} description={t("profile.factorWords")}>
        <SecondFactor on={agent.secondFactor} />
      </FormSection>
      <FormSection title={t("profile.sessions")} description={t("profile.sessionsWords")}>
        <Sessions />
      </FormSection>
    </Part>
  );
}
