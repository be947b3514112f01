import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import type { Action, ActionKind } from "../../contract/automations.ts";
import { actionKinds } from "../../contract/automations.ts";
import { useLines } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { ActionFields } from "./ActionFields.tsx";
import styles from "./Automations.module.css";
import { nobody } from "./check.ts";
import { type DraftAction, keyed, moved } from "./draft.ts";
import { useFaultAt } from "./faults.ts";

type Props = {
  value: readonly DraftAction[];
  onChange: (actions: DraftAction[]) => void;
  error?: string;
};

/** What the rule does, in this order; all of it or nothing. */
export function ActionsEditor({ value, onChange, error }: Props) {
  const { t } = useTexts();
  const lines = useLines();
  const kinds = actionKinds.filter((kind) => isOffered(kind, lines));
  return (
    <>
      <ol className={styles.actions} aria-label={t("automation.actions")} hidden={value.length === 0}>
        {value.map((action, at) => (
          <ActionCard
            key={action.key}
            action={action}
            path={`actions.${at}`}
            isFirst={at === 0}
            isLast={at === value.length - 1}
            onChange={(changed) => onChange(value.map((each) => (each.key === action.key ? changed : each)))}
            onMove={(by) => onChange(moved(value, at, at + by))}
            onRemove={() => onChange(value.filter(({ key }) => key !== action.key))}
          />
        ))}
      </ol>
      <div className={styles.adds}>
        <MenuTrigger>
          <Button size="s" icon={Plus}>
            {t("automation.actions.add")}
          </Button>
          <Menu label={t("automation.actions.add")}>
            {kinds.map((kind) => (
              <MenuItem key={kind} onAction={() => onChange([...value, keyed(firstOf(kind, lines))])}>
                {t(`automation.do.${kind}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
        {error && <span className={styles.fault}>{error}</span>}
      </div>
    </>
  );
}

type CardProps = {
  action: DraftAction;
  path: string;
  isFirst: boolean;
  isLast: boolean;
  onChange: (action: DraftAction) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

function ActionCard({ action, path, isFirst, isLast, onChange, onMove, onRemove }: CardProps) {
  const { t } = useTexts();
  const name = t(`automation.do.${action.do}`);
  const fault = useFaultAt(path);
  return (
    <li className={styles.action}>
      <div className={styles.actionBody}>
        <p className={styles.actionName}>{name}</p>
        <ActionFields action={action} path={path} onChange={onChange} />
        {fault && <p className={styles.fault}>{fault}</p>}
      </div>
      <div className={styles.actionActs}>
        <IconButton
          size="s"
          icon={ArrowUp}
          label={t("automation.up", { name })}
          isDisabled={isFirst}
          onPress={() => onMove(-1)}
        />
        <IconButton
          size="s"
          icon={ArrowDown}
          label={t("automation.down", { name })}
          isDisabled={isLast}
          onPress={() => onMove(1)}
        />
        <IconButton size="s" icon={X} label={t("ui.remove", { name })} onPress={onRemove} />
      </div>
    </li>
  );
}

type Lines = ReturnType<typeof useLines>;

/** What makes no sense where one line is on, or a line asks for nothing, is not offered. */
function isOffered(kind: ActionKind, lines: Lines): boolean {
  if (kind === "hand_over") return lines.length > 1;
  if (kind === "set_stage") return lines.some(({ stages }) => stages.length > 0);
  if (kind === "set_field") return lines.some(({ fields }) => fields.length > 0);
  return true;
}

/** An action with nothing chosen yet; what an empty id names is nowhere, so that it has to be chosen. */
function firstOf(kind: ActionKind, lines: Lines): Action {
  switch (kind) {
    case "assign":
      return { do: kind, to: { team: nobody } };
    case "hand_over":
      return { do: kind, line: lines.at(-1)!.line, reason: "" };
    case "set_intent":
      return { do: kind, intent: "" };
    case "set_stage": {
      const line = lines.find(({ stages }) => stages.length > 0)!;
      return { do: kind, line: line.line, stage: line.stages[0]!.key };
    }
    case "set_priority":
      return { do: kind, priority: "high" };
    case "set_field": {
      const line = lines.find(({ fields }) => fields.length > 0)!;
      return { do: kind, line: line.line, field: line.fields[0]!.key, value: null };
    }
    case "add_tags":
    case "remove_tags":
      return { do: kind, tags: [] };
    case "note":
      return { do: kind, text: "" };
    case "reply":
      return { do: kind, texts: {}, after: "wait" };
    case "follow_up":
      return { do: kind, minutes: 24 * 60, hours: "all" };
    case "snooze":
      return { do: kind, minutes: 24 * 60, hours: "all" };
    case "hold":
      return { do: kind, minutes: 3 * 24 * 60, hours: "all", note: "" };
    case "notify":
      return { do: kind, owner: true, leads: false, agents: [], teams: [], text: "" };
    default:
      return { do: kind };
  }
}
