import type { Event } from "../../contract/conversations.ts";
import type { Texts } from "../texts/Texts.tsx";

/** How a matter came to whoever has it now, and why. */
export function assignedWords({ actor, data }: Event, who: string, t: Texts["t"]): string {
  const [name, queue, reason] = [word(data.name), word(data.queue), word(data.reason)];
  switch (data.because) {
    case "next_best":
      return t("event.assigned.next", { who });
    case "round_robin":
      return t("event.assigned.given", { name, queue });
    case "least_loaded":
      return t("event.assigned.least", { name, queue });
    case "same_again":
      return t("event.assigned.again", { name, queue });
    case "on_duty":
      return t("event.assigned.duty", { name });
    case "overflow":
      return t("event.assigned.overflow", { queue });
    case "moved":
      return reason ? t("event.moved.why", { who, name, reason }) : t("event.moved", { who, name });
    case "owner_left":
      return t("event.released", { who });
    case "given_back":
      return t("event.givenBack", { who });
    case "owner_away":
      return t("event.away");
    default:
      if (data.agent && data.agent === actor.id) return t("event.taken", { who });
      return t(data.agent ? "event.assigned" : "event.queued", { who, name });
  }
}

const word = (value: unknown): string => (typeof value === "string" ? value : "");
