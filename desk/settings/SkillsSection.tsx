import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { deleteSkill, postSkill, type Skill } from "../../contract/routing.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { words } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { skillsQuery } from "../work/queries.ts";
import styles from "./fields.module.css";
import { Loaded } from "./Loaded.tsx";
import partStyles from "./Part.module.css";

/** What people know, as queues ask for it. */
export function SkillsSection() {
  const { t, compare } = useTexts();
  const may = useMay("teams.manage");
  const skills = useQuery(skillsQuery);
  const [removing, setRemoving] = useState<Skill | null>(null);
  return (
    <Card title={t("settings.skills")}>
      <div className={styles.stack}>
        <p className={partStyles.quiet}>{t("settings.skills.words")}</p>
        <Loaded of={skills}>
          {(rows) =>
            rows.length ? (
              <ul className={styles.tags} aria-label={t("settings.skills")}>
                {rows
                  .toSorted((a, b) => compare(a.name, b.name))
                  .map((skill) => (
                    <li key={skill.id} className={styles.tag}>
                      <span className={styles.tagName}>
                        <bdi>{skill.name}</bdi>
                      </span>
                      {may && (
                        <IconButton
                          icon={X}
                          size="s"
                          label={t("ui.remove", { name: skill.name })}
                          onPress={() => setRemoving(skill)}
                        />
                      )}
                    </li>
                  ))}
              </ul>
            ) : (
              <p>{t("settings.skills.none")}</p>
            )
          }
        </Loaded>
        {may && <NewSkill />}
      </div>
      {removing && <RemoveSkill skill={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}

function NewSkill() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: { name: string }) => call(postSkill, { body }),
    onSuccess: () => {
      form.reset({ name: "" });
      return cache.invalidateQueries({ queryKey: skillsQuery.queryKey });
    },
  });
  const form = useForm({ name: words(60) }, { name: "" }, (values) => adding.mutate(values), adding.error);
  const taken = isProblem(adding.error, "already_exists") ? adding.error.problem.title : undefined;
  return (
    <FormOf of={form}>
      <div className={styles.addRow}>
        <TextField
          label={t("settings.skills.name")}
          value={form.values.name}
          onChange={(name) => form.set({ name })}
          error={form.fault("name") ?? taken}
        />
        <Button type="submit" busy={adding.isPending}>
          {t("settings.skills.add")}
        </Button>
      </div>
      {adding.error && !taken && <Problem of={adding.error} />}
    </FormOf>
  );
}

function RemoveSkill({ skill, onClose }: { skill: Skill; onClose: () => void }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const removal = useMutation({
    mutationFn: () => call(deleteSkill, { params: { id: skill.id } }),
    onSuccess: async () => {
      await Promise.all(
        [skillsQuery.queryKey, ["queues"], ["work-profiles"], ["board"]].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
      toast({ kind: "good", text: t("settings.skills.removed", { name: skill.name }) });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t("settings.skills.remove", { name: skill.name })}
      words={t("settings.skills.removeWords")}
      action={t("settings.remove")}
      doing={removal}
      onClose={onClose}
    />
  );
}
