import { useQuery } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { useTexts } from "../../texts/Texts.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Time } from "../../ui/Time.tsx";
import { Loaded } from "../Loaded.tsx";
import { Envelope } from "./Envelope.tsx";
import styles from "./inboxes.module.css";
import { refusalsQuery } from "./queries.ts";

/** What was turned away at the door in the last two weeks, of which nothing was kept. */
export function Refusals() {
  const { t, bytes } = useTexts();
  const refusals = useQuery(refusalsQuery);
  return (
    <Loaded of={refusals}>
      {(rows) =>
        rows.length ? (
          <ul className={styles.mails}>
            {rows.map(({ id, from, to, reason, size, times, at }) => (
              <li key={id} className={styles.mail}>
                <div className={styles.mailWords}>
                  <Envelope from={from} to={to} />
                  <p>{t(`mailIn.why.${reason}`)}</p>
                  <p className={styles.quiet}>
                    <Time at={at} />
                    {size !== null && ` · ${bytes(size)}`} · {t("mailIn.times", { count: times })}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState icon={MailCheck} title={t("mailIn.none.refused")} />
        )
      }
    </Loaded>
  );
}
