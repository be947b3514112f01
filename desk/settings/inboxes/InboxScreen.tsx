import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Inbox, patchInbox, postInbox } from "../../../contract/inboxes.ts";
import type { Line } from "../../../contract/lines.ts";
import type { Brand, Team } from "../../../contract/workspace.ts";
import { FieldRow, type Form, FormOf, useForm } from "../../accounts/form.tsx";
import { chosen, domain, email, words } from "../../accounts/rules.ts";
import { call, isProblem } from "../../app/call.ts";
import { useCountries } from "../../app/countries.ts";
import { useLines } from "../../app/lines.ts";
import { inboxesQuery } from "../../app/lookups.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useUnsaved } from "../../app/Unsaved.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { ComboBox } from "../../ui/ComboBox.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { toast } from "../../ui/toasts.ts";
import styles from "../Editor.module.css";
import { EditorFoot } from "../EditorFoot.tsx";
import { addressOf, useGo } from "../place.ts";
import { type Addresses, AddressList, addressesOf, allOf, typedIs } from "./AddressList.tsx";
import { HowItReachesUs, type Way, WayField } from "./HowItReachesUs.tsx";

type Values = {
  address: string;
  name: string;
  brand: string | null;
  line: Line;
  team: string | null;
  country: string | null;
  aliases: Addresses;
  catchAll: Addresses;
};
type Props = { inbox: Inbox | null; brands: Brand[]; teams: Team[] };

const rules = {
  address: email,
  name: words(100),
  brand: chosen,
  team: chosen,
  aliases: typedIs(email),
  catchAll: typedIs(domain),
};

/** An inbox on a page of its own: what it is, how mail reaches it, and which other addresses lead to it. */
export function InboxScreen({ inbox, brands, teams }: Props) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const go = useGo("inboxes");
  const [way, setWay] = useState<Way>("here");
  const title = inbox ? inbox.address : t("settings.inboxes.add");
  usePageTitle(title);
  const saving = useMutation({
    mutationFn: ({ address, ...fields }: Values) => {
      const body = {
        ...fields,
        brand: fields.brand!,
        team: fields.team!,
        aliases: allOf(fields.aliases),
        catchAll: allOf(fields.catchAll),
      };
      return inbox
        ? call(patchInbox, { params: { id: inbox.id }, body })
        : call(postInbox, { body: { ...body, address } });
    },
    onSuccess: async (saved) => {
      letGo();
      await cache.invalidateQueries({ queryKey: inboxesQuery.queryKey });
      toast({
        kind: "good",
        text: inbox ? t("form.saved") : t("settings.inboxes.created", { address: saved.address }),
      });
      if (inbox) form.reset(valuesOf(saved));
      else go(way === "fetch" ? `${saved.id}/mailbox` : saved.id);
    },
  });
  const on = useLines();
  const linesOf = (brand: string | null) => {
    const has = brands.find(({ id }) => id === brand)?.lines;
    return has ? on.filter(({ line }) => has.includes(line)) : on;
  };
  const only = brands.length === 1 ? brands[0]! : null;
  const form = useForm<Values>(
    rules,
    inbox
      ? valuesOf(inbox)
      : {
          address: "",
          name: "",
          brand: only?.id ?? null,
          line: linesOf(only?.id ?? null)[0]?.line ?? "service",
          team: teams.length === 1 ? teams[0]!.id : null,
          country: null,
          aliases: addressesOf([]),
          catchAll: addressesOf([]),
        },
    (values) => saving.mutate(values),
    saving.error,
  );
  const letGo = useUnsaved(form.changed, addressOf("inboxes", inbox?.id ?? "new"));
  const { values, set } = form;
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem : null;
  const takenIn = (field: keyof Values) =>
    taken?.fields?.some(({ path }) => path === field) ? t(`inboxes.taken.${field as "address"}`) : undefined;

  return (
    <div className={styles.editor}>
      <PageHeader
        title={<bdi>{title}</bdi>}
        back={{ href: addressOf("inboxes"), label: t("settings.inboxes") }}
      />
      {inbox && <HowItReachesUs inbox={inbox} />}
      <FormOf of={form}>
        <FormSection title={t("inboxes.what")} description={t("inboxes.whatWords")}>
          <TextField
            label={t("settings.inboxes.address")}
            type="email"
            description={t(inbox ? "settings.inboxes.fixed" : "settings.inboxes.addressHint")}
            isReadOnly={Boolean(inbox)}
            autoFocus={!inbox}
            value={values.address}
            onChange={(address) => set({ address })}
            error={form.fault("address") ?? takenIn("address")}
          />
          <TextField
            label={t("settings.inboxes.name")}
            value={values.name}
            onChange={(name) => set({ name })}
            error={form.fault("name")}
          />
          <WhoseFields form={form} brands={brands} teams={teams} linesOf={linesOf} />
        </FormSection>
        {!inbox && (
          <FormSection title={t("inboxes.reach")} description={t("inboxes.reachWords")}>
            <WayField value={way} onChange={setWay} />
          </FormSection>
        )}
        <FormSection title={t("inboxes.other")} description={t("inboxes.otherWords")}>
          <AddressList
            label={t("inboxes.aliases")}
            description={t("inboxes.aliasesWords")}
            placeholder="sales@example.com"
            add={t("inboxes.addAlias")}
            rule={email}
            value={values.aliases}
            onChange={(aliases) => set({ aliases })}
            error={takenIn("aliases") ?? form.fault("aliases")}
          />
          <AddressList
            label={t("inboxes.catchAll")}
            description={t("inboxes.catchAllWords")}
            placeholder="example.com"
            add={t("inboxes.addCatchAll")}
            before="@"
            rule={domain}
            value={values.catchAll}
            onChange={(catchAll) => set({ catchAll })}
            error={takenIn("catchAll") ?? form.fault("catchAll")}
          />
        </FormSection>
        <EditorFoot
          isChanged={!inbox || form.changed}
          saving={saving}
          isPlaced={Boolean(taken)}
          onReset={inbox ? () => form.reset() : undefined}
          action={inbox ? undefined : t("settings.inboxes.add")}
        />
      </FormOf>
    </div>
  );
}

