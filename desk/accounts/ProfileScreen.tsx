import { useMe } from "../app/me.ts";
import { usePageTitle } from "../app/page-title.ts";
import { NoticeChoicesForm } from "../notices/NoticeChoicesForm.tsx";
import { PushDevices } from "../notices/PushDevices.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { FormSection } from "../ui/FormSection.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { LooksForm } from "./LooksForm.tsx";
import { NameForm } from "./NameForm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import styles from "./ProfileScreen.module.css";
import { SecondFactor } from "./SecondFactor.tsx";
import { Sessions } from "./Sessions.tsx";

/** One's own account: how one appears, how the desk looks, what keeps it safe. */
export function ProfileScreen() {
  const { t } = useTexts();
  const me = useMe();
  usePageTitle(t("app.profile"));
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <PageHeader title={t("app.profile")} description={t("profile.words")} />
        <FormSection title={t("profile.you")} description={t("profile.youWords")}>
          <NameForm key={me.agent.id} me={me} />
        </FormSection>
        <FormSection title={t("profile.looks")} description={t("profile.looksWords")}>
          <LooksForm me={me} />
        </FormSection>
        <div id="notices">
          <FormSection title={t("notices.title")} description={t("told.words")}>
            <NoticeChoicesForm />
          </FormSection>
        </div>
        <FormSection title={t("push.title")} description={t("push.words")}>
          <PushDevices />
        </FormSection>
        <FormSection title={t("accounts.password")} description={t("profile.passwordWords")}>
          <PasswordForm email={me.agent.email} />
        </FormSection>
        <FormSection title={t("profile.factor")} description={t("profile.factorWords")}>
          <SecondFactor on={me.agent.secondFactor} />
        </FormSection>
        <FormSection title={t("profile.sessions")} description={t("profile.sessionsWords")}>
          <Sessions />
        </FormSection>
      </div>
    </div>
  );
}
