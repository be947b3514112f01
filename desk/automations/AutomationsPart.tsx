import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Plus, Workflow } from "lucide-react";
import { type Automation, putAutomationOrder } from "../../contract/automations.ts";
import { call } from "../app/call.ts";
import styles from "../settings/fields.module.css";
import { Loaded } from "../settings/Loaded.tsx";
import { NameCell } from "../settings/NameCell.tsx";
import { Part } from "../settings/Part.tsx";
import { addressOf, useGo, usePlace } from "../settings/place.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Switch } from "../ui/Switch.tsx";
import { Table } from "../ui/Table.tsx";
import { Time } from "../ui/Time.tsx";
import own from "./Automations.module.css";
import { moved } from "./draft.ts";
import { automationsQuery } from "./queries.ts";
import { RuleScreen } from "./RuleScreen.tsx";
import { useRuleWords } from "./rule-words.ts";
import { SwitchOn, useSwitch } from "./SwitchOn.tsx";
import { Templates } from "./Templates.tsx";

/** The rules of the workspace in their order, or one of them. */
export function AutomationsPart() {
  const { item } = usePlace();
  return item ? <RuleScreen key={item} item={item} /> : <Rules />;
}

function Rules() {
  const { t } = useTexts();
  const go = useGo("automations");
  const rules = useQuery(automationsQuery);
  return (
    <Part
      id="automations"
      actions={
        <Button kind="primary" icon={Plus} onPress={() => go("new")}>
          {t("automation.add")}
        </Button>
      }
    >
      <div className={styles.stack}>
        <Loaded of={rules}>
          {(rows) =>
            rows.length ? (
              <RuleTable rows={rows} />
            ) : (
              <EmptyState icon={Workflow} title={t("automation.none")}>
                {t("automation.noneWords")}
              </EmptyState>
            )
          }
        </Loaded>
        <Templates />
      </div>
    </Part>
  );
}

function RuleTable({ rows }: { rows: Automation[] }) {
  const { t, number } = useTexts();
  const words = useRuleWords();
  const ordering = useOrder(rows);
  const switching = useSwitch();
  return (
    <>
      {(ordering.error ?? switching.error) && <Problem of={ordering.error ?? switching.error} />}
      <Table
        label={t("settings.automations")}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            id: "name",
            header: t("settings.name"),
            cell: (rule) => (
              <NameCell
                name={rule.name}
                href={addressOf("automations", rule.id)}
                below={
                  <>
                    <span>{words.trigger(rule.trigger)}</span>
                    <Marks rule={rule} />
                  </>
                }
              />
            ),
          },
          {
            id: "ran",
            header: t("automation.ranInWeek"),
            align: "end",
            wideOnly: true,
            cell: ({ ranInWeek }) => number(ranInWeek),
          },
          {
            id: "last",
            header: t("automation.lastRan"),
            wideOnly: true,
            cell: ({ lastRanAt }) => (lastRanAt ? <Time at={lastRanAt} /> : t("automation.never")),
          },
          {
            id: "on",
            header: t("automation.isOn"),
            cell: (rule) => <OnSwitch rule={rule} switching={switching} />,
          },
          ...(rows.length > 1
            ? [
                {
                  id: "order",
                  header: "",
                  align: "end" as const,
                  cell: ({ id, name }: Automation) => (
                    <span className={styles.order}>
                      <IconButton
                        size="s"
                        icon={ChevronUp}
                        label={t("automation.up", { name })}
                        isDisabled={id === rows[0]!.id}
                        onPress={() => ordering.mutate({ id, by: -1 })}
                      />
                      <IconButton
                        size="s"
                        icon={ChevronDown}
                        label={t("automation.down", { name })}
                        isDisabled={id === rows.at(-1)!.id}
                        onPress={() => ordering.mutate({ id, by: 1 })}
                      />
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      {switching.asked && <SwitchOn switching={switching} rule={switching.asked} />}
    </>
  );
}

type Switching = ReturnType<typeof useSwitch>;

function OnSwitch({ rule, switching }: { rule: Automation; switching: Switching }) {
  const { t } = useTexts();
  return (
    <Switch
      aria-label={t("automation.switch", { name: rule.name })}
      isSelected={switching.isOn(rule)}
      onChange={(isOn) => (isOn ? switching.turnOn(rule) : switching.turnOff(rule))}
    >
      <span className={own.onWord}>{t(switching.isOn(rule) ? "automation.on" : "automation.off")}</span>
    </Switch>
  );
}

/** What whoever looks after a rule has to know before anything else. */
function Marks({ rule }: { rule: Automation }) {
  const { t } = useTexts();
  const { faults, loopedAt, failedInWeek, stops, armed, isOn } = rule;
  return (
    <span className={own.marks}>
      {faults.length > 0 && <Badge tone="late">{t("automation.faults", { count: faults.length })}</Badge>}
      {loopedAt && <Badge tone="due">{t("automation.looped")}</Badge>}
      {failedInWeek > 0 && <Badge tone="late">{t("automation.failedInWeek", { count: failedInWeek })}</Badge>}
      {isOn && armed > 0 && <Badge>{t("automation.armed", { count: armed })}</Badge>}
      {stops && <Badge>{t("automation.stops.badge")}</Badge>}
    </span>
  );
}

/** Moves a rule up or down; seen at once. */
function useOrder(rows: Automation[]) {
  const cache = useQueryClient();
  const { queryKey } = automationsQuery;
  const put = ({ id, by }: { id: string; by: -1 | 1 }) => {
    const from = rows.findIndex((row) => row.id === id);
    return moved(rows, from, from + by);
  };
  return useMutation({
    mutationFn: (move: { id: string; by: -1 | 1 }) =>
      call(putAutomationOrder, { body: { automations: put(move).map(({ id }) => id) } }),
    onMutate: async (move) => {
      await cache.cancelQueries({ queryKey });
      cache.setQueryData(queryKey, put(move));
    },
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
}
