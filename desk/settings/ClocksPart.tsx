import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Plus, Timer } from "lucide-react";
import { type ClockPolicy, patchClockPolicy } from "../../contract/clocks.ts";
import { call } from "../app/call.ts";
import { useIsSpokenOf } from "../app/lines.ts";
import { useMay } from "../app/me.ts";
import { policiesQuery } from "../clocks/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Switch } from "../ui/Switch.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import styles from "./clocks/clocks.module.css";
import { PolicyScreen } from "./clocks/PolicyScreen.tsx";
import { Times, useForWhat } from "./clocks/policy-words.tsx";
import fieldStyles from "./fields.module.css";
import { Loaded } from "./Loaded.tsx";
import { NameCell } from "./NameCell.tsx";
import { Part } from "./Part.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";
import { shifted } from "./queue-order.ts";

/** What is promised for which matters: a list in the order in which it is tried, each policy on a page of its own. */
export function ClocksPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("clocks");
  const may = useMay("workspace.manage");
  const policies = useQuery(policiesQuery);
  const isSpokenOf = useIsSpokenOf();
  const open = policies.data?.find(({ id }) => id === item);
  if (may && (item === "new" || open)) return <PolicyScreen key={item} policy={open ?? null} />;
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("settings.clocks.add")}
    </Button>
  );
  return (
    <Part id="clocks" actions={policies.data?.length ? add : undefined}>
      <Loaded of={policies}>
        {(rows) =>
          rows.length ? (
            <Policies rows={rows.filter(isSpokenOf)} may={may} />
          ) : (
            <EmptyState icon={Timer} title={t("settings.clocks.none")} actions={may && add}>
              {t("settings.clocks.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
    </Part>
  );
}

function Policies({ rows, may }: { rows: ClockPolicy[]; may: boolean }) {
  const { t } = useTexts();
  const forWhat = useForWhat();
  const changing = useChangePolicies(rows);
  const columns: Column<ClockPolicy>[] = [
    {
      id: "name",
      header: t("settings.name"),
      cell: (policy) => (
        <NameCell
          name={policy.name}
          href={may ? addressOf("clocks", policy.id) : undefined}
          below={forWhat(policy)}
        />
      ),
    },
    {
      id: "times",
      header: t("settings.clocks.promises"),
      wideOnly: true,
      cell: (policy) => <Times of={policy} />,
    },
    {
      id: "on",
      header: t("settings.clocks.on"),
      cell: ({ id, name, isOn }) =>
        may ? (
          <Switch
            isSelected={isOn}
            aria-label={t("settings.clocks.isOn", { name })}
            onChange={(on) => changing.mutate([{ id, isOn: on }])}
          >
            {""}
          </Switch>
        ) : (
          t(isOn ? "settings.clocks.on" : "settings.clocks.off")
        ),
    },
  ];
  if (may && rows.length > 1)
    columns.push({
      id: "order",
      header: t("settings.clocks.order"),
      align: "end",
      cell: ({ id, name }) => (
        <span className={fieldStyles.order}>
          <IconButton
            size="s"
            icon={ChevronUp}
            label={t("settings.queues.up", { name })}
            isDisabled={id === rows[0]!.id}
            onPress={() => changing.mutate(shifted(rows, id, -1))}
          />
          <IconButton
            size="s"
            icon={ChevronDown}
            label={t("settings.queues.down", { name })}
            isDisabled={id === rows.at(-1)!.id}
            onPress={() => changing.mutate(shifted(rows, id, 1))}
          />
        </span>
      ),
    });
  return (
    <>
      {changing.error && <Problem of={changing.error} />}
      {!rows.some(({ isOn }) => isOn) && <p className={styles.warning}>{t("settings.clocks.allOff")}</p>}
      <Table label={t("settings.clocks")} rows={rows} keyOf={({ id }) => id} columns={columns} />
    </>
  );
}

type Change = Pick<ClockPolicy, "id"> & Partial<Pick<ClockPolicy, "isOn" | "position">>;

/** Switches a policy or moves it up or down; seen at once. */
function useChangePolicies(rows: ClockPolicy[]) {
  const cache = useQueryClient();
  const { queryKey } = policiesQuery;
  return useMutation({
    mutationFn: async (changes: Change[]) => {
      for (const { id, ...body } of changes) await call(patchClockPolicy, { params: { id }, body });
    },
    onMutate: async (changes) => {
      await cache.cancelQueries({ queryKey });
      cache.setQueryData(
        queryKey,
        rows
          .map((policy) => ({ ...policy, ...changes.find(({ id }) => id === policy.id) }))
          .sort((a, b) => a.position - b.position),
      );
    },
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
}
