import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Locale } from "../../contract/languages.ts";
import type { BodyIn } from "../../contract/route.ts";
import { patchWorkProfile, type Shift, type WorkProfile } from "../../contract/routing.ts";
import { FieldRow, useForm } from "../accounts/form.tsx";
import type { Rule } from "../accounts/rules.ts";
import { call } from "../app/call.ts";
import { useLines } from "../app/lines.ts";
import { languageName } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { profilesQuery, useSkills } from "../work/queries.ts";
import { ChoiceGroup } from "./ChoiceGroup.tsx";
import { ItemDialog } from "./ItemDialog.tsx";
import { RotaField } from "./RotaField.tsx";
import { whole } from "./whole-number.ts";

type Values = Pick<WorkProfile, "languages" | "lines" | "skills" | "rota"> & {
  service: string;
  support: string;
};

const shifts: Rule = (value) => {
  const rota = value as Shift[];
  if (rota.some(({ from, to }) => !from || !to)) return { key: "form.fault.missing" };
  return rota.some(({ from, to }) => from === to) ? { key: "settings.rota.same" } : null;
};
const points = whole(0, 1000);
const rules = { service: points, support: points, rota: shifts };

type Props = { profile: WorkProfile; name: string; onClose: () => void };

/** Languages, lines, skills, how much at once, and when. */
export function WorkProfileDialog({ profile, name, onClose }: Props) {
  const { t, locale, compare } = useTexts();
  const cache = useQueryClient();
  const lines = useLines();
  const skills = useSkills();
  const saving = useMutation({
    mutationFn: (body: BodyIn<typeof patchWorkProfile>) =>
      call(patchWorkProfile, { params: { id: profile.agent }, body }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: profilesQuery.queryKey });
      toast({ kind: "good", text: t("form.saved") });
      onClose();
    },
  });
  const form = useForm<Values>(
    rules,
    {
      languages: profile.languages,
      lines: profile.lines,
      skills: profile.skills,
      rota: profile.rota,
      service: String(profile.capacity.service),
      support: String(profile.capacity.support),
    },
    ({ service, support, ...values }) =>
      saving.mutate({ ...values, capacity: { service: Number(service), support: Number(support) } }),
    saving.error,
  );
  const { values, set } = form;
  const worked = lines.filter(({ line }) => !values.lines.length || values.lines.includes(line));

  return (
    <ItemDialog
      title={t("settings.change", { name })}
      size="l"
      form={form}
      saving={saving}
      action={t("form.save")}
      onClose={onClose}
    >
      <ChoiceGroup
        label={t("settings.work.languages")}
        description={t("settings.work.languagesHint")}
        columns
        options={Locale.options.map((id) => ({ id, label: languageName(id, locale) }))}
        value={values.languages}
        onChange={(languages) => set({ languages })}
      />
      {lines.length > 1 && (
        <ChoiceGroup
          label={t("settings.work.lines")}
          description={t("settings.work.languagesHint")}
          columns
          options={lines.map(({ line, name: label }) => ({ id: line, label }))}
          value={values.lines}
          onChange={(chosen) => set({ lines: chosen })}
        />
      )}
      {skills.length > 0 && (
        <TagBox
          label={t("settings.skills")}
          optional
          options={skills
            .toSorted((a, b) => compare(a.name, b.name))
            .map(({ id, name: label }) => ({ id, label }))}
          value={values.skills}
          onChange={(chosen) => set({ skills: chosen })}
        />
      )}
      <FieldRow>
        {worked.map(({ line, name: lineName }) => (
          <TextField
            key={line}
            label={
              lines.length > 1
                ? t("settings.work.capacityField", { line: lineName })
                : t("settings.work.capacityOne")
            }
            inputMode="numeric"
            value={values[line]}
            onChange={(typed) => set({ [line]: typed })}
            error={form.fault(line)}
          />
        ))}
      </FieldRow>
      <RotaField value={values.rota} onChange={(rota) => set({ rota })} error={form.fault("rota")} />
    </ItemDialog>
  );
}
