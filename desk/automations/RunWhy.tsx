import { Check, Minus, X } from "lucide-react";
import type { AutomationRun, Did, Finding } from "../../contract/automations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./Automations.module.css";
import { useRuleWords } from "./rule-words.ts";

type Props = Pick<AutomationRun, "findings" | "did" | "names" | "because" | "outcome">;

/** Why a rule ran or did not: what was found for each condition, and what came of each action. */
export function RunWhy({ findings, did, names, because, outcome }: Props) {
  const { t } = useTexts();
  const words = useRuleWords();
  return (
    <div className={styles.why}>
      {because && (
        <p>{outcome === "stopped" ? t("automation.stoppedBy", { name: because }) : words.because(because)}</p>
      )}
      {findings.length > 0 && <Findings findings={findings} names={names} />}
      {did.length > 0 && (
        <ul className={styles.findings} aria-label={t("automation.did")}>
          {did.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was done never changes its place
            <DidLine key={at} did={one} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** What was found for conditions that held, in few words. */
export function FoundBriefly({
  findings,
  names,
}: {
  findings: readonly Finding[];
  names: AutomationRun["names"];
}) {
  const { t } = useTexts();
  const words = useRuleWords();
  return (
    <ul className={styles.findings} aria-label={t("automation.findings")}>
      {findings.map((finding) => (
        <li key={finding.path} data-held>
          <Icon of={Check} size={14} />
          <span>
            {t("automation.done", { what: words.field(finding.field), about: words.found(finding, names) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Each condition with what was found for it. */
function Findings({ findings, names }: { findings: readonly Finding[]; names: AutomationRun["names"] }) {
  const { t } = useTexts();
  const words = useRuleWords();
  return (
    <ul className={styles.findings} aria-label={t("automation.findings")}>
      {findings.map((finding) => (
        <li key={finding.path} data-held={finding.held}>
          <Icon
            of={finding.held ? Check : X}
            size={14}
            label={t(finding.held ? "automation.held" : "automation.notHeld")}
          />
          <span>
            {words.condition(finding, names)}{" "}
            <span className={styles.quiet}>
              {t("automation.found", { found: words.found(finding, names) })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function DidLine({ did }: { did: Did }) {
  const { t } = useTexts();
  const words = useRuleWords();
  const { result, because } = did;
  if (result === "done")
    return (
      <li data-held>
        <Icon of={Check} size={14} />
        <span>{words.did(did)}</span>
      </li>
    );
  const what = t(`automation.result.${result}`);
  return (
    <li>
      <Icon of={Minus} size={14} />
      <span>
        {t(`automation.do.${did.do}`)}{" "}
        <span className={styles.quiet}>
          {because ? t("automation.done", { what, about: words.because(because) }) : what}
        </span>
      </span>
    </li>
  );
}
