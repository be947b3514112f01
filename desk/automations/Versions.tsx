import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Automation, type AutomationVersion, patchAutomation } from "../../contract/automations.ts";
import { call } from "../app/call.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Time } from "../ui/Time.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./Automations.module.css";
import { automationsQuery, versionsQuery } from "./queries.ts";
import { useRuleWords } from "./rule-words.ts";

/** How a rule has read over time, and who changed it. */
export function Versions({ automation }: { automation: Automation }) {
  const versions = useQuery(versionsQuery(automation.id));
  return <Loaded of={versions}>{(items) => <List automation={automation} versions={items} />}</Loaded>;
}

function List({ automation, versions }: { automation: Automation; versions: AutomationVersion[] }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const restoring = useMutation({
    mutationFn: ({ version: _v, changedBy: _by, changedAt: _at, ...said }: AutomationVersion) =>
      call(patchAutomation, {
        params: { id: automation.id },
        body: { ...said, version: automation.version },
      }),
    onSuccess: ({ version }) => {
      toast({ kind: "good", text: t("automation.versions.restored", { version }) });
      return cache.invalidateQueries({ queryKey: automationsQuery.queryKey });
    },
  });
  return (
    <ol className={styles.versions} aria-label={t("automation.versions")}>
      {restoring.error && (
        <li>
          <Problem of={restoring.error} />
        </li>
      )}
      {versions.map((version, at) => (
        <li key={version.version} className={styles.versionRow}>
          <div>
            <p>
              <b>{t("automation.versions.one", { version: version.version })}</b>{" "}
              {version.version === automation.version && <Badge>{t("automation.versions.now")}</Badge>}
            </p>
            <p className={styles.quiet}>
              <bdi>{version.changedBy}</bdi>, <Time at={version.changedAt} style="short" />
            </p>
            <Said version={version} before={versions[at + 1]} />
          </div>
          {version.version !== automation.version && (
            <Button
              size="s"
              busy={restoring.isPending && restoring.variables.version === version.version}
              onPress={() => restoring.mutate(version)}
            >
              {t("automation.versions.restore")}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

/** What it said then, and which of it was new. */
function Said({ version, before }: { version: AutomationVersion; before: AutomationVersion | undefined }) {
  const { t, list } = useTexts();
  const words = useRuleWords();
  const parts = ["name", "trigger", "conditions", "actions", "stops", "brands"] as const;
  const changed = before
    ? parts.filter((part) => JSON.stringify(version[part]) !== JSON.stringify(before[part]))
    : [];
  return (
    <>
      {changed.length > 0 && (
        <p>
          {t("automation.versions.changed", {
            what: list(changed.map((part) => t(`automation.part.${part}`))),
          })}
        </p>
      )}
      <p className={styles.quiet}>
        {words.trigger(version.trigger)} → {version.actions.map(words.action).join("; ")}
      </p>
    </>
  );
}
