import { useRouter } from "@tanstack/react-router";
import { Info } from "lucide-react";
import { Link } from "react-aria-components";
import type { getLedger } from "../../contract/ledger.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { useNow } from "../ui/now.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import type { LedgerFilters, Tab } from "./filters.ts";
import styles from "./GreatNumbers.module.css";
import { shareOf } from "./share.ts";

type Props = { of: ReplyOf<typeof getLedger>; filters: LedgerFilters };

/** How many were answered, acknowledged and in time; each opens what is missing from it. */
export function GreatNumbers({ of: { total, oldestOpenAt }, filters }: Props) {
  const { t, duration } = useTexts();
  const now = useNow();
  const { requests, answered, acknowledged, inTime, judged, open, openLate } = total;
  const notJudged = requests - judged;
  return (
    <div className={styles.numbers}>
      <GreatNumber
        name="answered"
        part={answered}
        whole={requests}
        tab="open"
        filters={filters}
        tone={openLate ? "late" : open ? "due" : "good"}
        missing={
          open === 0
            ? t("ledger.open.none")
            : openLate === 0
              ? t("ledger.open.noneLate", { count: open })
              : t("ledger.open.late", { count: open, late: openLate })
        }
        more={oldestOpenAt && t("ledger.oldest", { time: duration(now - Date.parse(oldestOpenAt)) })}
      />
      <GreatNumber
        name="acknowledged"
        part={acknowledged}
        whole={requests}
        tab="not_acknowledged"
        filters={filters}
        tone={acknowledged < requests ? "due" : "good"}
        missing={t("ledger.notAcknowledged.count", { count: requests - acknowledged })}
      />
      <GreatNumber
        name="inTime"
        part={inTime}
        whole={judged}
        tab="late"
        filters={filters}
        tone={inTime < judged ? "late" : "good"}
        missing={t("ledger.late.count", { count: judged - inTime })}
        more={notJudged > 0 && t("ledger.notJudged", { count: notJudged })}
      />
    </div>
  );
}

type NumberProps = {
  name: "answered" | "acknowledged" | "inTime";
  part: number;
  whole: number;
  /** The list of what is missing. */
  tab: Tab;
  filters: LedgerFilters;
  /** Of what is missing. */
  tone: "good" | "due" | "late";
  missing: string;
  more?: string | false | null;
};

function GreatNumber({ name, part, whole, tab, filters, tone, missing, more }: NumberProps) {
  const { t, number } = useTexts();
  const router = useRouter();
  const share = shareOf(part, whole);
  const shown = share === null ? "–" : number(share, { style: "percent", maximumFractionDigits: 1 });
  const of = t("ledger.of", { part: number(part), whole: number(whole) });
  const { href } = router.buildLocation({
    to: "/ledger",
    search: { ...filters, list: tab === "open" ? undefined : tab },
    hash: "requests",
  });
  const what = t(`ledger.${name}.what`);
  return (
    <section className={styles.number}>
      <h2 className={styles.name}>
        {t(`ledger.${name}`)}
        <PopoverTrigger>
          <IconButton size="s" icon={Info} label={t("ledger.definition", { name: t(`ledger.${name}`) })} />
          <Popover label={t("ledger.definition", { name: t(`ledger.${name}`) })} placement="bottom start">
            <p className={styles.what}>{what}</p>
          </Popover>
        </PopoverTrigger>
      </h2>
      <Tooltip text={<span className={styles.what}>{what}</span>} placement="bottom">
        <Link
          href={href}
          className={styles.share}
          aria-label={t("ledger.number.label", { name: t(`ledger.${name}`), share: shown, of })}
        >
          {shown}
        </Link>
      </Tooltip>
      <span className={styles.bar} aria-hidden>
        <span style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
      </span>
      <p className={styles.of}>{of}</p>
      {whole > 0 && (
        <p className={styles.missing} data-tone={tone}>
          {missing}
        </p>
      )}
      {more && <p className={styles.of}>{more}</p>}
    </section>
  );
}
