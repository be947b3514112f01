import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import type { getLedger, LedgerBreak } from "../../contract/ledger.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { useNow } from "../ui/now.ts";
import styles from "./Proof.module.css";

type Found = ReplyOf<typeof getLedger>["proof"];

/** It happens every three minutes; later than this, something keeps it from happening. */
const staleMs = 15 * 60_000;

/** So many of what is broken stand on the page at once; what else the page is about is below them. */
const mostShown = 5;

/** Whether the ledger is whole, as it was last held against the data; what is broken, with the way to it. */
export function Proof({ of: proof }: { of: Found }) {
  const { t, relativeTime } = useTexts();
  const now = useNow();
  const open = proof.breaks.filter(({ mendedAt }) => !mendedAt);
  const shown = open.slice(0, mostShown);
  const more = proof.broken - shown.length;
  const mended = proof.breaks.filter(({ mendedAt }) => mendedAt);
  const when = proof.at ? relativeTime(proof.at, now) : "";
  const state = proof.broken
    ? "broken"
    : !proof.at
      ? "never"
      : now - Date.parse(proof.at) > staleMs
        ? "stale"
        : "whole";
  return (
    <section className={styles.proof} data-state={state} aria-label={t("ledger.proof")}>
      <div className={styles.line}>
        <Icon
          of={state === "whole" ? ShieldCheck : state === "broken" ? ShieldAlert : ShieldQuestion}
          size={16}
        />
        <p role={state === "broken" ? "alert" : undefined}>
          {state === "broken"
            ? t("ledger.proof.broken", { count: proof.broken })
            : state === "never"
              ? t("ledger.proof.never")
              : state === "stale"
                ? t("ledger.proof.stale", { when })
                : t("ledger.proof.whole", { count: proof.lookedAt, when })}
        </p>
        {state === "broken" && proof.at && (
          <span className={styles.quiet}>{t("ledger.proof.looked", { when })}</span>
        )}
      </div>
      {shown.length > 0 && <Breaks of={shown} all={shown.length} />}
      {more > 0 && (
        <details className={styles.folded}>
          <summary>{t("ledger.proof.more", { count: more })}</summary>
          <Breaks of={open.slice(mostShown)} all={more} />
        </details>
      )}
      {proof.mended > 0 && (
        <details className={styles.folded}>
          <summary>{t("ledger.proof.mended", { count: proof.mended })}</summary>
          <Breaks of={mended} all={proof.mended} />
        </details>
      )}
    </section>
  );
}

/** Those that are listed, and how many there are besides. */
function Breaks({ of: breaks, all }: { of: LedgerBreak[]; all: number }) {
  const { t, dateTime } = useTexts();
  return (
    <ul className={styles.breaks}>
      {breaks.map(({ id, what, conversation, foundAt, mendedAt }) => (
        <li key={id}>
          <span>{t(`ledger.break.${what}`)}</span>
          <span className={styles.quiet}>
            {mendedAt
              ? t("ledger.break.mendedAt", { when: dateTime(mendedAt) })
              : t("ledger.break.found", { when: dateTime(foundAt) })}
          </span>
          {conversation && (
            <Link href={`/inbox/all/${conversation.id}`}>
              {t("ledger.break.open", { number: `#${conversation.number}` })}
            </Link>
          )}
        </li>
      ))}
      {all > breaks.length && (
        <li className={styles.quiet}>{t("ledger.proof.more", { count: all - breaks.length })}</li>
      )}
    </ul>
  );
}
