import type { Event } from "../../contract/conversations.ts";
import type { Texts } from "../texts/Texts.tsx";

type Say = { t: Texts["t"]; when: (at: unknown) => string };

/** What happened to a promise, in a sentence. */
export function promiseEventWords({ kind, data }: Event, who: string, { t, when }: Say): string {
  const said = { who, text: word(data.text), at: when(data.dueAt) };
  switch (kind) {
    case "promise.made":
      return t("event.promise.made", said);
    case "promise.kept":
      return t(data.late ? "event.promise.keptLate" : "event.promise.kept", said);
    case "promise.broken":
      return t("event.promise.broken", said);
    case "promise.withdrawn":
      return t("event.promise.withdrawn", { ...said, reason: word(data.reason) });
    case "clock.warned":
      return t("event.promise.warned", said);
    case "clock.escalated":
      return t("event.promise.leadsTold", said);
    default:
      return changed(data, said, { t, when });
  }
}

/** The change that says most. */
function changed(
  data: Event["data"],
  said: { who: string; text: string; at: string },
  { t, when }: Say,
): string {
  if (data.wasSettled) return t("event.promise.owed", said);
  if (data.wasDueAt) return t("event.promise.moved", { ...said, was: when(data.wasDueAt) });
  if (data.name) return t("event.promise.given", { ...said, name: word(data.name) });
  if (data.owner === null) return t("event.promise.loose", said);
  return t("event.promise.reworded", said);
}

const word = (value: unknown): string => (typeof value === "string" ? value : "");
