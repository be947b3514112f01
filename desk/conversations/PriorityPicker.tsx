import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronsUp, ChevronUp, type LucideIcon, Minus, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { Level, Priority } from "../../contract/priority.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "../ui/Menu.tsx";
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

/** How bad it is and how soon: chosen, or following from impact and urgency. Hover or focus says who decided it. */
export function PriorityPicker({ conversation, isFixed }: Props) {
  const { t } = useTexts();
  const { id, priority, priorityBy, impact, urgency } = conversation;
  const amend = useAmend(id);
  const { data: triage = null } = useQuery(triageQuery(id));
  const [isOpen, setOpen] = useState(false);
  useKey("priority", "shift+i", () => setOpen(true), { enabled: !isFixed });
  const reasons =
    priorityBy === "guess" && triage?.urgency.level === priority
      ? triage.reasons.filter((reason) => reason.for === "urgency")
      : [];
  const name = t(`priority.${priority}`);
  const follows = impact !== null && urgency !== null;
  const why = t(`priority.by.${priorityBy}`, {
    impact: impact ? t(`level.${impact}`) : "",
    urgency: urgency ? t(`level.${urgency}`) : "",
  });
  const shown = (
    <>
      <Icon of={icons[priority]} size={14} />
      {priority !== "normal" && name}
    </>
  );
  if (isFixed) return <span className={styles.fixed}>{shown}</span>;
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Tooltip
        text={[name, why, ...reasons.map(({ text }) => text)].map((line) => (
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
      <Menu label={t("conversation.priority.choose")}>
        <MenuSection
          title={t("inbox.filter.priority")}
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
        </MenuSection>
        {priorityBy === "person" && (
          <MenuSection title={t("priority.by.person")}>
            <MenuItem icon={RotateCcw} onAction={() => amend.mutate({ priority: null })}>
              {t(follows ? "priority.follow" : "priority.guessed")}
            </MenuItem>
          </MenuSection>
        )}
        {(["impact", "urgency"] as const).map((what) => (
          <MenuSection
            key={what}
            title={t(`inbox.filter.${what}`)}
            selectionMode="single"
            selectedKeys={conversation[what] ? [`${what}-${conversation[what]}`] : []}
            onSelectionChange={(keys) => {
              const [chosen] = [...keys];
              const level = chosen === undefined ? null : Level.parse(String(chosen).slice(what.length + 1));
              amend.mutate(what === "impact" ? { impact: level } : { urgency: level });
            }}
          >
            {Level.options.toReversed().map((each) => (
              <MenuItem key={each} id={`${what}-${each}`}>
                {t(`level.${each}`)}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
