import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { ownName } from "../app/line-words.ts";
import { useLines } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { useAmend } from "./changes.ts";
import styles from "./picker.module.css";
import { StatusBadge } from "./StatusBadge.tsx";

type Props = { conversation: Conversation; isFixed: boolean };

const none = "-";

/** Where the matter stands. Where its line has stages, one can be chosen. */
export function StagePicker({ conversation: { id, line, stage, status }, isFixed }: Props) {
  const { t, locale } = useTexts();
  const stages = useLines().find((each) => each.line === line)?.stages ?? [];
  const amend = useAmend(id, (next) => stages.find(({ key }) => key === next)?.countsAs);
  const nameOf = (of: (typeof stages)[number]) => ownName(of.names, locale) ?? of.key;
  const now = stages.find(({ key }) => key === stage);
  const badge = <StatusBadge status={status} name={now && status !== "closed" ? nameOf(now) : undefined} />;

  if (isFixed || status === "closed" || stages.length === 0) return badge;
  return (
    <MenuTrigger>
      <Button
        className={styles.picker}
        aria-label={t("conversation.stage", { stage: now ? nameOf(now) : t(`status.${status}`) })}
      >
        {badge}
      </Button>
      <Menu
        label={t("conversation.stage.choose")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[stage ?? none]}
        onSelectionChange={(keys) => {
          const chosen = String([...keys][0]);
          amend.mutate({ stage: chosen === none ? null : chosen });
        }}
      >
        {stages.map((each) => (
          <MenuItem key={each.key} id={each.key} description={t(`stage.counts.${each.countsAs}`)}>
            {nameOf(each)}
          </MenuItem>
        ))}
        <MenuItem id={none}>{t("conversation.stage.none")}</MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
