import type { getLedger, LedgerCount } from "../../contract/ledger.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { useLines } from "../app/lines.ts";
import { channelIcons } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import styles from "./Breakdown.module.css";
import type { LedgerFilters } from "./filters.ts";
import { shareOf } from "./share.ts";

type Row = LedgerCount & {
  key: string;
  name: string;
  icon?: (typeof channelIcons)["email"];
  only: LedgerFilters;
};
type Props = {
  of: ReplyOf<typeof getLedger>;
  filters: LedgerFilters;
  onChange: (changes: LedgerFilters) => void;
};

/** The same three numbers by brand, line and channel; a press narrows everything down to one of them. */
export function Breakdown({ of: ledger, filters, onChange }: Props) {
  const { t } = useTexts();
  const lines = useLines();
  const brands: Row[] = ledger.byBrand.map(({ brand, ...count }) => ({
    ...count,
    key: brand.id,
    name: brand.name,
    only: { brand: brand.id },
  }));
  const byLine: Row[] = ledger.byLine.map(({ line, ...count }) => ({
    ...count,
    key: line,
    name: lines.find((each) => each.line === line)?.name ?? t(`line.${line}`),
    only: { line },
  }));
  const channels: Row[] = ledger.byChannel.map(({ channel, ...count }) => ({
    ...count,
    key: channel,
    name: t(`channel.${channel}`),
    icon: channelIcons[channel],
    only: { channel },
  }));
  return (
    <div className={styles.breakdown}>
      {brands.length > 1 && !filters.brand && (
        <Part title={t("ledger.by.brand")} rows={brands} onOnly={onChange} />
      )}
      {lines.length > 1 && byLine.length > 0 && !filters.line && (
        <Part title={t("ledger.by.line")} rows={byLine} onOnly={onChange} />
      )}
      {!filters.channel && <Part title={t("ledger.by.channel")} rows={channels} onOnly={onChange} />}
    </div>
  );
}

type PartProps = { title: string; rows: Row[]; onOnly: (only: LedgerFilters) => void };

function Part({ title, rows, onOnly }: PartProps) {
  const { t, number } = useTexts();
  const most = Math.max(...rows.map(({ requests }) => requests));
  const columns: Column<Row>[] = [
    {
      id: "name",
      header: title,
      isRowHeader: true,
      cell: ({ name, icon, requests, only }) => (
        <span className={styles.name}>
          <Button
            kind="quiet"
            size="s"
            icon={icon}
            aria-label={t("ledger.only", { name })}
            onPress={() => onOnly(only)}
          >
            <bdi>{name}</bdi>
          </Button>
          <span className={styles.size} style={{ inlineSize: `${(requests / most) * 100}%` }} aria-hidden />
        </span>
      ),
    },
    {
      id: "requests",
      header: t("ledger.requests"),
      align: "end",
      cell: ({ requests }) => number(requests),
    },
    share("answered", t("ledger.answered"), ({ answered, requests }) => [answered, requests]),
    share("acknowledged", t("ledger.acknowledged"), ({ acknowledged, requests }) => [acknowledged, requests]),
    share("inTime", t("ledger.inTime"), ({ inTime, judged }) => [inTime, judged]),
  ];
  return (
    <Card flush>
      <div className={styles.table}>
        <Table label={title} columns={columns} rows={rows} keyOf={({ key }) => key} />
      </div>
    </Card>
  );
}

const share = (id: string, header: string, of: (row: Row) => [number, number]): Column<Row> => ({
  id,
  header,
  align: "end",
  cell: (row) => <Share of={of(row)} />,
});

function Share({ of: [part, whole] }: { of: [number, number] }) {
  const { number } = useTexts();
  const value = shareOf(part, whole);
  return value === null ? "–" : number(value, { style: "percent", maximumFractionDigits: 1 });
}
