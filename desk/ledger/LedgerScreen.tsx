import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { useMemo } from "react";
import { usePageTitle } from "../app/page-title.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { workspaceQuery } from "../settings/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/now.ts";
import { Breakdown } from "./Breakdown.tsx";
import { type Asked, type LedgerFilters, usualPeriod } from "./filters.ts";
import { GreatNumbers } from "./GreatNumbers.tsx";
import { LedgerHead } from "./LedgerHead.tsx";
import styles from "./LedgerScreen.module.css";
import { Proof } from "./Proof.tsx";
import { dayAt, daysOf, instantsOf } from "./period.ts";
import { ledgerQuery } from "./queries.ts";
import { Requests } from "./Requests.tsx";

/** Every message that wants an answer, what became of it, and the proof that none was lost. */
export function LedgerScreen() {
  const { t } = useTexts();
  usePageTitle(t("ledger.title"));
  const workspace = useQuery(workspaceQuery);
  return <Loaded of={workspace}>{({ timeZone }) => <Ledger zone={timeZone} />}</Loaded>;
}

function Ledger({ zone }: { zone: string }) {
  const { t } = useTexts();
  const filters = useSearch({ from: "/desk/ledger" });
  const navigate = useNavigate();
  const wide = useScreenWidth() === "wide";
  const { days, asked } = useAsked(filters, zone);
  const ledger = useQuery(ledgerQuery(asked));
  const change = (changes: LedgerFilters) =>
    navigate({ to: "/ledger", search: { ...filters, ...changes }, replace: true });

  return (
    <div className={styles.screen}>
      <LedgerHead filters={filters} days={days} zone={zone} onChange={change} />
      <Loaded of={ledger}>
        {(data) => (
          <>
            <Proof of={data.proof} />
            <GreatNumbers of={data} filters={filters} />
            <div className={styles.below}>
              {data.total.requests > 0 &&
                (wide ? (
                  <Breakdown of={data} filters={filters} onChange={change} />
                ) : (
                  <details className={styles.folded}>
                    <summary>
                      {t("ledger.by")}
                      <Icon of={ChevronDown} />
                    </summary>
                    <Breakdown of={data} filters={filters} onChange={change} />
                  </details>
                ))}
              <Requests filters={filters} asked={asked} count={data.total} onChange={change} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

/** The days that were picked, and the same as the server is asked for them; new when a new day begins. */
function useAsked({ period = usualPeriod, from, to, brand, line, channel }: LedgerFilters, zone: string) {
  const today = dayAt(useNow(), zone);
  return useMemo(() => {
    const days = daysOf(period, today, { from, to });
    const asked: Asked = { ...instantsOf(days, zone), brand, line, channel };
    return { days, asked };
  }, [period, today, from, to, zone, brand, line, channel]);
}
