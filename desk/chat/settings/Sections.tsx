import { useQuery } from "@tanstack/react-query";
import { type ChatTopic, type ChatWidget, FileKind } from "../../../contract/chat.ts";
import type { Line } from "../../../contract/lines.ts";
import type { Form } from "../../accounts/form.tsx";
import { useIntentsOf, useLinesOf } from "../../app/lines.ts";
import { inboxesQuery } from "../../app/lookups.ts";
import { ChoiceGroup } from "../../settings/ChoiceGroup.tsx";
import editorStyles from "../../settings/Editor.module.css";
import { provisionalKey } from "../../settings/fresh-key.ts";
import { OrderedRows } from "../../settings/OrderedRows.tsx";
import { LanguagePick, WordsField } from "../../settings/WordsFields.tsx";
import { bestWords } from "../../settings/words-by.ts";
import type { Locale } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextArea, TextField } from "../../ui/TextField.tsx";
import { named } from "./install-code.ts";
import { NumberChoice } from "./NumberChoice.tsx";
import type { Values } from "./values.ts";

export type SectionProps = {
  widget: ChatWidget;
  values: Values;
  set: Form<Values>["set"];
  fault: Form<Values>["fault"];
  /** The languages of the brand, and the one in which words are written now. */
  locales: readonly Locale[];
  locale: Locale;
  onLocale: (locale: Locale) => void;
};

/** What it is called among colleagues, where its matters go, and on which sites it may stand. */
export function PlaceSection({ widget, values, set, fault, taken }: SectionProps & { taken?: string }) {
  const { t } = useTexts();
  const inboxes = useQuery(inboxesQuery).data?.filter(({ brand }) => brand.id === widget.brand.id) ?? [];
  return (
    <FormSection title={t("chatSettings.section.place")} description={t("chatSettings.section.placeWords")}>
      <TextField
        label={t("settings.inboxes.name")}
        maxLength={100}
        value={values.name}
        onChange={(name) => set({ name })}
        error={fault("name") ?? taken}
      />
      <Select
        label={t("chatSettings.inbox")}
        description={t("chatSettings.inboxWords")}
        options={inboxes.map(({ id, address }) => ({ id, label: address }))}
        value={values.inbox}
        onChange={(inbox) => set({ inbox })}
      />
      <TextArea
        label={t("chatSettings.origins")}
        description={t("chatSettings.originsWords")}
        optional
        rows={3}
        placeholder={named.sites}
        value={values.origins}
        onChange={(origins) => set({ origins })}
        error={fault("origins")}
      />
    </FormSection>
  );
}

/** The words above, in the languages of the brand. */
export function WordsSection({ values, set, locales, locale, onLocale }: SectionProps) {
  const { t } = useTexts();
  const { launcher, greetings, awayTexts } = values;
  return (
    <FormSection title={t("chatSettings.section.words")} description={t("chatSettings.section.wordsWords")}>
      <LanguagePick
        locales={locales}
        value={locale}
        onChange={onLocale}
        of={[launcher.labels, greetings, awayTexts]}
      />
      <WordsField
        label={t("chatSettings.label")}
        description={t("chatSettings.labelWords")}
        locale={locale}
        maxLength={60}
        value={launcher.labels}
        onChange={(labels) => set({ launcher: { ...launcher, labels } })}
      />
      <WordsField
        label={t("chatSettings.greeting")}
        description={t("chatSettings.usual")}
        locale={locale}
        rows={2}
        maxLength={300}
        value={greetings}
        onChange={(next) => set({ greetings: next })}
      />
      <WordsField
        label={t("chatSettings.away")}
        description={t("chatSettings.awayWords")}
        locale={locale}
        rows={2}
        maxLength={300}
        value={awayTexts}
        onChange={(next) => set({ awayTexts: next })}
      />
      <Checkbox
        isSelected={launcher.hidesWhenClosed}
        description={t("chatSettings.hidesWords")}
        onChange={(hidesWhenClosed) => set({ launcher: { ...launcher, hidesWhenClosed } })}
      >
        {t("chatSettings.hides")}
      </Checkbox>
    </FormSection>
  );
}

