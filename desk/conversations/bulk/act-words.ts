import type { Act, BulkAct } from "../../../contract/bulk-acts.ts";
import { useLines } from "../../app/lines.ts";
import { useAgents, useTags, useTeams } from "../../app/lookups.ts";
import { useTexts } from "../../texts/Texts.tsx";

/** What an act is, in the reader's words. */
export function useActWords(): (act: Act) => string {
  const { t, list } = useTexts();
  const [agents, teams, tags, lines] = [useAgents(), useTeams(), useTags(), useLines()];
  const nameIn = (items: readonly { id: string; name: string }[], id: string) =>
    items.find((item) => item.id === id)?.name ?? "…";
  return (act) => {
    switch (act.kind) {
      case "assign":
        return t("bulk.act.assign", { name: nameIn(agents, act.agent) });
      case "queue":
        return t("bulk.act.assign", { name: nameIn(teams, act.team) });
      case "tag":
      case "untag":
        return t(`bulk.act.${act.kind}`, { tags: list(act.tags.map((tag) => nameIn(tags, tag))) });
      case "priority":
        return t(`priority.${act.priority}`);
      case "impact":
        return t("impact.is", { level: t(`level.${act.impact}`) });
      case "urgency":
        return t("urgency.is", { level: t(`level.${act.urgency}`) });
      case "line":
        return t("bulk.act.line", { line: lines.find(({ line }) => line === act.line)?.name ?? act.line });
      case "waive":
        return t("conversation.waive");
      case "close":
        return t("conversation.close");
      case "reopen":
        return t("conversation.reopen");
      case "read":
      case "unread":
        return t(`bulk.${act.kind}`);
    }
  };
}

const known = [
  "answer_owed",
  "promises_open",
  "fields_missing",
  "items_open",
  "cannot_answer",
  "changed_since",
  "stopped",
  "forbidden",
  "not_found",
] as const;

/** Why a conversation was left out. */
export function useWhyWords(): (why: BulkAct["left"][number]["why"]) => string {
  const { t } = useTexts();
  return (why) => t(`bulk.why.${known.find((each) => each === why) ?? "else"}`);
}
