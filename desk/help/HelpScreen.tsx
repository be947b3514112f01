import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { type HelpCentre, patchHelpCentre } from "../../contract/help-centres.ts";
import type { BodyIn } from "../../contract/route.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { some } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useUnsaved } from "../app/Unsaved.tsx";
import editorStyles from "../settings/Editor.module.css";
import { EditorFoot } from "../settings/EditorFoot.tsx";
import { addressOf } from "../settings/place.ts";
import { LanguagePick, WordsField } from "../settings/WordsFields.tsx";
import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { FormSection } from "../ui/FormSection.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Select } from "../ui/Select.tsx";
import { Switch } from "../ui/Switch.tsx";
import { toast } from "../ui/toasts.ts";
import { AddressFields } from "./AddressFields.tsx";
import { ColourChoice } from "./ColourChoice.tsx";
import { LinksField } from "./LinksField.tsx";
import { LogoField } from "./LogoField.tsx";
import { helpCentresQuery } from "./queries.ts";
import { bodyOf, host, slug, type Values, valuesOf } from "./values.ts";

const rules = { slug, host, locales: some };

/** The help centre of one brand: whether it is there, where, in which words and colours. */
export function HelpScreen({ centre }: { centre: HelpCentre }) {
  const { t } = useTexts();
  const keep = useKeep();
  const [saved, setSaved] = useState(centre);
  const saving = useMutation({
    mutationFn: (values: Values) =>
      call(patchHelpCentre, {
        params: { brand: centre.brand.id },
        body: { ...bodyOf(values), version: saved.version },
      }),
    onSuccess: (now) => {
      keep(now);
      setSaved(now);
      form.reset(valuesOf(now));
      toast({ kind: "good", text: t("form.saved") });
    },
  });
  const form = useForm<Values>(rules, valuesOf(centre), (values) => saving.mutate(values), saving.error);
  useUnsaved(form.changed, addressOf("help", centre.brand.id));
  usePageTitle(`${t("settings.help")}: ${centre.brand.name}`);
  const { values, set } = form;
  const [chosen, setLocale] = useState<Locale>(saved.locale);
  const locale = values.locales.includes(chosen) ? chosen : (values.locales[0] ?? saved.locale);
  const taken = isProblem(saving.error, "already_exists") ? t("help.addressTaken") : undefined;

  /** What was changed elsewhere takes the place of all that is here. */
  function takeNewest() {
    saving.reset();
    setSaved(centre);
    form.reset(valuesOf(centre));
  }

  return (
    <div className={editorStyles.editor}>
      <PageHeader
        title={<bdi>{centre.brand.name}</bdi>}
        back={{ href: addressOf("help"), label: t("settings.help") }}
        actions={
          <>
            {centre.isOn && (
              <Button icon={ExternalLink} onPress={() => window.open(centre.address, "_blank", "noopener")}>
                {t("help.open")}
              </Button>
            )}
            <OnSwitch centre={centre} onSaved={(now) => setSaved({ ...saved, version: now.version })} />
          </>
        }
      />
      <FormOf of={form}>
        <FormSection title={t("help.section.address")} description={t("help.section.addressWords")}>
          <AddressFields
            values={values}
            set={set}
            slugFault={form.fault("slug") ?? (taken && !values.host ? taken : undefined)}
            hostFault={form.fault("host") ?? (taken && values.host ? taken : undefined)}
          />
        </FormSection>
        <FormSection title={t("help.section.languages")} description={t("help.section.languagesWords")}>
          <TagBox
            label={t("settings.brands.locales")}
            options={locales.map((id) => ({ id, label: localeNames[id] }))}
            value={values.locales}
            onChange={(next) =>
              set({ locales: next, ...(!next.includes(values.locale) && next[0] && { locale: next[0] }) })
            }
            error={form.fault("locales")}
          />
          {values.locales.length > 1 && (
            <Select<Locale>
              label={t("help.firstLanguage")}
              description={t("help.firstLanguageWords")}
              options={values.locales.map((id) => ({ id, label: localeNames[id] }))}
              value={values.locale}
              onChange={(first) => set({ locale: first })}
            />
          )}
        </FormSection>
        <FormSection title={t("help.section.words")} description={t("help.section.wordsWords")}>
          <LanguagePick
            locales={values.locales}
            value={locale}
            onChange={setLocale}
            of={[values.names, values.taglines, values.introductions, values.footers]}
          />
          <WordsField
            label={t("settings.name")}
            locale={locale}
            maxLength={80}
            placeholder={centre.brand.name}
            value={values.names}
            onChange={(names) => set({ names })}
          />
          <WordsField
            label={t("help.tagline")}
            description={t("help.taglineWords")}
            locale={locale}
            maxLength={160}
            value={values.taglines}
            onChange={(taglines) => set({ taglines })}
          />
          <WordsField
            label={t("help.introduction")}
            locale={locale}
            rows={3}
            maxLength={1000}
            value={values.introductions}
            onChange={(introductions) => set({ introductions })}
          />
          <WordsField
            label={t("help.footer")}
            description={t("help.footerWords")}
            locale={locale}
            rows={2}
            maxLength={1000}
            value={values.footers}
            onChange={(footers) => set({ footers })}
          />
        </FormSection>
        <FormSection title={t("help.section.look")} description={t("help.section.lookWords")}>
          <LogoField
            centre={centre}
            onSaved={(now) => {
              keep(now);
              setSaved({ ...saved, version: now.version, logo: now.logo });
            }}
          />
          <ColourChoice
            centre={centre}
            colour={values.colour}
            locale={locale}
            names={values.names}
            taglines={values.taglines}
            onChange={(colour) => set({ colour })}
          />
        </FormSection>
        <FormSection title={t("help.section.links")} description={t("help.section.linksWords")}>
          <LinksField value={values.links} locales={values.locales} onChange={(links) => set({ links })} />
        </FormSection>
        <FormSection title={t("help.section.readers")}>
          <Checkbox
            isSelected={values.takesRequests}
            description={t("help.takesRequestsWords")}
            onChange={(takesRequests) => set({ takesRequests })}
          >
            {t("help.takesRequests")}
          </Checkbox>
          <Checkbox
            isSelected={values.showsRequests}
            description={t("help.showsRequestsWords")}
            onChange={(showsRequests) => set({ showsRequests })}
          >
            {t("help.showsRequests")}
          </Checkbox>
          <Checkbox
            isSelected={values.showsLocked}
            description={t("help.showsLockedWords")}
            onChange={(showsLocked) => set({ showsLocked })}
          >
            {t("help.showsLocked")}
          </Checkbox>
          <Checkbox
            isSelected={values.isIndexed}
            description={t("help.isIndexedWords")}
            onChange={(isIndexed) => set({ isIndexed })}
          >
            {t("help.isIndexed")}
          </Checkbox>
        </FormSection>
        <EditorFoot
          isChanged={form.changed}
          saving={saving}
          isPlaced={taken !== undefined}
          onNewest={takeNewest}
          onReset={() => {
            saving.reset();
            form.reset();
          }}
        />
      </FormOf>
    </div>
  );
}

