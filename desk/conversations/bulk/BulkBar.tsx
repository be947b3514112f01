import {
  CircleCheck,
  CircleSlash2,
  Ellipsis,
  Eye,
  EyeOff,
  Flag,
  GitBranch,
  RotateCcw,
  Tag,
  UserRound,
  UsersRound,
  X,
} from "lucide-react";
import type { Act } from "../../../contract/bulk-acts.ts";
import { Priority } from "../../../contract/conversations.ts";
import { WaiverReason } from "../../../contract/ledger.ts";
import { Level } from "../../../contract/priority.ts";
import { useLines } from "../../app/lines.ts";
import { useAgents, useTags, useTeams } from "../../app/lookups.ts";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { useKey } from "../../ui/keys.ts";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "../../ui/Menu.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { asked } from "../filters.ts";
import type { OpenList } from "../saved-views.ts";
import type { Selection } from "../selection.ts";
import styles from "./BulkBar.module.css";
import { useBulkActs } from "./queries.ts";

type Props = {
  open: OpenList;
  selection: Selection;
  /** How many the list holds, where that is known. */
  total: number | undefined;
  isMore: boolean;
};

/** What can be done with all that is chosen. */
export function BulkBar({ open, selection, total, isMore }: Props) {
  const { t, number, compare } = useTexts();
  const mayManage = useMay("conversations.manage");
  const mayReply = useMay("conversations.reply");
  const agents = useAgents().filter(({ status }) => status === "active");
  const teams = useTeams();
  const tags = useTags();
  const lines = useLines();
  const { order } = useBulkActs();
  const { chosen, clear, chooseAll } = selection;
  const isAny = chosen.all || chosen.ids.length > 0;

  useKey("clearSelection", "Escape", clear, { enabled: selection.isSelecting });
  useKey("selectAll", "shift+x", chooseAll);

  if (!selection.isSelecting) return null;
  const count = chosen.all ? total && total - chosen.except.length : chosen.ids.length;

  const act = (what: Act) => {
    const { sort, ...filters } = asked(open.filters);
    order.mutate(
      {
        act: what,
        which: chosen.all
          ? { view: open.view, filters, sort, until: chosen.until, except: [...chosen.except] }
          : { ids: [...chosen.ids] },
      },
      { onSuccess: clear },
    );
  };
  const byName = <Item extends { name: string }>(items: readonly Item[]) =>
    items.toSorted((a, b) => compare(a.name, b.name));

  return (
    <section className={styles.bar} aria-label={t("bulk.title")}>
      <div className={styles.first}>
        <p role="status" className={styles.count}>
          {count === undefined
            ? t("bulk.all")
            : isMore && chosen.all
              ? t("bulk.chosen.more", { count })
              : t("bulk.chosen", { count })}
        </p>
        {!chosen.all && total !== undefined && total > chosen.ids.length && (
          <Button size="s" kind="quiet" onPress={chooseAll}>
            {t("bulk.selectAll", { count: isMore ? `${number(total)}+` : number(total) })}
          </Button>
        )}
        <IconButton size="s" icon={X} label={t("bulk.clear")} keys="Escape" onPress={clear} />
      </div>
      {isAny && (
        <div className={styles.acts}>
          {mayManage && (
            <>
              <MenuTrigger>
                <Button size="s" icon={UserRound} busy={order.isPending}>
                  {t("bulk.assign")}
                </Button>
                <Menu label={t("bulk.assign")} placement="top start">
                  <MenuSection title={t("bulk.people")}>
                    {byName(agents).map(({ id, name }) => (
                      <MenuItem key={id} id={id} onAction={() => act({ kind: "assign", agent: id })}>
                        {name}
                      </MenuItem>
                    ))}
                  </MenuSection>
                  <MenuSection title={t("bulk.teams")}>
                    {byName(teams).map(({ id, name }) => (
                      <MenuItem
                        key={id}
                        id={id}
                        icon={UsersRound}
                        onAction={() => act({ kind: "queue", team: id })}
                      >
                        {name}
                      </MenuItem>
                    ))}
                  </MenuSection>
                </Menu>
              </MenuTrigger>
              {tags.length > 0 && (
                <MenuTrigger>
                  <IconButton size="s" icon={Tag} label={t("bulk.tag")} />
                  <Menu label={t("bulk.tag")} placement="top start">
                    <MenuSection title={t("bulk.tag.on")}>
                      {byName(tags).map(({ id, name }) => (
                        <MenuItem key={id} id={`on-${id}`} onAction={() => act({ kind: "tag", tags: [id] })}>
                          {name}
                        </MenuItem>
                      ))}
                    </MenuSection>
                    <MenuSection title={t("bulk.tag.off")}>
                      {byName(tags).map(({ id, name }) => (
                        <MenuItem
                          key={id}
                          id={`off-${id}`}
                          onAction={() => act({ kind: "untag", tags: [id] })}
                        >
                          {name}
                        </MenuItem>
                      ))}
                    </MenuSection>
                  </Menu>
                </MenuTrigger>
              )}
              <Button size="s" icon={CircleCheck} onPress={() => act({ kind: "close" })}>
                {t("conversation.close")}
              </Button>
            </>
          )}
          <MenuTrigger>
            <IconButton size="s" icon={Ellipsis} label={t("bulk.more")} />
            <Menu label={t("bulk.more")} placement="top end">
              <MenuItem icon={Eye} onAction={() => act({ kind: "read" })}>
                {t("bulk.read")}
              </MenuItem>
              <MenuItem icon={EyeOff} onAction={() => act({ kind: "unread" })}>
                {t("bulk.unread")}
              </MenuItem>
              {mayManage && (
                <MenuItem icon={RotateCcw} onAction={() => act({ kind: "reopen" })}>
                  {t("conversation.reopen")}
                </MenuItem>
              )}
              {mayManage && (
                <MenuSection title={t("inbox.filter.priority")}>
                  {Priority.options.toReversed().map((priority) => (
                    <MenuItem
                      key={priority}
                      id={priority}
                      icon={Flag}
                      onAction={() => act({ kind: "priority", priority })}
                    >
                      {t(`priority.${priority}`)}
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
              {mayManage &&
                (["impact", "urgency"] as const).map((what) => (
                  <MenuSection key={what} title={t(`inbox.filter.${what}`)}>
                    {Level.options.toReversed().map((level) => (
                      <MenuItem
                        key={level}
                        id={`${what}-${level}`}
                        onAction={() =>
                          act(
                            what === "impact"
                              ? { kind: "impact", impact: level }
                              : { kind: "urgency", urgency: level },
                          )
                        }
                      >
                        {t(`level.${level}`)}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              {mayManage && lines.length > 1 && (
                <MenuSection title={t("inbox.filter.line")}>
                  {lines.map(({ line, name }) => (
                    <MenuItem
                      key={line}
                      id={line}
                      icon={GitBranch}
                      onAction={() => act({ kind: "line", line })}
                    >
                      {name}
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
              {mayReply && (
                <MenuSection title={t("conversation.waive")}>
                  {WaiverReason.options.map((reason) => (
                    <MenuItem
                      key={reason}
                      id={reason}
                      icon={CircleSlash2}
                      onAction={() => act({ kind: "waive", reason })}
                    >
                      {t(`waiver.reason.${reason}`)}
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
            </Menu>
          </MenuTrigger>
        </div>
      )}
      {order.error && <Problem of={order.error} />}
    </section>
  );
}
