import { useQuery } from "@tanstack/react-query";
import { Plus, UsersRound } from "lucide-react";
import type { Team } from "../../contract/workspace.ts";
import { brandsQuery, teamsQuery } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Table } from "../ui/Table.tsx";
import { isolated } from "./isolated.ts";
import { Loaded } from "./Loaded.tsx";
import { NameCell } from "./NameCell.tsx";
import { Part } from "./Part.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";
import { TeamDialog } from "./TeamDialog.tsx";

export function TeamsPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("teams");
  const may = useMay("teams.manage");
  const teams = useQuery(teamsQuery);
  const brands = useQuery(brandsQuery).data;
  const open = teams.data?.find(({ id }) => id === item);
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("settings.teams.add")}
    </Button>
  );

  return (
    <Part id="teams" actions={teams.data?.length ? add : undefined}>
      <Loaded of={teams}>
        {(rows) =>
          rows.length ? (
            <Teams rows={rows} may={may} />
          ) : (
            <EmptyState icon={UsersRound} title={t("settings.teams.none")} actions={may && add}>
              {t("settings.teams.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
      {may && brands && (item === "new" || open) && (
        <TeamDialog key={open?.id ?? "new"} team={open ?? null} brands={brands} onClose={() => go()} />
      )}
    </Part>
  );
}

function Teams({ rows, may }: { rows: Team[]; may: boolean }) {
  const { t, compare, list } = useTexts();
  const brands = useQuery(brandsQuery).data ?? [];
  const namesOf = (ids: string[]) =>
    ids.flatMap((id) => brands.find((brand) => brand.id === id)?.name ?? []).sort(compare);
  return (
    <Table
      label={t("settings.teams")}
      rows={rows.toSorted((a, b) => compare(a.name, b.name))}
      keyOf={(team) => team.id}
      columns={[
        {
          id: "name",
          header: t("settings.name"),
          cell: (team) => <NameCell name={team.name} href={may ? addressOf("teams", team.id) : undefined} />,
        },
        {
          id: "brands",
          header: t("settings.teams.brands"),
          cell: (team) => list(namesOf(team.brands).map(isolated)) || t("settings.none"),
        },
        {
          id: "members",
          header: t("settings.teams.members"),
          align: "end",
          cell: (team) => t("settings.teams.memberCount", { count: team.members.length }),
        },
      ]}
    />
  );
}