function useKeep() {
  const cache = useQueryClient();
  return (now: HelpCentre) =>
    cache.setQueryData(helpCentresQuery.queryKey, (all) =>
      all?.map((each) => (each.brand.id === now.brand.id ? now : each)),
    );
}

type SwitchProps = { centre: HelpCentre; onSaved: (now: HelpCentre) => void };

function OnSwitch({ centre, onSaved }: SwitchProps) {
  const { t } = useTexts();
  const keep = useKeep();
  const switching = useMutation({
    mutationFn: (body: BodyIn<typeof patchHelpCentre>) =>
      call(patchHelpCentre, { params: { brand: centre.brand.id }, body }),
    onSuccess: (now, { isOn }) => {
      keep(now);
      onSaved(now);
      toast({
        text: t(isOn ? "help.turnedOn" : "help.turnedOff"),
        undo: () => switching.mutate({ isOn: !isOn }),
      });
    },
    onError: (_thrown, body) =>
      toast({
        kind: "failed",
        text: t("conversation.change.failed"),
        action: { label: t("ui.tryAgain"), act: () => switching.mutate(body) },
      }),
  });
  const isOn = switching.isPending ? switching.variables.isOn! : centre.isOn;
  return (
    <Switch isSelected={isOn} onChange={(on) => switching.mutate({ isOn: on })}>
      {t(isOn ? "help.on" : "help.off")}
    </Switch>
  );
}
