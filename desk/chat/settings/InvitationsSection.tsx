import type { ChatInvitation } from "../../../contract/chat.ts";
import { ChoiceGroup } from "../../settings/ChoiceGroup.tsx";
import editorStyles from "../../settings/Editor.module.css";
import { OrderedRows } from "../../settings/OrderedRows.tsx";
import { LanguagePick, WordsField } from "../../settings/WordsFields.tsx";
import { bestWords } from "../../settings/words-by.ts";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { freshInvitation } from "./fresh-invitation.ts";
import { named } from "./install-code.ts";
import { useInvitationWords } from "./invitation-words.ts";
import { NumberChoice } from "./NumberChoice.tsx";
import type { SectionProps } from "./Sections.tsx";
import styles from "./Widget.module.css";

/** When the chat asks first, and what it says then. Each is told once more as a sentence. */
export function InvitationsSection({ values, set, locales, locale, onLocale }: SectionProps) {
  const { t } = useTexts();
  const words = useInvitationWords();
  const { invitations } = values;
  return (
    <FormSection
      title={t("chatSettings.section.invitations")}
      description={t("chatSettings.section.invitationsWords")}
    >
      {invitations.length > 0 && (
        <LanguagePick
          locales={locales}
          value={locale}
          onChange={onLocale}
          of={invitations.map(({ texts }) => texts)}
        />
      )}
      <OrderedRows
        label={t("chatSettings.section.invitations")}
        items={invitations.map((each) => ({ ...each, key: each.id }))}
        onChange={(next) => set({ invitations: next.map(({ key: _key, ...each }) => each) })}
        nameOf={({ texts }) => bestWords(texts, locale) || t("chatSettings.invitation")}
        add={t("chatSettings.addInvitation")}
        fresh={() => {
          const fresh = freshInvitation();
          return { ...fresh, key: fresh.id };
        }}
      >
        {(invitation, change) => (
          <>
            <Switch isSelected={invitation.isOn} onChange={(isOn) => change({ isOn })}>
              {t(invitation.isOn ? "help.on" : "help.off")}
            </Switch>
            <WordsField
              label={t("chatSettings.invitation.text")}
              locale={locale}
              rows={2}
              maxLength={300}
              value={invitation.texts}
              onChange={(texts) => change({ texts })}
            />
            <Conditions
              when={invitation.when}
              locales={locales}
              onChange={(when) => change({ when: { ...invitation.when, ...when } })}
            />
            <NumberChoice
              label={t("chatSettings.invitation.most")}
              usual={[1, 2, 3, 5, 10]}
              words={(count) => t("chatSettings.invitation.timesADay", { count })}
              value={invitation.mostPerDay}
              onChange={(mostPerDay) => change({ mostPerDay })}
            />
            <p className={styles.sentence}>{words(invitation)}</p>
          </>
        )}
      </OrderedRows>
    </FormSection>
  );
}

type When = ChatInvitation["when"];
type Props = {
  when: When;
  locales: SectionProps["locales"];
  onChange: (when: Partial<When>) => void;
};

const none = "";
const seconds = [0, 5, 10, 20, 30, 60, 120, 300];
const shares = [25, 50, 75, 90];

function Conditions({ when, locales, onChange }: Props) {
  const { t, number } = useTexts();
  const length = (value: number) => number(value, { style: "unit", unit: "second", unitDisplay: "long" });
  const pick = (
    label: string,
    value: number | undefined,
    usual: readonly number[],
    words: (value: number) => string,
    put: (value: number | undefined) => void,
  ) => (
    <Select
      label={label}
      options={[
        { id: none, label: t("chatSettings.when.any") },
        ...[...new Set([...usual, ...(value === undefined ? [] : [value])])]
          .sort((a, b) => a - b)
          .map((each) => ({ id: String(each), label: words(each) })),
      ]}
      value={value === undefined ? none : String(value)}
      onChange={(chosen) => put(chosen === none ? undefined : Number(chosen))}
    />
  );
  return (
    <>
      <TextField
        label={t("chatSettings.when.page")}
        description={t("chatSettings.when.pageWords")}
        optional
        direction="ltr"
        spellCheck="false"
        maxLength={500}
        placeholder={named.page}
        value={when.page ?? ""}
        onChange={(page) => onChange({ page: page.trim() || undefined })}
      />
      <div className={editorStyles.pair}>
        {pick(t("chatSettings.when.secondsOnPage"), when.secondsOnPage, seconds, length, (secondsOnPage) =>
          onChange({ secondsOnPage }),
        )}
        {pick(t("chatSettings.when.idleSeconds"), when.idleSeconds, seconds.slice(1), length, (idleSeconds) =>
          onChange({ idleSeconds }),
        )}
        {pick(
          t("chatSettings.when.scrolled"),
          when.scrolledPercent,
          shares,
          (value) => number(value / 100, { style: "percent" }),
          (scrolledPercent) => onChange({ scrolledPercent }),
        )}
        <TextField
          label={t("chatSettings.when.cart")}
          optional
          inputMode="decimal"
          direction="ltr"
          value={when.cartAtLeast === undefined ? "" : String(when.cartAtLeast)}
          onChange={(typed) => {
            const value = Number(typed.replace(",", "."));
            onChange({ cartAtLeast: typed.trim() === "" || !Number.isFinite(value) ? undefined : value });
          }}
        />
        <TextField
          label={t("chatSettings.when.attribute")}
          optional
          direction="ltr"
          maxLength={60}
          value={when.attribute?.name ?? ""}
          onChange={(name) =>
            onChange({ attribute: name ? { name, value: when.attribute?.value ?? "" } : undefined })
          }
        />
        {when.attribute && (
          <TextField
            label={t("chatSettings.when.attributeValue")}
            direction="auto"
            maxLength={300}
            value={String(when.attribute.value)}
            onChange={(value) => onChange({ attribute: { name: when.attribute!.name, value } })}
          />
        )}
        <TextField
          label={t("chatSettings.when.signal")}
          description={named.signal}
          optional
          direction="ltr"
          maxLength={60}
          value={when.signal ?? ""}
          onChange={(signal) => onChange({ signal: signal || undefined })}
        />
      </div>
      {locales.length > 1 && (
        <ChoiceGroup
          label={t("chatSettings.when.locales")}
          columns
          options={locales.map((id) => ({ id, label: localeNames[id] }))}
          value={when.locales ?? []}
          onChange={(chosen) => onChange({ locales: chosen })}
        />
      )}
    </>
  );
}
