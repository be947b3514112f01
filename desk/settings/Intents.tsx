import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, EyeOff, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { type Intent, type Line, type Names, postIntent } from "../../contract/lines.ts";
import { useForm } from "../accounts/form.tsx";
import { call } from "../app/call.ts";
import { useIntentName, useLines } from "../app/lines.ts";
import { intentsQuery } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./fields.module.css";
import { freshKey } from "./fresh-key.ts";
import { ItemDialog } from "./ItemDialog.tsx";
import { Loaded } from "./Loaded.tsx";
import { useChangeIntent } from "./lines.ts";
import { NamesField } from "./NamesField.tsx";
import { isNamed, trimmed } from "./names.ts";

/** What conversations can be about, line by line: renamed, hidden, added. */
export function Intents({ may }: { may: boolean }) {
  const { t } = useTexts();
  const intents = useQuery(intentsQuery);
  const lines = useLines();
  const [changing, setChanging] = useState<Intent | "new" | null>(null);
  return (
    <Card
      title={t("settings.intents")}
      actions={
        may && (
          <Button size="s" icon={Plus} onPress={() => setChanging("new")}>
            {t("settings.intents.add")}
          </Button>
        )
      }
    >
      <div className={styles.stack}>
        <p className={styles.hint}>{t("settings.intents.words")}</p>
        <Loaded of={intents}>
          {(all) =>
            lines.map(({ line, name }) => (
              <section key={line} aria-label={lines.length > 1 ? name : t("settings.intents")}>
                {lines.length > 1 && <h3 className={styles.group}>{name}</h3>}
                <ul className={styles.tags}>
                  {all
                    .filter((each) => each.line === line)
                    .map((intent) => (
                      <IntentRow
                        key={intent.key}
                        intent={intent}
                        may={may}
                        onChange={() => setChanging(intent)}
                      />
                    ))}
                </ul>
              </section>
            ))
          }
        </Loaded>
      </div>
      {changing === "new" && (
        <NewIntent taken={(intents.data ?? []).map(({ key }) => key)} onClose={() => setChanging(null)} />
      )}
      {changing && changing !== "new" && <RenameIntent intent={changing} onClose={() => setChanging(null)} />}
    </Card>
  );
}

type RowProps = { intent: Intent; may: boolean; onChange: () => void };

function IntentRow({ intent, may, onChange }: RowProps) {
  const { t } = useTexts();
  const name = useIntentName()(intent.key);
  const change = useChangeIntent();
  const hide = (isHidden: boolean) =>
    change.mutate(
      { key: intent.key, isHidden },
      {
        onSuccess: () =>
          toast({
            text: t(isHidden ? "settings.intents.hidden" : "settings.intents.shown", { name }),
            undo: () => change.mutate({ key: intent.key, isHidden: !isHidden }),
          }),
      },
    );
  return (
    <li className={styles.tag} data-hidden={intent.isHidden || undefined}>
      <span className={styles.tagName}>
        <bdi>{name}</bdi>
        {intent.isHidden && <span className={styles.hint}> {t("settings.intents.isHidden")}</span>}
      </span>
      {may && (
        <>
          <IconButton size="s" icon={Pencil} label={t("settings.change", { name })} onPress={onChange} />
          <IconButton
            size="s"
            icon={intent.isHidden ? Eye : EyeOff}
            label={t(intent.isHidden ? "settings.intents.show" : "settings.intents.hide", { name })}
            busy={change.isPending}
            onPress={() => hide(!intent.isHidden)}
          />
        </>
      )}
    </li>
  );
}

function RenameIntent({ intent, onClose }: { intent: Intent; onClose: () => void }) {
  const { t } = useTexts();
  const nameOf = useIntentName();
  const saving = useChangeIntent();
  const form = useForm(
    // One of the workspace's own has no usual name to fall back to.
    intent.isBase ? {} : { names: named },
    { names: intent.names },
    ({ names }) => saving.mutate({ key: intent.key, names: trimmed(names) }, { onSuccess: onClose }),
    saving.error,
  );
  return (
    <ItemDialog
      title={t("settings.change", { name: nameOf(intent.key) })}
      form={form}
      saving={saving}
      action={t("form.save")}
      onClose={onClose}
    >
      <NamesField
        label={t("settings.name")}
        description={intent.isBase ? t("settings.intents.nameHint") : undefined}
        open
        autoFocus
        value={form.values.names}
        onChange={(names) => form.set({ names })}
        error={form.fault("names")}
      />
    </ItemDialog>
  );
}

const named = (value: unknown) => (isNamed(value as Names) ? null : ({ key: "form.fault.missing" } as const));

function NewIntent({ taken, onClose }: { taken: string[]; onClose: () => void }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const lines = useLines();
  const adding = useMutation({
    mutationFn: ({ names, line }: { names: Names; line: Line }) => {
      const key = freshKey(names.en ?? Object.values(names)[0] ?? "", taken, "intent");
      return call(postIntent, { body: { key, line, names: trimmed(names) } });
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: intentsQuery.queryKey });
      toast({ kind: "good", text: t("settings.intents.added") });
      onClose();
    },
  });
  const form = useForm<{ names: Names; line: Line }>(
    { names: named },
    { names: {}, line: lines[0]?.line ?? "service" },
    (values) => adding.mutate(values),
    adding.error,
  );
  return (
    <ItemDialog
      title={t("settings.intents.add")}
      form={form}
      saving={adding}
      action={t("settings.intents.add")}
      onClose={onClose}
    >
      <NamesField
        label={t("settings.name")}
        open
        autoFocus
        value={form.values.names}
        onChange={(names) => form.set({ names })}
        error={form.fault("names")}
      />
      {lines.length > 1 && (
        <RadioGroup
          label={t("inbox.filter.line")}
          orientation="horizontal"
          options={lines.map(({ line, name }) => ({ id: line, label: name }))}
          value={form.values.line}
          onChange={(line) => form.set({ line })}
        />
      )}
    </ItemDialog>
  );
}
