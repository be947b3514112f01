import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Inbox as InboxIcon, Mail, MailSearch, Plus } from "lucide-react";
import type { Inbox } from "../../contract/inboxes.ts";
import { LineBadge } from "../app/LineBadge.tsx";
import { useLines } from "../app/lines.ts";
import { brandsQuery, inboxesQuery, teamsQuery } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Table } from "../ui/Table.tsx";
import { ArrivalsScreen } from "./inboxes/ArrivalsScreen.tsx";
import { Connected } from "./inboxes/Connected.tsx";
import { InboxScreen } from "./inboxes/InboxScreen.tsx";
import { MailboxPlace } from "./inboxes/MailboxScreen.tsx";
import { Loaded } from "./Loaded.tsx";
import { Loops } from "./Loops.tsx";
import { NameCell } from "./NameCell.tsx";
import { Part } from "./Part.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";

/** The addresses by which customers reach us; each on a page of its own, and beside them what became of mail. */
export function InboxesPart() {
  const { t } = useTexts();
  const { item, more } = usePlace();
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

  if (may && item === "connected") return <Connected />;
  if (may && item === "mail") return <ArrivalsScreen />;
  if (may && open && more) return <MailboxPlace key={more} inbox={open} id={more} />;
  if (may && ready && (item === "new" || open))
    return <InboxScreen key={item} inbox={open ?? null} brands={brands!} teams={teams!} />;
  return (
    <Part
      id="inboxes"
      actions={
        inboxes.data?.length ? (
          <>
            <Button icon={MailSearch} onPress={() => go("mail")}>
              {t("mailIn.title")}
            </Button>
            {add}
          </>
        ) : undefined
      }
    >
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
              after={
                inbox.mailboxes.failing > 0 && (
                  <Badge tone="late" icon={CircleAlert}>
                    {t("inboxes.failing", { count: inbox.mailboxes.failing })}
                  </Badge>
                )
              }
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
          id: "way",
          header: t("inboxes.way"),
          wideOnly: true,
          cell: (inbox) =>
            inbox.mailboxes.all > 0
              ? t("inboxes.way.fetched", { count: inbox.mailboxes.all })
              : t("inboxes.way.here"),
        },
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
