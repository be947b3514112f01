import type { Event } from "../../../contract/conversations.ts";
import type { Names } from "../../../contract/lines.ts";
import { ownName } from "../../app/line-words.ts";
import type { Texts } from "../../texts/Texts.tsx";

const dids = ["ticked", "unticked", "changed", "moved", "removed", "put_back"] as const;

type Told = { text?: string; texts?: Names };

/** What became of a checklist, as a sentence of the timeline. */
export function checklistEventWords(
  data: Event["data"],
  who: string,
  { t, locale }: Pick<Texts, "t" | "locale">,
): string {
  const items = Array.isArray(data.items) ? (data.items as Told[]) : [];
  const text = items[0] ? (ownName(items[0].texts ?? {}, locale) ?? items[0].text ?? "") : "";
  const did = dids.find((each) => each === data.did);
  if (did) return t(`event.checklist.${did}`, { who, text });
  const template = data.template ? ownName(data.template as Names, locale) : undefined;
  if (template) return t("event.checklist.template", { who, name: template });
  return items.length === 1
    ? t("event.checklist.added", { who, text })
    : t("event.checklist.addedMany", { who, count: items.length });
}
