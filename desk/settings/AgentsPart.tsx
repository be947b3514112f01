import { useQuery } from "@tanstack/react-query";
import { Plus, ShieldCheck, UserPlus } from "lucide-react";
import type { Agent } from "../../contract/accounts.ts";
import { agentsQuery, useBrands } from "../app/lookups.ts";
import { useMay, useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Table } from "../ui/Table.tsx";
import { Time } from "../ui/Time.tsx";
import { AgentDialog } from "./AgentDialog.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { isolated } from "./isolated.ts";
import { Loaded } from "./Loaded.tsx";
import { NameCell } from "./NameCell.tsx";
import styles from "./Part.module.css";
import { Part } from "./Part.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";

export function AgentsPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("agents");
  const may = useMay("agents.manage");
  const agents = useQuery(agentsQuery);
  const open = agents.data?.find(({ id }) => id === item);
  const invite = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("settings.agents.add")}
    </Button>
  );

  return (
    <Part id="agents" actions={agents.data?.length === 1 ? undefined : invite}>
      <Loaded of={agents}>
        {(rows) => (
          <>
            <Agents rows={rows} may={may} />
            {may && rows.length === 1 && (
              <EmptyState icon={UserPlus} title={t("settings.agents.onlyYou")} actions={invite}>
                {t("settings.agents.onlyYouWords")}
              </EmptyState>
            )}
          </>
        )}
      </Loaded>
      {may && item === "new" && <InviteDialog onClose={() => go()} />}
      {may && open && <AgentDialog key={open.id} agent={open} onClose={() => go()} />}
    </Part>
  );
}

/** Only what is out of the ordinary is marked. */
function Status({ status }: { status: Agent["status"] }) {
  const { t } = useTexts();
  const words = t(`settings.agents.status.${status}`);
  return status === "active" ? words : <Badge tone={status === "invited" ? "due" : "neutral"}>{words}</Badge>;
}

function Agents({ rows, may }: { rows: Agent[]; may: boolean }) {
  const { t, compare, list } = useTexts();
  const me = useMe();
  const brands = useBrands();
  const brandsOf = ({ brands: ids }: Agent) =>
    ids === null
      ? t("settings.agents.brandsAllShort")
      : list(
          ids
            .flatMap((id) => brands.find((brand) => brand.id === id)?.name ?? [])
            .sort(compare)
            .map(isolated),
        ) || t("settings.none");
  const last = (agent: Agent) => (agent.status === "disabled" ? 1 : 0);

  return (
    <Table
      label={t("settings.agents")}
      rows={rows.toSorted((a, b) => last(a) - last(b) || compare(a.name, b.name))}
      keyOf={(agent) => agent.id}
      columns={[
        {
          id: "name",
          header: t("settings.agents.name"),
          cell: (agent) => (
            <NameCell
              name={agent.name}
              href={may ? addressOf("agents", agent.id) : undefined}
              mark={<Avatar name={agent.name} seed={agent.id} size={28} />}
              after={
                <>
                  {agent.id === me.agent.id && (
                    <span className={styles.quiet}>{t("settings.agents.you")}</span>
                  )}
                  {agent.secondFactor && (
                    <Icon of={ShieldCheck} size={14} label={t("settings.agents.factor")} />
                  )}
                </>
              }
              below={<bdi>{agent.email}</bdi>}
            />
          ),
        },
        { id: "role", header: t("settings.agents.role"), cell: (agent) => t(`role.${agent.role}`) },
        {
          id: "status",
          header: t("settings.agents.status"),
          wideOnly: true,
          cell: (agent) => <Status status={agent.status} />,
        },
        { id: "brands", header: t("settings.agents.brands"), wideOnly: true, cell: brandsOf },
        {
          id: "seen",
          header: t("settings.agents.seen"),
          align: "end",
          wideOnly: true,
          cell: (agent) => (agent.lastSeenAt ? <Time at={agent.lastSeenAt} /> : t("settings.agents.never")),
        },
      ]}
    />
  );
}
