import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Tags as TagsIcon, X } from "lucide-react";
import { useState } from "react";
import { deleteTag, postTag, type Tag } from "../../contract/workspace.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { words } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { tagsQuery } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { ColourField } from "./ColourField.tsx";
import { colours } from "./colours.ts";
import styles from "./fields.module.css";
import { Loaded } from "./Loaded.tsx";
import { Dot } from "./NameCell.tsx";
import { Part } from "./Part.tsx";

export function TagsPart() {
  const { t } = useTexts();
  const may = useMay("tags.manage");
  const tags = useQuery(tagsQuery);
  return (
    <Part id="tags">
      <div className={styles.stack}>
        {may && <NewTag count={tags.data?.length ?? 0} />}
        <Loaded of={tags}>
          {(rows) =>
            rows.length ? (
              <Tags rows={rows} may={may} />
            ) : (
              <EmptyState icon={TagsIcon} title={t("settings.tags.none")}>
                {t("settings.tags.noneWords")}
              </EmptyState>
            )
          }
        </Loaded>
      </div>
    </Part>
  );
}

function NewTag({ count }: { count: number }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: { name: string; colour: string }) => call(postTag, { body }),
    onSuccess: () => {
      // The next one gets another colour by itself.
      form.reset({ name: "", colour: colours[(count + 1) % colours.length]! });
      return cache.invalidateQueries({ queryKey: tagsQuery.queryKey });
    },
  });
  const form = useForm<{ name: string; colour: string }>(
    { name: words(60) },
    { name: "", colour: colours[count % colours.length]! },
    (values) => adding.mutate(values),
    adding.error,
  );
  const taken = isProblem(adding.error, "already_exists") ? adding.error.problem.title : undefined;

  return (
    <Card title={t("settings.tags.add")}>
      <FormOf of={form}>
        <TextField
          label={t("settings.tags.name")}
          value={form.values.name}
          onChange={(name) => form.set({ name })}
          error={form.fault("name") ?? taken}
        />
        <ColourField
          label={t("settings.brands.colour")}
          value={form.values.colour}
          onChange={(colour) => form.set({ colour })}
        />
        {adding.error && !taken && <Problem of={adding.error} />}
        <div>
          <Button type="submit" kind="primary" busy={adding.isPending}>
            {t("settings.tags.add")}
          </Button>
        </div>
      </FormOf>
    </Card>
  );
}

function Tags({ rows, may }: { rows: Tag[]; may: boolean }) {
  const { t, compare } = useTexts();
  const [removing, setRemoving] = useState<Tag | null>(null);
  return (
    <>
      <ul className={styles.tags} aria-label={t("settings.tags")}>
        {rows
          .toSorted((a, b) => compare(a.name, b.name))
          .map((tag) => (
            <li key={tag.id} className={styles.tag}>
              <Dot colour={tag.colour} />
              <span className={styles.tagName}>
                <bdi>{tag.name}</bdi>
              </span>
              {may && (
                <IconButton
                  icon={X}
                  size="s"
                  label={t("ui.remove", { name: tag.name })}
                  onPress={() => setRemoving(tag)}
                />
              )}
            </li>
          ))}
      </ul>
      {removing && <RemoveTag tag={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function RemoveTag({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const removal = useMutation({
    mutationFn: () => call(deleteTag, { params: { id: tag.id } }),
    onSuccess: async () => {
      // Conversations carry their tags.
      await Promise.all(
        [tagsQuery.queryKey, ["conversations"], ["conversation"]].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
      toast({ kind: "good", text: t("settings.tags.removed", { name: tag.name }) });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t("settings.tags.remove", { name: tag.name })}
      words={t("settings.tags.removeWords")}
      action={t("settings.remove")}
      doing={removal}
      onClose={onClose}
    />
  );
}