const asked = ["name", "email", "topic"] as const;
type Asked = (typeof asked)[number];

/** What is asked before the first message, and what it can be about. */
export function BeforeSection({ widget, values, set, locales, locale, onLocale }: SectionProps) {
  const { t } = useTexts();
  const { preChat } = values;
  const put = (change: Partial<Values["preChat"]>) => set({ preChat: { ...preChat, ...change } });
  const fieldOf = (field: Asked) => preChat.fields.find((each) => each.field === field);
  const state = (field: Asked) => {
    const its = fieldOf(field);
    return its ? (its.isRequired ? "must" : "may") : "no";
  };
  const ask = (field: Asked, how: "no" | "may" | "must") =>
    put({
      fields: asked.flatMap((each) => {
        if (each !== field) return fieldOf(each) ?? [];
        return how === "no" ? [] : { field, isRequired: how === "must" };
      }),
    });
  return (
    <FormSection title={t("chatSettings.section.before")} description={t("chatSettings.section.beforeWords")}>
      <RadioGroup<Values["preChat"]["when"]>
        label={t("chatSettings.before.when")}
        options={(["never", "closed", "always"] as const).map((id) => ({
          id,
          label: t(`chatSettings.before.${id}`),
        }))}
        value={preChat.when}
        onChange={(when) => put({ when })}
      />
      {preChat.when !== "never" && (
        <div className={editorStyles.pair}>
          {asked.map((field) => (
            <Select<"no" | "may" | "must">
              key={field}
              label={t(`chatSettings.before.field.${field}`)}
              options={(["no", "may", "must"] as const).map((id) => ({
                id,
                label: t(`chatSettings.before.ask.${id}`),
              }))}
              value={state(field)}
              onChange={(how) => ask(field, how)}
            />
          ))}
        </div>
      )}
      {preChat.when !== "never" && fieldOf("topic") && (
        <>
          <LanguagePick
            locales={locales}
            value={locale}
            onChange={onLocale}
            of={preChat.topics.map(({ names }) => names)}
          />
          <OrderedRows<ChatTopic>
            label={t("chatSettings.topics")}
            items={preChat.topics}
            onChange={(topics) => put({ topics })}
            nameOf={({ names }) => bestWords(names, locale) || t("chatSettings.topic")}
            add={t("chatSettings.addTopic")}
            fresh={() => ({ key: provisionalKey(preChat.topics), names: {}, line: null, intent: null })}
          >
            {(topic, change) => (
              <>
                <WordsField
                  label={t("chatSettings.topic")}
                  locale={locale}
                  maxLength={80}
                  value={topic.names}
                  onChange={(names) => change({ names })}
                />
                <TopicGoes brand={widget.brand.id} topic={topic} onChange={change} />
              </>
            )}
          </OrderedRows>
        </>
      )}
    </FormSection>
  );
}

type TopicProps = { brand: string; topic: ChatTopic; onChange: (change: Partial<ChatTopic>) => void };

function TopicGoes({ brand, topic, onChange }: TopicProps) {
  const { t } = useTexts();
  const lines = useLinesOf(brand);
  const intents = useIntentsOf(topic.line ? lines.filter(({ line }) => line === topic.line) : lines);
  return (
    <div className={editorStyles.pair}>
      {lines.length > 1 && (
        <Select<Line | "">
          label={t("settings.inboxes.line")}
          options={[
            { id: "", label: t("forms.toldFromWords") },
            ...lines.map(({ line, name }) => ({ id: line, label: name })),
          ]}
          value={topic.line ?? ""}
          onChange={(line) => onChange({ line: line || null, intent: null })}
        />
      )}
      <Select
        label={t("forms.intent")}
        options={[
          { id: "", label: t("forms.toldFromWords") },
          ...intents.map(({ key, name }) => ({ id: key, label: name })),
        ]}
        value={topic.intent ?? ""}
        onChange={(intent) => onChange({ intent: intent || null })}
      />
    </div>
  );
}

const mebibyte = 1024 * 1024;

