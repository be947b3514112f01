import { CircleHelp, Hand, MessageCircle, Send } from "lucide-react";
import { useState } from "react";
import { ColourField } from "../../settings/ColourField.tsx";
import editorStyles from "../../settings/Editor.module.css";
import { directionOfLocale } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { NumberChoice } from "./NumberChoice.tsx";
import { onColour } from "./on-colour.ts";
import type { SectionProps } from "./Sections.tsx";
import type { Values } from "./values.ts";
import styles from "./Widget.module.css";

const icons = { bubble: MessageCircle, question: CircleHelp, hand: Hand } as const;

/** Colour, corner and sign, and beside them what stands on the site then. */
export function LookSection(props: SectionProps) {
  const { values, set, fault } = props;
  const { t, number } = useTexts();
  const { launcher } = values;
  const put = (change: Partial<Values["launcher"]>) => set({ launcher: { ...launcher, ...change } });
  const pixels = (value: number) => t("chatSettings.pixels", { value: number(value) });
  return (
    <FormSection title={t("chatSettings.section.look")} description={t("chatSettings.section.lookWords")}>
      <ColourField
        label={t("settings.brands.colour")}
        exact={t("settings.brands.colourOwn")}
        value={launcher.colour}
        onChange={(colour) => put({ colour })}
        error={fault("launcher")}
      />
      <div className={editorStyles.pair}>
        <RadioGroup<Values["launcher"]["side"]>
          label={t("chatSettings.side")}
          look="chips"
          options={(["start", "end"] as const).map((id) => ({ id, label: t(`chatSettings.side.${id}`) }))}
          value={launcher.side}
          onChange={(side) => put({ side })}
        />
        <RadioGroup<Values["launcher"]["icon"]>
          label={t("chatSettings.icon")}
          look="chips"
          options={(["bubble", "question", "hand"] as const).map((id) => ({
            id,
            label: t(`chatSettings.icon.${id}`),
            icon: icons[id],
          }))}
          value={launcher.icon}
          onChange={(icon) => put({ icon })}
        />
        <RadioGroup<Values["theme"]>
          label={t("chatSettings.theme")}
          look="chips"
          options={(["auto", "light", "dark"] as const).map((id) => ({
            id,
            label: t(`chatSettings.theme.${id}`),
          }))}
          value={values.theme}
          onChange={(theme) => set({ theme })}
        />
      </div>
      <div className={editorStyles.pair}>
        <NumberChoice
          label={t("chatSettings.bottom")}
          usual={[0, 16, 24, 48, 80, 120]}
          words={pixels}
          value={launcher.bottom}
          onChange={(bottom) => put({ bottom })}
        />
        <NumberChoice
          label={t("chatSettings.aside")}
          usual={[0, 16, 24, 48, 80, 120]}
          words={pixels}
          value={launcher.aside}
          onChange={(aside) => put({ aside })}
        />
      </div>
      <Drawing {...props} />
    </FormSection>
  );
}

/** The chat on a page, drawn small: its corner, its colour, its first words. For the eye alone. */
function Drawing({ widget, values, locale }: SectionProps) {
  const { t } = useTexts();
  const [isAway, setAway] = useState(false);
  const { launcher, theme } = values;
  const words = isAway ? values.awayTexts[locale] : values.greetings[locale];
  const set = {
    "--chat-colour": /^#[0-9a-f]{6}$/i.test(launcher.colour) ? launcher.colour : "#5a6472",
    "--chat-on": onColour(launcher.colour),
  } as React.CSSProperties;
  return (
    <div className={editorStyles.stack}>
      <RadioGroup<"here" | "away">
        label={t("chatSettings.preview")}
        look="chips"
        options={[
          { id: "here", label: t("chatSettings.preview.here") },
          { id: "away", label: t("chatSettings.preview.away") },
        ]}
        value={isAway ? "away" : "here"}
        onChange={(is) => setAway(is === "away")}
      />
      <div
        className={styles.page}
        style={set}
        data-side={launcher.side}
        data-theme={theme}
        lang={locale}
        dir={directionOfLocale(locale)}
        aria-hidden="true"
      >
        <span className={styles.lines} />
        {isAway && launcher.hidesWhenClosed ? (
          <span className={styles.hidden}>{t("chatSettings.preview.hidden")}</span>
        ) : (
          <>
            <div className={styles.frame}>
              <div className={styles.top}>
                <strong>{widget.brand.name}</strong>
                <span>{words || t(isAway ? "chatSettings.usualAway" : "chatSettings.usualGreeting")}</span>
              </div>
              <div className={styles.talk}>
                <span className={styles.theirs}>{t("chatSettings.preview.question")}</span>
                <span className={styles.ours}>
                  <Avatar name={t("chatSettings.preview.agent")} seed="sample" size={20} />
                  <span>{t("chatSettings.preview.answer")}</span>
                </span>
              </div>
              <div className={styles.write}>
                <span>{t("chatSettings.preview.write")}</span>
                <Icon of={Send} size={14} />
              </div>
            </div>
            <span className={styles.launcher}>
              <Icon of={icons[launcher.icon]} size={20} />
              {launcher.labels[locale] && <span>{launcher.labels[locale]}</span>}
            </span>
          </>
        )}
      </div>
    </div>
  );
}
