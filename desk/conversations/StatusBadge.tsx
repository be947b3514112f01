import { CircleCheck, CircleDashed, CircleDot, Hourglass } from "lucide-react";
import type { Status } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Text } from "../ui/Text.tsx";

const looks = {
  new: { icon: CircleDashed, tone: "accent" },
  open: { icon: CircleDot, tone: "neutral" },
  waiting: { icon: Hourglass, tone: "neutral" },
  closed: { icon: CircleCheck, tone: "good" },
} as const satisfies Record<Status, { tone: Tone; icon: unknown }>;

type Props = {
  status: Status;
  /** Where it stands in the work of its line, in place of the usual word. */
  name?: string;
};

export function StatusBadge({ status, name }: Props) {
  const { t } = useTexts();
  return (
    <Badge icon={looks[status].icon} tone={looks[status].tone}>
      <Text clip>{name ?? t(`status.${status}`)}</Text>
    </Badge>
  );
}
