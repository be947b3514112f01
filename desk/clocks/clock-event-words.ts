import type { Event } from "../../contract/conversations.ts";
import type { Names } from "../../contract/lines.ts";
import type { TextKey } from "../texts/messages.ts";
import type { Texts } from "../texts/Texts.tsx";

interface Reader {
  t: Texts["t"];
  when: (at: string) => string;
  /** A share as a percentage. */
  percent: (share: number) => string;
  clockName: (clock: { clock: string; names?: Names }) => string;
  /** The names of agents, in a row; empty when none is known. */
  people: (ids: readonly string[]) => string;
}

/** What a clock led to by itself: a warning, being late, a step of its ladder. */
export function clockEventWords({ kind, at, data }: Event, { t, when, percent, ...of }: Reader): string {
  const dueAt = typeof data.dueAt === "string" ? data.dueAt : "";
  const clock = of.clockName({ clock: String(data.clock ?? ""), names: (data.names ?? {}) as Names });
  const due = dueAt ? when(dueAt) : "";
  if (kind === "clock.breached") return t("event.clock.late", { clock, due });

  const share = typeof data.percent === "number" ? percent(data.percent / 100) : "";
  // A warning that nobody was there to give comes when it is late already.
  const why =
    dueAt && dueAt <= at
      ? t("event.clock.wasDue", { clock, due })
      : t("event.clock.isDue", { clock, due, share });
  const to = Array.isArray(data.to) ? of.people(data.to.map(String)) : "";
  switch (data.does) {
    case "nudge":
    case "notify_lead":
      return to ? t("event.clock.told", { to, why }) : t("event.clock.nobody", { why });
    case "move":
      return data.nothing
        ? t("event.clock.notMoved", { why })
        : t("event.clock.moved", { queue: String(data.name ?? ""), why });
    case "raise_priority":
      return data.nothing
        ? t("event.clock.notRaised", { why })
        : t("event.clock.raised", { priority: t(`priority.${data.priority}` as TextKey), why });
    default:
      return why;
  }
}
