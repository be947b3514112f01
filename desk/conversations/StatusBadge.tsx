import { CircleCheck, CircleDashed, CircleDot, Hourglass } from "lucide-react";
import type { Status } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge, type Tone } from "../ui/Badge.tsx";

const looks = {
  new: { icon: CircleDashed, tone: "accent" },
  open: { icon: CircleDot, tone: "neutral" },
  waiting: { icon: Hourglass, tone: "neutral" },
  closed: { icon: CircleCheck, tone: "good" },
} as const satisfies Record<Status, { tone: Tone; icon: unknown }>;

export function StatusBadge({ status }: { status: Status }) {
  const { t } = useTexts();
  return (
    <Badge icon={looks[status].icon} tone={looks[status].tone}>
      {t(`status.${status}`)}
    </Badge>
  );
}
