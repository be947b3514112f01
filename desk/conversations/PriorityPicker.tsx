import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronsUp, ChevronUp, type LucideIcon, Minus } from "lucide-react";
import { Button } from "react-aria-components";
import { type Conversation, Priority } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { useAmend } from "./changes.ts";
import styles from "./picker.module.css";
import { triageQuery } from "./queries.ts";

const icons: Record<Priority, LucideIcon> = {
  critical: ChevronsUp,
  high: ChevronUp,
  normal: Minus,
  low: ChevronDown,
};

type Props = { conversation: Conversation; isFixed: boolean };

/** How bad it is and how soon; hover or focus says from which words it was told. */
export function PriorityPicker({ conversation: { id, priority }, isFixed }: Props) {
  const { t } = useTexts();
  const amend = useAmend(id);
  const { data: triage = null } = useQuery(triageQuery(id));
  const reasons =
    triage?.urgency.level === priority ? triage.reasons.filter((reason) => reason.for === "urgency") : [];
  const name = t(`priority.${priority}`);
  const shown = (
    <>
      <Icon of={icons[priority]} size={14} />
      {priority !== "normal" && name}
    </>
  );
  if (isFixed) return <span className={styles.fixed}>{shown}</span>;
  return (
    <MenuTrigger>
      <Tooltip
        text={[name, ...reasons.map(({ text }) => text)].map((line) => (
          <span key={line} className={styles.line}>
            {line}
          </span>
        ))}
      >
        <Button
          className={styles.picker}
          data-quiet={priority === "normal" || undefined}
          aria-label={t("conversation.priority", { priority: name })}
        >
          {shown}
        </Button>
      </Tooltip>
      <Menu
        label={t("conversation.priority.choose")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[priority]}
        onSelectionChange={(keys) => amend.mutate({ priority: Priority.parse([...keys][0]) })}
      >
        {Priority.options.toReversed().map((each) => (
          <MenuItem key={each} id={each} icon={icons[each]}>
            {t(`priority.${each}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
