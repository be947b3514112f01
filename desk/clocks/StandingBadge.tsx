import {
  AlarmClock,
  AlarmClockCheck,
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleSlash2,
  Clock as ClockIcon,
} from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { Badge, type Tone } from "../ui/Badge.tsx";
import type { Standing } from "./standing.ts";

const looks = {
  in_time: { icon: ClockIcon, tone: "neutral" },
  soon: { icon: AlarmClockCheck, tone: "due" },
  late: { icon: AlarmClock, tone: "late" },
  still: { icon: CirclePause, tone: "neutral" },
  met: { icon: CircleCheck, tone: "good" },
  was_late: { icon: CircleAlert, tone: "late" },
  cancelled: { icon: CircleSlash2, tone: "neutral" },
} as const satisfies Record<Standing["kind"], { tone: Tone; icon: unknown }>;

/** How a clock stands, by a shape and a word. */
export function StandingBadge({ standing }: { standing: Standing }) {
  const { t, duration } = useTexts();
  const words = () => {
    switch (standing.kind) {
      case "in_time":
        return t("clock.standing.in_time", { time: duration(standing.leftMs) });
      case "soon":
        return t("inbox.row.due", { time: duration(standing.leftMs) });
      case "late":
        return t("inbox.row.late", { time: duration(standing.byMs) });
      case "was_late":
        return t("clock.standing.was_late", { time: duration(standing.byMs) });
      case "still":
        return t(`clock.standing.still.${standing.why}`);
      default:
        return t(`clock.standing.${standing.kind}`);
    }
  };
  return (
    <Badge {...looks[standing.kind]} look="plain">
      {words()}
    </Badge>
  );
}
