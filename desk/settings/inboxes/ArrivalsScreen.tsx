import { useQuery } from "@tanstack/react-query";
import type { listMailArrivals } from "../../../contract/mail-in.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import { inboxesQuery } from "../../app/lookups.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { useNow } from "../../ui/now.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Loaded } from "../Loaded.tsx";
import { addressOf } from "../place.ts";
import styles from "./inboxes.module.css";
import { arrivalsQuery } from "./queries.ts";
import { RawMails } from "./RawMails.tsx";
import { Refusals } from "./Refusals.tsx";

type Arrivals = ReplyOf<typeof listMailArrivals>["items"][number];

/** What becomes of mail: how much came today, and everything that did not simply become a message. */
export function ArrivalsScreen() {
  const { t } = useTexts();
  usePageTitle(t("mailIn.title"));
  const arrivals = useQuery(arrivalsQuery);
  return (
    <>
      <PageHeader
        title={t("mailIn.title")}
        description={t("mailIn.words")}
        back={{ href: addressOf("inboxes"), label: t("settings.inboxes") }}
      />
      <section className={styles.section} aria-label={t("mailIn.day")}>
        <h2>{t("mailIn.day")}</h2>
        <Loaded of={arrivals}>{(rows) => <Day rows={rows} />}</Loaded>
      </section>
      <section className={styles.section} aria-label={t("mailIn.lookAt")}>
        <h2>{t("mailIn.lookAt")}</h2>
        <Tabs
          label={t("mailIn.lookAt")}
          tabs={[
            { id: "unreadable", label: t("mailIn.unreadable"), content: <RawMails state="unreadable" /> },
            { id: "waiting", label: t("mailIn.waiting"), content: <RawMails state="waiting" /> },
            { id: "duplicate", label: t("mailIn.duplicates"), content: <RawMails state="duplicate" /> },
            { id: "refused", label: t("mailIn.refused"), content: <Refusals /> },
          ]}
        />
      </section>
    </>
  );
}

/** Mail is read within seconds; what waits for longer than this is told to those who run the workspace. */
const patienceMs = 5 * 60_000;

function Day({ rows }: { rows: Arrivals[] }) {
  const { t, number } = useTexts();
  const inboxes = useQuery(inboxesQuery).data ?? [];
  const now = useNow();
  const isLate = ({ waitingSince }: Arrivals) =>
    waitingSince !== null && now - Date.parse(waitingSince) > patienceMs;
  return (
    <Table
      label={t("mailIn.day")}
      rows={rows}
      keyOf={({ inbox }) => inbox}
      columns={[
        {
          id: "inbox",
          header: t("settings.inboxes.address"),
          cell: ({ inbox }) => <bdi>{inboxes.find(({ id }) => id === inbox)?.address}</bdi>,
        },
        { id: "arrived", header: t("mailIn.arrived"), align: "end", cell: (row) => number(row.arrived) },
        {
          id: "read",
          header: t("mailIn.read"),
          align: "end",
          wideOnly: true,
          cell: (row) => number(row.read),
        },
        {
          id: "duplicates",
          header: t("mailIn.duplicates"),
          align: "end",
          wideOnly: true,
          cell: (row) => number(row.duplicates),
        },
        {
          id: "unreadable",
          header: t("mailIn.unreadable"),
          align: "end",
          wideOnly: true,
          cell: (row) => number(row.unreadable),
        },
        {
          id: "waiting",
          header: t("mailIn.waiting"),
          align: "end",
          cell: (row) =>
            isLate(row) ? <Badge tone="late">{number(row.waiting)}</Badge> : number(row.waiting),
        },
      ]}
    />
  );
}
