import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BodyIn } from "../../contract/route.ts";
import { patchWorkspace, type Workspace } from "../../contract/workspace.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { LanguageField } from "../accounts/LanguageField.tsx";
import { words } from "../accounts/rules.ts";
import { TimeZoneField } from "../accounts/TimeZoneField.tsx";
import { call } from "../app/call.ts";
import { meQuery, useMay } from "../app/me.ts";
import { useUnsaved } from "../app/Unsaved.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { Loaded } from "./Loaded.tsx";
import styles from "./Part.module.css";
import { Part } from "./Part.tsx";
import { addressOf } from "./place.ts";
import { workspaceQuery } from "./queries.ts";

export function WorkspacePart() {
  const workspace = useQuery(workspaceQuery);
  return (
    <Part id="workspace">
      <div className={styles.narrow}>
        <Card>
          <Loaded of={workspace}>{(data) => <WorkspaceForm workspace={data} />}</Loaded>
        </Card>
      </div>
    </Part>
  );
}

/** The usual lengths, and the one that was set by other means. */
const windows = (set: number) => [...new Set([0, 5, 10, 20, 30, 60, set])].sort((a, b) => a - b);

const rules = { name: words(100) };

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const { t, dateTime } = useTexts();
  const cache = useQueryClient();
  const may = useMay("workspace.manage");
  const saving = useMutation({
    mutationFn: (body: BodyIn<typeof patchWorkspace>) => call(patchWorkspace, { body }),
    onSuccess: (saved) => {
      cache.setQueryData(workspaceQuery.queryKey, saved);
      form.reset({
        name: saved.name,
        locale: saved.locale,
        timeZone: saved.timeZone,
        undoSeconds: saved.undoSeconds,
      });
      toast({ kind: "good", text: t("form.saved") });
      return cache.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const form = useForm(
    rules,
    {
      name: workspace.name,
      locale: workspace.locale,
      timeZone: workspace.timeZone,
      undoSeconds: workspace.undoSeconds,
    },
    (values) => saving.mutate(values),
    saving.error,
  );
  useUnsaved(form.changed, addressOf("workspace"));

  return (
    <FormOf of={form}>
      <TextField
        label={t("settings.workspace.name")}
        isReadOnly={!may}
        value={form.values.name}
        onChange={(name) => form.set({ name })}
        error={form.fault("name")}
      />
      <LanguageField
        label={t("settings.workspace.language")}
        description={t("settings.workspace.languageHint")}
        isDisabled={!may}
        value={form.values.locale}
        onChange={(locale) => form.set({ locale })}
      />
      <TimeZoneField
        label={t("profile.timeZone")}
        description={t("settings.workspace.timeZoneHint")}
        isDisabled={!may}
        value={form.values.timeZone}
        onChange={(timeZone) => form.set({ timeZone })}
      />
      <Select
        label={t("settings.workspace.undo")}
        description={t("settings.workspace.undoHint")}
        isDisabled={!may}
        options={windows(workspace.undoSeconds).map((seconds) => ({
          id: String(seconds),
          label: t("settings.workspace.undoSeconds", { seconds }),
        }))}
        value={String(form.values.undoSeconds)}
        onChange={(seconds) => form.set({ undoSeconds: Number(seconds) })}
      />
      <p className={styles.quiet}>
        {t("settings.workspace.trade")}: {t(`trade.${workspace.trade}`)} ·{" "}
        {t("settings.workspace.since", { date: dateTime(workspace.createdAt, "date") })}
      </p>
      {saving.error && <Problem of={saving.error} />}
      {may && (
        <div className={styles.actions}>
          <Button type="submit" kind="primary" busy={saving.isPending} isDisabled={!form.changed}>
            {t("form.save")}
          </Button>
        </div>
      )}
    </FormOf>
  );
}
