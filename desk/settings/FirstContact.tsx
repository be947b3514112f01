import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type FirstContactSettings,
  getFirstContactSettings,
  patchFirstContactSettings,
} from "../../contract/repeats.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { call } from "../app/call.ts";
import { useUnsaved } from "../app/Unsaved.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import own from "./FirstContact.module.css";
import { Loaded } from "./Loaded.tsx";
import styles from "./Part.module.css";
import { addressOf } from "./place.ts";
import { whole } from "./whole-number.ts";

const firstContactQuery = queryOptions({
  queryKey: ["first-contact"],
  queryFn: ({ signal }) => call(getFirstContactSettings, {}, { signal }),
});

/** Within how many days a matter that comes again is the same one. */
export function FirstContact() {
  const { t } = useTexts();
  const settings = useQuery(firstContactQuery);
  return (
    <Card title={t("settings.firstContact")}>
      <Loaded of={settings}>{(known) => <Days settings={known} />}</Loaded>
    </Card>
  );
}

const rules = { days: whole(1, 365) };

function Days({ settings }: { settings: FirstContactSettings }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const saving = useMutation({
    mutationFn: (withinDays: number) => call(patchFirstContactSettings, { body: { withinDays } }),
    onSuccess: (saved) => {
      cache.setQueryData(firstContactQuery.queryKey, saved);
      form.reset({ days: String(saved.withinDays) });
      toast({ kind: "good", text: t("form.saved") });
    },
  });
  const form = useForm(
    rules,
    { days: String(settings.withinDays) },
    ({ days }) => saving.mutate(Number(days)),
    saving.error,
  );
  useUnsaved(form.changed, addressOf("triage"));
  return (
    <FormOf of={form}>
      <p className={styles.quiet}>{t("settings.firstContact.words")}</p>
      <div className={own.days}>
        <TextField
          label={t("settings.firstContact.days")}
          inputMode="numeric"
          value={form.values.days}
          onChange={(days) => form.set({ days })}
          error={form.fault("days")}
        />
      </div>
      {saving.error && <Problem of={saving.error} />}
      <div className={styles.actions}>
        <Button type="submit" kind="primary" busy={saving.isPending} isDisabled={!form.changed}>
          {t("form.save")}
        </Button>
      </div>
    </FormOf>
  );
}
