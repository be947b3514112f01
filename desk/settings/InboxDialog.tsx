import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Inbox, patchInbox, postInbox } from "../../contract/inboxes.ts";
import type { Line } from "../../contract/lines.ts";
import type { Brand, Team } from "../../contract/workspace.ts";
import { FieldRow, useForm } from "../accounts/form.tsx";
import { chosen, email, words } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { useCountries } from "../app/countries.ts";
import { useLines } from "../app/lines.ts";
import { inboxesQuery } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { ItemDialog } from "./ItemDialog.tsx";

type Values = {
  address: string;
  name: string;
  brand: string | null;
  line: Line;
  team: string | null;
  country: string | null;
};
type Props = { inbox: Inbox | null; brands: Brand[]; teams: Team[]; onClose: () => void };

const rules = { address: email, name: words(100), brand: chosen, team: chosen };

export function InboxDialog({ inbox, brands, teams, onClose }: Props) {
  const { t, compare } = useTexts();
  const cache = useQueryClient();
  const saving = useMutation({
    mutationFn: ({ address, ...fields }: Values) => {
      const body = { ...fields, brand: fields.brand!, team: fields.team! };
      return inbox
        ? call(patchInbox, { params: { id: inbox.id }, body })
        : call(postInbox, { body: { ...body, address } });
    },
    onSuccess: async ({ address }) => {
      await cache.invalidateQueries({ queryKey: inboxesQuery.queryKey });
      toast({ kind: "good", text: inbox ? t("form.saved") : t("settings.inboxes.created", { address }) });
      onClose();
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
      ? { ...inbox, brand: inbox.brand.id, team: inbox.team.id }
      : {
          address: "",
          name: "",
          brand: only?.id ?? null,
          line: linesOf(only?.id ?? null)[0]?.line ?? "service",
          team: teams.length === 1 ? teams[0]!.id : null,
          country: null,
        },
    (values) => saving.mutate(values),
    saving.error,
  );
  const countries = useCountries();
  const { values, set } = form;
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined;
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
    <ItemDialog
      title={inbox ? t("settings.change", { name: inbox.address }) : t("settings.inboxes.add")}
      form={form}
      saving={taken ? { ...saving, error: null } : saving}
      action={t(inbox ? "form.save" : "settings.inboxes.add")}
      onClose={onClose}
    >
      <TextField
        label={t("settings.inboxes.address")}
        type="email"
        description={t(inbox ? "settings.inboxes.fixed" : "settings.inboxes.addressHint")}
        isReadOnly={Boolean(inbox)}
        autoFocus={!inbox}
        value={values.address}
        onChange={(address) => set({ address })}
        error={form.fault("address") ?? taken}
      />
      <TextField
        label={t("settings.inboxes.name")}
        value={values.name}
        onChange={(name) => set({ name })}
        error={form.fault("name")}
      />
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
    </ItemDialog>
  );
}