const valuesOf = ({ address, name, brand, line, team, country, aliases, catchAll }: Inbox): Values => ({
  address,
  name,
  brand: brand.id,
  line,
  team: team.id,
  country,
  aliases: addressesOf(aliases),
  catchAll: addressesOf(catchAll),
});

type WhoseProps = {
  form: Form<Values>;
  brands: Brand[];
  teams: Team[];
  linesOf: (brand: string | null) => ReturnType<typeof useLines>;
};

/** Whose mail it is, and who answers. */
function WhoseFields({ form, brands, teams, linesOf }: WhoseProps) {
  const { t, compare } = useTexts();
  const countries = useCountries();
  const { values, set } = form;
  const lines = linesOf(values.brand);
  const serving = teams.filter(({ brands: served }) => !values.brand || served.includes(values.brand));

  function chooseBrand(brand: string) {
    const lines = linesOf(brand).map(({ line }) => line);
    const stays = teams.some(({ id, brands: served }) => id === values.team && served.includes(brand));
    const fitting = teams.filter(({ brands: served }) => served.includes(brand));
    set({
      brand,
      line: lines.includes(values.line) ? values.line : (lines[0] ?? values.line),
      team: stays ? values.team : fitting.length === 1 ? fitting[0]!.id : null,
    });
  }
  return (
    <>
      <FieldRow>
        <Select
          label={t("settings.inboxes.brand")}
          options={brands
            .toSorted((a, b) => compare(a.name, b.name))
            .map(({ id, name }) => ({ id, label: name }))}
          value={values.brand}
          onChange={chooseBrand}
          error={form.fault("brand")}
        />
        <Select
          label={t("settings.inboxes.team")}
          options={serving
            .toSorted((a, b) => compare(a.name, b.name))
            .map(({ id, name }) => ({ id, label: name }))}
          value={values.team}
          onChange={(team) => set({ team })}
          error={form.fault("team")}
        />
      </FieldRow>
      {lines.length > 1 && (
        <RadioGroup
          label={t("settings.inboxes.line")}
          description={t("settings.inboxes.lineHint")}
          orientation="horizontal"
          options={lines.map(({ line, name }) => ({ id: line, label: name }))}
          value={values.line}
          onChange={(line) => set({ line })}
        />
      )}
      <ComboBox
        label={t("settings.inboxes.country")}
        description={t("settings.inboxes.countryHint")}
        optional
        options={countries}
        value={values.country}
        onChange={(country) => set({ country })}
      />
    </>
  );
}
