import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Locale } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import type { BodyIn } from "../../contract/route.ts";
import { deleteQueue, Giving, patchQueue, postQueue, type Queue } from "../../contract/routing.ts";
import { FieldRow, useForm } from "../accounts/form.tsx";
import { chosen, words } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { useIntentsOf, useIsSpokenOf, useLines } from "../app/lines.ts";
import { useBrands, useTeams } from "../app/lookups.ts";
import { languageName } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { queuesQuery, useSkills } from "../work/queries.ts";
import { DutyField } from "./DutyField.tsx";
import { calendarsQuery } from "./hours/queries.ts";
import { ItemDialog } from "./ItemDialog.tsx";

type Values = Pick<
  Queue,
  | "name"
  | "line"
  | "brands"
  | "languages"
  | "intents"
  | "skills"
  | "giving"
  | "sameAgain"
  | "calendar"
  | "overflow"
  | "duty"
> & { team: string | null };

const rules = { name: words(100), team: chosen };
const any = "any";

export function QueueDialog({ queue, onClose }: { queue: Queue | null; onClose: () => void }) {
  const { t, locale, compare } = useTexts();
  const cache = useQueryClient();
  const brands = useBrands();
  const teams = useTeams();
  const lines = useLines();
  const skills = useSkills();
  const calendars = (useQuery(calendarsQuery).data ?? []).filter(useIsSpokenOf());
  const queues = useQuery(queuesQuery).data ?? [];
  const [removing, setRemoving] = useState(false);

  async function done(text: string) {
    await Promise.all(
      [queuesQuery.queryKey, ["board"]].map((queryKey) => cache.invalidateQueries({ queryKey })),
    );
    toast({ kind: "good", text });
    onClose();
  }
  const saving = useMutation({
    mutationFn: (body: BodyIn<typeof postQueue>) =>
      queue ? call(patchQueue, { params: { id: queue.id }, body }) : call(postQueue, { body }),
    onSuccess: ({ name }) => done(queue ? t("form.saved") : t("settings.queues.created", { name })),
  });
  const removal = useMutation({
    mutationFn: () => call(deleteQueue, { params: { id: queue!.id } }),
    onSuccess: () => done(t("settings.queues.removed", { name: queue!.name })),
  });
  const form = useForm<Values>(
    rules,
    queue
      ? {
          name: queue.name,
          team: queue.team.id,
          line: queue.line,
          brands: queue.brands,
          languages: queue.languages,
          intents: queue.intents,
          skills: queue.skills,
          giving: queue.giving,
          sameAgain: queue.sameAgain,
          calendar: queue.calendar,
          overflow: queue.overflow,
          duty: queue.duty,
        }
      : {
          name: "",
          team: teams.length === 1 ? teams[0]!.id : null,
          line: null,
          brands: [],
          languages: [],
          intents: [],
          skills: [],
          giving: "pull",
          sameAgain: false,
          calendar: null,
          overflow: null,
          duty: [],
        },
    (values) => saving.mutate({ ...values, team: values.team! }),
    saving.error,
  );
  const { values, set } = form;
  const intents = useIntentsOf(values.line ? [{ line: values.line }] : lines);
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined;
  const byName = <Named extends { name: string }>(items: readonly Named[]) =>
    items.toSorted((a, b) => compare(a.name, b.name));
  const named = ({ id, name }: { id: string; name: string }) => ({ id, label: name });

  if (removing && queue)
    return (
      <ConfirmDialog
        title={t("settings.queues.remove", { name: queue.name })}
        words={t("settings.queues.removeWords")}
        action={t("settings.remove")}
        doing={removal}
        onClose={() => {
          removal.reset();
          setRemoving(false);
        }}
      />
    );

  return (
    <ItemDialog
      title={queue ? t("settings.change", { name: queue.name }) : t("settings.queues.add")}
      size="l"
      form={form}
      saving={taken ? { ...saving, error: null } : saving}
      action={t(queue ? "form.save" : "settings.queues.add")}
      onClose={onClose}
      more={
        queue && (
          <Button kind="quiet" onPress={() => setRemoving(true)}>
            {t("settings.remove")}
          </Button>
        )
      }
    >
      <FieldRow>
        <TextField
          label={t("settings.name")}
          autoFocus
          value={values.name}
          onChange={(name) => set({ name })}
          error={form.fault("name") ?? taken}
        />
        <Select
          label={t("settings.queues.team")}
          description={t("settings.queues.teamHint")}
          options={byName(teams).map(named)}
          value={values.team}
          onChange={(team) => set({ team })}
          error={form.fault("team")}
        />
      </FieldRow>
      {lines.length > 1 && (
        <Select<Line | typeof any>
          label={t("settings.queues.line")}
          options={[
            { id: any, label: t("settings.queues.anyLine") },
            ...lines.map(({ line, name }) => ({ id: line, label: name })),
          ]}
          value={values.line ?? any}
          onChange={(line) => set({ line: line === any ? null : line, intents: [] })}
        />
      )}
      {brands.length > 1 && (
        <TagBox
          label={t("settings.queues.brands")}
          placeholder={t("settings.queues.anyBrand")}
          options={byName(brands).map(named)}
          value={values.brands}
          onChange={(ids) => set({ brands: ids })}
          error={form.fault("brands")}
        />
      )}
      <TagBox
        label={t("settings.queues.languages")}
        placeholder={t("settings.queues.anyLanguage")}
        options={Locale.options.map((id) => ({ id, label: languageName(id, locale) }))}
        value={values.languages}
        onChange={(languages) => set({ languages })}
      />
      <TagBox
        label={t("settings.queues.intents")}
        placeholder={t("settings.queues.anyIntent")}
        options={intents.map(({ key, name }) => ({ id: key, label: name }))}
        value={values.intents}
        onChange={(keys) => set({ intents: keys })}
      />
      {skills.length > 0 && (
        <TagBox
          label={t("settings.queues.skills")}
          description={t("settings.queues.skillsHint")}
          placeholder={t("settings.queues.noSkill")}
          options={byName(skills).map(named)}
          value={values.skills}
          onChange={(ids) => set({ skills: ids })}
        />
      )}
      <RadioGroup
        label={t("settings.queues.giving")}
        options={Giving.options.map((id) => ({
          id,
          label: t(`giving.${id}`),
          description: t(`giving.${id}.words`),
        }))}
        value={values.giving}
        onChange={(giving) => set({ giving })}
      />
      {values.giving !== "pull" && (
        <Checkbox
          isSelected={values.sameAgain}
          onChange={(sameAgain) => set({ sameAgain })}
          description={t("settings.queues.sameWords")}
        >
          {t("settings.queues.same")}
        </Checkbox>
      )}
      <Select
        label={t("settings.queues.hours")}
        description={t("settings.queues.hoursHint")}
        options={[{ id: any, label: t("settings.queues.always") }, ...byName(calendars).map(named)]}
        value={values.calendar ?? any}
        onChange={(id) => set({ calendar: id === any ? null : id })}
      />
      {values.calendar && (
        <>
          <Select
            label={t("settings.queues.overflow")}
            description={t("settings.queues.overflowHint")}
            options={[
              { id: any, label: t("settings.queues.noOverflow") },
              ...byName(queues.filter(({ id }) => id !== queue?.id)).map(named),
            ]}
            value={values.overflow ?? any}
            onChange={(id) => set({ overflow: id === any ? null : id })}
            error={form.fault("overflow")}
          />
          <DutyField value={values.duty} onChange={(duty) => set({ duty })} error={form.fault("duty")} />
        </>
      )}
    </ItemDialog>
  );
}
