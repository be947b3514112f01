import { useState } from "react";
import type { Action } from "../../contract/automations.ts";
import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { TextArea } from "../ui/TextField.tsx";
import styles from "./Automations.module.css";
import type { DraftAction } from "./draft.ts";
import { Placeholders } from "./Placeholders.tsx";

type Props = {
  action: Extract<Action, { do: "reply" }> & { key: string };
  onChange: (action: DraftAction) => void;
};

/** What is written to the customer, in each language there are words in. */
export function ReplyFields({ action, onChange }: Props) {
  const { t, locale } = useTexts();
  const [shown, setShown] = useState<Locale>(locales.find((each) => action.texts[each]) ?? locale);
  const { texts } = action;
  const written = locales.filter((each) => texts[each]);
  const write = (to: Locale, text: string) => {
    const { [to]: _former, ...rest } = texts;
    onChange({ ...action, texts: text.trim() ? { ...rest, [to]: text } : rest });
  };
  return (
    <>
      <p className={styles.hint}>{t("automation.reply.words", { count: written.length })}</p>
      <Tabs
        label={t("automation.reply.languages")}
        selected={shown}
        onChange={setShown}
        tabs={locales.map((each) => ({
          id: each,
          label: `${localeNames[each]}${texts[each] ? " ✓" : ""}`,
          content: (
            <div lang={each}>
              <ReplyText language={each} value={texts[each] ?? ""} onChange={(text) => write(each, text)} />
            </div>
          ),
        }))}
      />
      <RadioGroup
        label={t("automation.reply.after")}
        options={(["wait", "keep", "close"] as const).map((id) => ({
          id,
          label: t(`automation.reply.after.${id}`),
        }))}
        value={action.after}
        onChange={(after) => onChange({ ...action, after })}
      />
    </>
  );
}

function ReplyText({
  language,
  value,
  onChange,
}: {
  language: Locale;
  value: string;
  onChange: (text: string) => void;
}) {
  const { t } = useTexts();
  // What is written stays as it is written, its spaces and empty lines too.
  const [text, setText] = useState(value);
  return (
    <TextArea
      label={t("automation.reply.text", { language: localeNames[language] })}
      labelHidden
      description={<Placeholders />}
      rows={6}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(next);
      }}
    />
  );
}
