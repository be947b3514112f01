import { useQuery } from "@tanstack/react-query";
import { CalendarClock, Clock } from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { MenuItem, MenuSection } from "../../ui/Menu.tsx";
import { laterTimes } from "./later-times.ts";
import { plannedOfQuery } from "./queries.ts";
import { useDoubts, useTwoClocks } from "./two-clocks.ts";

type Props = {
  conversation: Conversation;
  onChoose: (at: string) => void;
  /** Asks for a day and an hour of one's own. */
  onOwn: () => void;
};

/** The times to answer at, in a menu: by the customer's clock and by ours. */
export function LaterItems({ conversation, onChoose, onOwn }: Props) {
  const { t } = useTexts();
  const [now] = useState(Date.now);
  const zone = useQuery(plannedOfQuery(conversation.id)).data?.customerZone;
  const clocks = useTwoClocks(zone);
  const doubts = useDoubts(conversation, zone);
  return (
    <MenuSection title={t("planned.later")}>
      {zone &&
        laterTimes(now, zone.timeZone).map(({ id, at }) => (
          <MenuItem
            key={id}
            icon={Clock}
            description={[clocks(at), doubts(at)].filter(Boolean).join(" · ")}
            onAction={() => onChoose(at)}
          >
            {t(`planned.at.${id}`)}
          </MenuItem>
        ))}
      <MenuItem icon={CalendarClock} description={t("planned.cancels")} onAction={onOwn}>
        {t("planned.at.own")}
      </MenuItem>
    </MenuSection>
  );
}
