import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Brand, deleteTeam, patchTeam, postTeam, type Team } from "../../contract/workspace.ts";
import { useForm } from "../accounts/form.tsx";
import { words } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { agentsQuery, teamsQuery } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { ChoiceGroup } from "./ChoiceGroup.tsx";
import { ItemDialog } from "./ItemDialog.tsx";

type Values = { name: string; brands: string[]; members: string[] };

const rules = { name: words(100) };

type Props = { team: Team | null; brands: Brand[]; onClose: () => void };

export function TeamDialog({ team, brands, onClose }: Props) {
  const { t, compare } = useTexts();
  const cache = useQueryClient();
  const agents = useQuery(agentsQuery).data ?? [];
  const [removing, setRemoving] = useState(false);

  async function done(text: string) {
    // Agents carry the teams they are in.
    await Promise.all([
      cache.invalidateQueries({ queryKey: teamsQuery.queryKey }),
      cache.invalidateQueries({ queryKey: agentsQuery.queryKey }),
    ]);
    toast({ kind: "good", text });
    onClose();
  }
  const saving = useMutation({
    mutationFn: (body: Values) =>
      team ? call(patchTeam, { params: { id: team.id }, body }) : call(postTeam, { body }),
    onSuccess: ({ name }) => done(team ? t("form.saved") : t("settings.teams.created", { name })),
  });
  const removal = useMutation({
    mutationFn: () => call(deleteTeam, { params: { id: team!.id } }),
    onSuccess: () => done(t("settings.teams.removed", { name: team!.name })),
  });
  const form = useForm<Values>(
    rules,
    team ?? { name: "", brands: brands.map(({ id }) => id), members: [] },
    ({ name, brands, members }) => saving.mutate({ name, brands, members }),
    saving.error,
  );
  const { values, set } = form;
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined;

  if (removing && team)
    return (
      <ConfirmDialog
        title={t("settings.teams.remove", { name: team.name })}
        words={t("settings.teams.removeWords")}
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
      title={team ? t("settings.change", { name: team.name }) : t("settings.teams.add")}
      form={form}
      saving={taken ? { ...saving, error: null } : saving}
      action={t(team ? "form.save" : "settings.teams.add")}
      onClose={onClose}
      more={
        team && (
          <Button kind="quiet" onPress={() => setRemoving(true)}>
            {t("settings.remove")}
          </Button>
        )
      }
    >
      <TextField
        label={t("settings.name")}
        autoFocus
        value={values.name}
        onChange={(name) => set({ name })}
        error={form.fault("name") ?? taken}
      />
      <ChoiceGroup
        label={t("settings.teams.brands")}
        options={brands
          .toSorted((a, b) => compare(a.name, b.name))
          .map(({ id, name }) => ({ id, label: name }))}
        value={values.brands}
        onChange={(chosen) => set({ brands: chosen })}
        error={form.fault("brands")}
      />
      <TagBox
        label={t("settings.teams.members")}
        options={agents
          .filter(({ id, status }) => status !== "disabled" || values.members.includes(id))
          .toSorted((a, b) => compare(a.name, b.name))
          .map(({ id, name, email }) => ({
            id,
            label: name,
            description: email,
            mark: <Avatar name={name} seed={id} size={24} />,
          }))}
        value={values.members}
        onChange={(members) => set({ members })}
        error={form.fault("members")}
      />
    </ItemDialog>
  );
}
