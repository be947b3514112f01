import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { AutomationRun, RunOutcome } from "../../contract/automations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./Automations.module.css";
import { RunWhy } from "./RunWhy.tsx";
import { useRuleWords } from "./rule-words.ts";

const tones: Record<RunOutcome, Tone> = {
  ran: "good",
  skipped: "neutral",
  stopped: "neutral",
  failed: "late",
  loop: "due",
};

type Props = {
  label: string;
  runs: readonly AutomationRun[];
  /** What a line begins with: the rule, in a conversation; the conversation, in a rule's log. */
  about: "automation" | "conversation";
};

/** When rules were asked, each with its why behind a press. */
export function RunList({ label, runs, about }: Props) {
  return (
    <ul className={styles.runs} aria-label={label}>
      {runs.map((run) => (
        <Run key={run.id} run={run} about={about} />
      ))}
    </ul>
  );
}

function Run({ run, about }: { run: AutomationRun; about: Props["about"] }) {
  const { t } = useTexts();
  const words = useRuleWords();
  const [isOpen, setOpen] = useState(false);
  const { automation, conversation, outcome, at } = run;
  const name = about === "automation" ? automation.name : `#${conversation.number}`;
  return (
    <li className={styles.run}>
      <Button className={styles.runFold} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
        <Badge tone={tones[outcome]}>{t(`automation.outcome.${outcome}`)}</Badge>
        <span className={styles.runName}>
          <Text clip>{name}</Text> {about === "conversation" && <Text clip>{conversation.subject}</Text>}
        </span>
        <span className={styles.runWhen}>
          <Time at={at} style="short" />
        </span>
      </Button>
      {isOpen && (
        <div className={styles.runBody}>
          <p className={styles.quiet}>
            {t("automation.run.setOff", { event: words.setOffBy(run) })} ·{" "}
            {t("automation.version", { version: run.version })}
            {about === "conversation" && (
              <>
                {" · "}
                <Link href={`/inbox/all/${conversation.id}`}>
                  {t("automation.run.open", { number: `#${conversation.number}` })}
                </Link>
              </>
            )}
          </p>
          <RunWhy {...run} />
        </div>
      )}
    </li>
  );
}
