import { useQuery } from "@tanstack/react-query";
import { Inbox as InboxIcon, Mail, Plus } from "lucide-react";
import type { Inbox } from "../../contract/inboxes.ts";
import { LineBadge } from "../app/LineBadge.tsx";
import { useLines } from "../app/lines.ts";
import { brandsQuery, inboxesQuery, teamsQuery } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Table } from "../ui/Table.tsx";
import { InboxDialog } from "./InboxDialog.tsx";
import { Loaded } from "./Loaded.tsx";
import { Loops } from "./Loops.tsx";
import { NameCell } from "./NameCell.tsx";
import { Part } from "./Part.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";

export function InboxesPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("inboxes");
  const may = useMay("inboxes.manage");
  const inboxes = useQuery(inboxesQuery);
  const brands = useQuery(brandsQuery).data;
  const teams = useQuery(teamsQuery).data;
  const ready = Boolean(brands?.length && teams?.length);
  const open = inboxes.data?.find(({ id }) => id === item);
  const add = (
    <Button kind="primary" icon={Plus} isDisabled={!ready} onPress={() => go("new")}>
      {t("settings.inboxes.add")}
    </Button>
  );

  return (
    <Part id="inboxes" actions={inboxes.data?.length ? add : undefined}>
      <Loaded of={inboxes}>
        {(rows) =>
          rows.length ? (
            <Inboxes rows={rows} may={may} />
          ) : (
            <EmptyState icon={InboxIcon} title={t("settings.inboxes.none")} actions={may && add}>
              {t(brands && teams && !ready ? "settings.inboxes.needs" : "settings.inboxes.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
      {may && <Loops />}
      {may && ready && (item === "new" || open) && (
        <InboxDialog
          key={open?.id ?? "new"}
          inbox={open ?? null}
          brands={brands!}
          teams={teams!}
          onClose={() => go()}
        />
      )}
    </Part>
  );
}

function Inboxes({ rows, may }: { rows: Inbox[]; may: boolean }) {
  const { t, compare } = useTexts();
  const several = useLines().length > 1;
  return (
    <Table
      label={t("settings.inboxes")}
      rows={rows.toSorted((a, b) => compare(a.brand.name, b.brand.name) || compare(a.address, b.address))}
      keyOf={(inbox) => inbox.id}
      columns={[
        {
          id: "address",
          header: t("settings.inboxes.address"),
          cell: (inbox) => (
            <NameCell
              name={inbox.address}
              href={may ? addressOf("inboxes", inbox.id) : undefined}
              mark={<Icon of={Mail} />}
              below={<bdi>{inbox.name}</bdi>}
            />
          ),
        },
        { id: "brand", header: t("settings.inboxes.brand"), cell: (inbox) => <bdi>{inbox.brand.name}</bdi> },
        ...(several
          ? [
              {
                id: "line",
                header: t("settings.inboxes.line"),
                wideOnly: true,
                cell: (inbox: Inbox) => <LineBadge line={inbox.line} />,
              },
            ]
          : []),
        {
          id: "team",
          header: t("settings.inboxes.team"),
          wideOnly: true,
          cell: (inbox) => <bdi>{inbox.team.name}</bdi>,
        },
      ]}
    />
  );
}
