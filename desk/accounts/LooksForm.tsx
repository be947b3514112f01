import type { Me } from "../../contract/accounts.ts";
import { useChangeMe } from "../app/me.ts";
import { appearances } from "../app/ProfileMenu.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { LanguageField } from "./LanguageField.tsx";
import styles from "./Profile.module.css";
import { TimeZoneField } from "./TimeZoneField.tsx";

/** Each choice takes effect at once, on the whole desk, so there is nothing to save. */
export function LooksForm({ me }: { me: Me }) {
  const { t } = useTexts();
  const change = useChangeMe();
  return (
    <div className={styles.stack}>
      <LanguageField
        label={t("accounts.language")}
        value={me.agent.locale}
        onChange={(locale) => change.mutate({ locale })}
      />
      <TimeZoneField
        label={t("profile.timeZone")}
        value={me.timeZone}
        onChange={(timeZone) => change.mutate({ timeZone })}
      />
      <RadioGroup
        label={t("app.appearance")}
        look="cards"
        options={appearances.map(({ id, icon }) => ({ id, icon, label: t(`app.appearance.${id}`) }))}
        value={me.appearance}
        onChange={(appearance) => change.mutate({ appearance })}
      />
      {change.error && <Problem of={change.error} />}
    </div>
  );
}