/** How it behaves: sound, files, articles, what is told of the page, and when an answer goes by mail. */
export function MannersSection({ values, set }: SectionProps) {
  const { t, bytes, number } = useTexts();
  const { files } = values;
  const put = (change: Partial<Values["files"]>) => set({ files: { ...files, ...change } });
  return (
    <>
      <FormSection title={t("chatSettings.section.manners")}>
        <Checkbox isSelected={values.hasArticles} onChange={(hasArticles) => set({ hasArticles })}>
          {t("chatSettings.articles")}
        </Checkbox>
        <Checkbox isSelected={values.asksRating} onChange={(asksRating) => set({ asksRating })}>
          {t("chatSettings.rating")}
        </Checkbox>
        <Checkbox
          isSelected={values.offersTranscript}
          onChange={(offersTranscript) => set({ offersTranscript })}
        >
          {t("chatSettings.transcript")}
        </Checkbox>
        <Checkbox
          isSelected={values.hasSound}
          description={t("chatSettings.soundWords")}
          onChange={(hasSound) => set({ hasSound })}
        >
          {t("chatSettings.sound")}
        </Checkbox>
        <Checkbox
          isSelected={values.showsTyping}
          description={t("chatSettings.typingWords")}
          onChange={(showsTyping) => set({ showsTyping })}
        >
          {t("chatSettings.typing")}
        </Checkbox>
      </FormSection>
      <FormSection title={t("chatSettings.section.files")}>
        <Checkbox isSelected={files.isOn} onChange={(isOn) => put({ isOn })}>
          {t("chatSettings.files")}
        </Checkbox>
        {files.isOn && (
          <>
            <ChoiceGroup
              label={t("forms.files.groups")}
              columns
              options={FileKind.options.map((id) => ({ id, label: t(`chatSettings.file.${id}`) }))}
              value={files.kinds}
              onChange={(kinds) => put({ kinds })}
            />
            <div className={editorStyles.pair}>
              <NumberChoice
                label={t("forms.files.largest")}
                usual={[1, 5, 10, 25].map((size) => size * mebibyte)}
                words={bytes}
                value={files.largestBytes}
                onChange={(largestBytes) => put({ largestBytes })}
              />
              <NumberChoice
                label={t("forms.files.most")}
                usual={[1, 3, 5, 10]}
                words={number}
                value={files.most}
                onChange={(most) => put({ most })}
              />
            </div>
          </>
        )}
      </FormSection>
      <FormSection
        title={t("chatSettings.section.consent")}
        description={t("chatSettings.section.consentWords")}
      >
        <RadioGroup<Values["consent"]>
          label={t("chatSettings.consent")}
          options={(["ask", "assumed"] as const).map((id) => ({
            id,
            label: t(`chatSettings.consent.${id}`),
            description: t(`chatSettings.consent.${id}Words`),
          }))}
          value={values.consent}
          onChange={(consent) => set({ consent })}
        />
        <RadioGroup<Values["identity"]>
          label={t("chatSettings.identity")}
          options={(["off", "optional", "required"] as const).map((id) => ({
            id,
            label: t(`chatSettings.identity.${id}`),
            description: t(`chatSettings.identity.${id}Words`),
          }))}
          value={values.identity}
          onChange={(identity) => set({ identity })}
        />
      </FormSection>
      <FormSection
        title={t("chatSettings.section.leaving")}
        description={t("chatSettings.section.leavingWords")}
      >
        <div className={editorStyles.pair}>
          <NumberChoice
            label={t("chatSettings.grace")}
            usual={[1, 2, 5, 10, 15, 30, 60]}
            words={(minutes) => number(minutes, { style: "unit", unit: "minute", unitDisplay: "long" })}
            value={values.graceMinutes}
            onChange={(graceMinutes) => set({ graceMinutes })}
          />
          <NumberChoice
            label={t("chatSettings.newAfter")}
            usual={[0, 1, 3, 7, 14, 30, 90]}
            words={(days) =>
              days === 0
                ? t("chatSettings.newAfter.always")
                : number(days, { style: "unit", unit: "day", unitDisplay: "long" })
            }
            value={values.newAfterDays}
            onChange={(newAfterDays) => set({ newAfterDays })}
          />
        </div>
      </FormSection>
    </>
  );
}
