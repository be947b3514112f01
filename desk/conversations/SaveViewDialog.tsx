import { useNavigate } from "@tanstack/react-router";
import type { SavedView } from "../../contract/views.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { words } from "../accounts/rules.ts";
import { useTeams } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { asked } from "./filters.ts";
import { type OpenList, useViewChanges } from "./saved-views.ts";

type Values = { name: string; emoji: string; shared: SavedView["shared"]; team: string | null };

type Props = {
  list: Pick<OpenList, "view" | "filters">;
  /** The one that is renamed or shared; a new one is made of the list when left out. */
  saved?: SavedView;
  onClose: () => void;
};

/** Gives a list a name, and says who else sees it. */
export function SaveViewDialog({ list, saved, onClose }: Props) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const mayShare = useMay("teams.manage");
  const teams = useTeams();
  const { save, change } = useViewChanges();
  const doing = saved ? change : save;

  const send = ({ name, emoji, shared, team }: Values) => {
    const fields = { name, emoji: emoji.trim() || null, shared, team: shared === "team" ? team : null };
    if (saved) return change.mutate({ id: saved.id, body: fields }, { onSuccess: onClose });
    const { sort = null, ...filters } = asked(list.filters);
    save.mutate(
      { ...fields, base: list.view, filters: filters as Record<string, string>, sort },
      {
        onSuccess: (view) => {
          toast({ kind: "good", text: t("views.saved", { name: view.name }) });
          onClose();
          navigate({ to: "/inbox/$view", params: { view: view.id }, search: {} });
        },
      },
    );
  };
  const form = useForm<Values>(
    { name: words(60) },
    {
      name: saved?.name ?? "",
      emoji: saved?.emoji ?? "",
      shared: saved?.shared ?? "nobody",
      team: saved?.team?.id ?? teams[0]?.id ?? null,
    },
    send,
    doing.error,
  );
  const { values, set } = form;

  return (
    <Dialog
      title={t(saved ? "views.change" : "views.save")}
      isOpen
      onOpenChange={onClose}
      size="s"
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary" busy={doing.isPending}>
            {t("views.save.do")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <TextField
          label={t("views.name")}
          autoFocus
          maxLength={60}
          value={values.name}
          onChange={(name) => set({ name })}
          error={form.fault("name")}
        />
        <TextField
          label={t("views.emoji")}
          optional
          maxLength={16}
          value={values.emoji}
          onChange={(emoji) => set({ emoji })}
        />
        {mayShare && (
          <RadioGroup
            label={t("views.shared")}
            options={(["nobody", "team", "everybody"] as const).map((id) => ({
              id,
              label: t(`views.shared.${id}`),
            }))}
            value={values.shared}
            onChange={(shared) => set({ shared })}
          />
        )}
        {values.shared === "team" && (
          <Select
            label={t("inbox.filter.team")}
            options={teams.map(({ id, name }) => ({ id, label: name }))}
            value={values.team}
            onChange={(team) => set({ team })}
          />
        )}
        {doing.error && <Problem of={doing.error} />}
      </FormOf>
    </Dialog>
  );
}
