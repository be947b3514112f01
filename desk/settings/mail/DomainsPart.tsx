import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleHelp, CircleX, Globe, KeyRound, SearchCheck } from "lucide-react";
import {
  type DnsRecord,
  type MailDomain,
  postDomainCheck,
  postDomainKey,
} from "../../../contract/mail-domains.ts";
import { CopyButton } from "../../accounts/CopyButton.tsx";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Time } from "../../ui/Time.tsx";
import { Loaded } from "../Loaded.tsx";
import { Part } from "../Part.tsx";
import styles from "./Mail.module.css";
import { domainsQuery } from "./queries.ts";

/** Each domain we send from, what its DNS ought to say, and what it says. */
export function DomainsPart() {
  const { t } = useTexts();
  const domains = useQuery(domainsQuery);
  return (
    <Part id="domains">
      <Loaded of={domains}>
        {(all) =>
          all.length ? (
            <div className={styles.stack}>
              {all.map((domain) => (
                <Domain key={domain.domain} domain={domain} />
              ))}
            </div>
          ) : (
            <EmptyState icon={Globe} title={t("domains.none")}>
              {t("domains.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
    </Part>
  );
}

function Domain({ domain }: { domain: MailDomain }) {
  const { t, list } = useTexts();
  const cache = useQueryClient();
  const keep = (fresh: MailDomain) =>
    cache.setQueryData(domainsQuery.queryKey, (all) =>
      all?.map((one) => (one.domain === fresh.domain ? fresh : one)),
    );
  const params = { domain: domain.domain };
  const check = useMutation({ mutationFn: () => call(postDomainCheck, { params }), onSuccess: keep });
  const rotate = useMutation({ mutationFn: () => call(postDomainKey, { params }), onSuccess: keep });
  const hasNext = domain.records.some(({ key }) => key === "next");
  return (
    <Card
      title={domain.domain}
      actions={
        <div className={styles.acts}>
          {!hasNext && (
            <Button
              size="s"
              kind="quiet"
              icon={KeyRound}
              busy={rotate.isPending}
              onPress={() => rotate.mutate()}
            >
              {t("domains.rotate")}
            </Button>
          )}
          <Button size="s" icon={SearchCheck} busy={check.isPending} onPress={() => check.mutate()}>
            {t("domains.check")}
          </Button>
        </div>
      }
    >
      <div className={styles.stack}>
        <p className={styles.line}>
          <Badge tone={domain.isSigned ? "good" : "due"} icon={domain.isSigned ? CircleCheck : CircleAlert}>
            {t(domain.isSigned ? "domains.signed" : "domains.unsigned")}
          </Badge>
          <span className={styles.quiet}>
            {list(domain.brands)} ·{" "}
            {domain.checkedAt ? (
              <>
                {t("domains.checked")} <Time at={domain.checkedAt} />
              </>
            ) : (
              t("domains.unchecked")
            )}
          </span>
        </p>
        {(check.error || rotate.error) && <Problem of={check.error ?? rotate.error} />}
        <ul className={styles.records}>
          {domain.records.map((record) => (
            <Record key={`${record.what} ${record.host}`} record={record} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

const looks = {
  right: ["good", CircleCheck],
  missing: ["late", CircleX],
  wrong: ["late", CircleAlert],
  unknown: ["due", CircleHelp],
  unchecked: ["neutral", CircleHelp],
} as const;

function Record({ record }: { record: DnsRecord }) {
  const { t } = useTexts();
  const [tone, icon] = looks[record.state];
  const isOver = record.key === "former";
  const wantsValue = record.state !== "right" && !isOver;
  return (
    <li className={styles.record}>
      <div className={styles.line}>
        <strong>{t(`domains.what.${record.what}`)}</strong>
        <Badge tone={isOver ? "neutral" : tone} icon={icon}>
          {t(`domains.state.${record.state}`)}
        </Badge>
        {record.key && <span className={styles.quiet}>{t(`domains.key.${record.key}`)}</span>}
      </div>
      <p className={styles.quiet}>{t(isOver ? "domains.why.former" : `domains.why.${record.what}`)}</p>
      <dl className={styles.fields}>
        <dt>{t("domains.host")}</dt>
        <dd>
          <code dir="ltr">
            {record.type} {record.host}
          </code>
          <CopyButton text={record.host} label={t("domains.copyHost")} />
        </dd>
        {wantsValue && (
          <>
            <dt>{t("domains.value")}</dt>
            <dd>
              <code dir="ltr">{record.value}</code>
              <CopyButton text={record.value} label={t("domains.copyValue")} />
            </dd>
          </>
        )}
        {record.found.length > 0 && record.state !== "unchecked" && (
          <>
            <dt>{t("domains.found")}</dt>
            <dd className={styles.found}>
              {record.found.map((found) => (
                <code key={found} dir="ltr">
                  {found}
                </code>
              ))}
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}
