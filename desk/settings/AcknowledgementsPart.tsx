import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Channel } from "../../contract/conversations.ts";
import { type Acknowledgement, patchAcknowledgement } from "../../contract/ledger.ts";
import type { BodyIn } from "../../contract/route.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { call } from "../app/call.ts";
import { type KnownLine, useLines } from "../app/lines.ts";
import { useMay } from "../app/me.ts";
import { useUnsaved } from "../app/Unsaved.tsx";
import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Switch } from "../ui/Switch.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { TextArea, TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { AcknowledgementSample } from "./AcknowledgementSample.tsx";
import styles from "./AcknowledgementsPart.module.css";
import { ChoiceGroup } from "./ChoiceGroup.tsx";
import { Loaded } from "./Loaded.tsx";
import partStyles from "./Part.module.css";
import { Part } from "./Part.tsx";
import { addressOf } from "./place.ts";
import { acknowledgementsQuery } from "./queries.ts";
import { whole } from "./whole-number.ts";

/** What whoever writes is told at once, line by line, with what they would read. */
export function AcknowledgementsPart() {
  const acknowledgements = useQuery(acknowledgementsQuery);
  const lines = useLines();
  return (
    <Part id="acknowledgements">
      <div className={styles.stack}>
        <Loaded of={acknowledgements}>
          {(items) =>
            lines.map((line) => {
              const settings = items.find((each) => each.line === line.line);
              return (
                settings && (
                  <LineCard key={line.line} line={line} settings={settings} isOnly={lines.length === 1} />
                )
              );
            })
          }
        </Loaded>
      </div>
    </Part>
  );
}

interface Values {
  isOn: boolean;
  channels: Channel[];
  again: string;
  texts: Partial<Record<Locale, string>>;
}

const rules = { again: whole(1, 720) };
const valuesOf = ({ isOn, channels, againAfterHours, texts }: Acknowledgement): Values => ({
  isOn,
  channels,
  again: String(againAfterHours),
  texts,
});

type CardProps = { line: KnownLine; settings: Acknowledgement; isOnly: boolean };

function LineCard({ line, settings, isOnly }: CardProps) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const may = useMay("workspace.manage");
  const saving = useMutation({
    mutationFn: (body: BodyIn<typeof patchAcknowledgement>) =>
      call(patchAcknowledgement, { params: { line: line.line }, body }),
    onSuccess: (saved) => {
      cache.setQueryData(acknowledgementsQuery.queryKey, (items) =>
        items?.map((each) => (each.line === saved.line ? saved : each)),
      );
      form.reset(valuesOf(saved));
      toast({ kind: "good", text: t("form.saved") });
    },
  });
  const form = useForm<Values>(
    rules,
    valuesOf(settings),
    ({ isOn, channels, again, texts }) =>
      saving.mutate({
        isOn,
        channels,
        againAfterHours: Number(again),
        texts: Object.fromEntries(Object.entries(texts).filter(([, words]) => words.trim())),
      }),
    saving.error,
  );
  useUnsaved(form.changed, addressOf("acknowledgements"));
  const { values, set } = form;
  return (
    <Card title={isOnly ? undefined : line.name}>
      <FormOf of={form}>
        <Switch isSelected={values.isOn} isDisabled={!may} onChange={(isOn) => set({ isOn })}>
          {t("settings.acknowledgements.isOn")}
        </Switch>
        {values.isOn ? (
          <>
            <ChoiceGroup
              label={t("settings.acknowledgements.channels")}
              columns
              options={Channel.options.map((id) => ({ id, label: t(`channel.${id}`), disabled: !may }))}
              value={values.channels}
              onChange={(channels) => set({ channels })}
            />
            <div className={styles.hours}>
              <TextField
                label={t("settings.acknowledgements.again")}
                description={t("settings.acknowledgements.againHint")}
                inputMode="numeric"
                isReadOnly={!may}
                value={values.again}
                onChange={(again) => set({ again })}
                error={form.fault("again")}
              />
            </div>
            <Words line={line} may={may} texts={values.texts} onChange={(texts) => set({ texts })} />
          </>
        ) : (
          <p className={partStyles.quiet}>{t("settings.acknowledgements.off")}</p>
        )}
        {saving.error && <Problem of={saving.error} />}
        {may && (
          <div className={partStyles.actions}>
            <Button type="submit" kind="primary" busy={saving.isPending} isDisabled={!form.changed}>
              {t("form.save")}
            </Button>
          </div>
        )}
      </FormOf>
    </Card>
  );
}

/** As they stand in the texts; they are given as values, since in a text of ours braces mean something. */
const places = { number: "{number}", brand: "{brand}", time: "{time}" };

type WordsProps = {
  line: KnownLine;
  may: boolean;
  texts: Values["texts"];
  onChange: (texts: Values["texts"]) => void;
};

/** One's own words, language by language, and beside them what a customer reads. */
function Words({ line, may, texts, onChange }: WordsProps) {
  const { t, locale: reader } = useTexts();
  const [locale, setLocale] = useState<Locale>(reader);
  return (
    <div className={styles.words}>
      <p className={styles.label} aria-hidden>
        {t("settings.acknowledgements.texts")}
      </p>
      <Tabs
        label={t("settings.acknowledgements.texts")}
        selected={locale}
        onChange={setLocale}
        tabs={locales.map((id) => ({
          id,
          label: localeNames[id],
          content: (
            <div className={styles.sides}>
              <div lang={id}>
                <TextArea
                  label={`${t("settings.acknowledgements.texts")}: ${localeNames[id]}`}
                  labelHidden
                  description={t("settings.acknowledgements.textsHint", places)}
                  rows={6}
                  maxLength={2000}
                  isReadOnly={!may}
                  value={texts[id] ?? ""}
                  onChange={(words) => onChange({ ...texts, [id]: words })}
                />
                <Lacks words={texts[id] ?? ""} />
              </div>
              <AcknowledgementSample line={line.line} locale={id} words={texts[id] ?? ""} />
            </div>
          ),
        }))}
      />
    </div>
  );
}

/** Own words that leave out the number or the time say less than they could; that is allowed, and said. */
function Lacks({ words }: { words: string }) {
  const { t } = useTexts();
  if (!words.trim()) return null;
  return (
    <div role="status">
      {!words.includes("{number}") && (
        <p className={styles.lacks}>{t("settings.acknowledgements.lacksNumber", places)}</p>
      )}
      {!words.includes("{time}") && (
        <p className={styles.lacks}>{t("settings.acknowledgements.lacksTime", places)}</p>
      )}
    </div>
  );
}
