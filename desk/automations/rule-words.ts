import { useMemo } from "react";
import type {
  Action,
  AutomationRun,
  Condition,
  ConditionValue,
  CountedHours,
  Did,
  Finding,
  Trigger,
} from "../../contract/automations.ts";
import {
  type Question,
  type State,
  states,
  type TriggerEvent,
  triggerEvents,
  valuesTaken,
} from "../../contract/condition-fields.ts";
import { isolated } from "../settings/isolated.ts";
import type { TextKey } from "../texts/messages.ts";
import { type Texts, useTexts } from "../texts/Texts.tsx";
import { type KnownField, useChoices, useFields } from "./choices.ts";

const minuteMs = 60_000;

/** What a rule says, what was found and what it did, as sentences. */
export interface RuleWords {
  trigger: (trigger: Trigger) => string;
  condition: (condition: Condition, names?: Names) => string;
  found: (finding: Finding, names: Names) => string;
  field: (name: string) => string;
  action: (action: Action) => string;
  did: (did: Pick<Did, "do" | "about">) => string;
  because: (code: string) => string;
  setOffBy: (run: Pick<AutomationRun, "setOffBy" | "isElapsed">) => string;
}
/** What ids were called at the time; a thing that is gone has no other name. */
type Names = Readonly<Record<string, string>>;

export function useRuleWords(): RuleWords {
  const texts = useTexts();
  const fields = useFields();
  const choices = useChoices();
  return useMemo(() => {
    const { t, list, number } = texts;
    const fieldOf = (name: string) => fields.find((each) => each.name === name);

    const valueWords = (known: KnownField | undefined, value: ConditionValue, names: Names): string => {
      const chosen = known?.choices.find(({ id }) => id === String(value));
      if (chosen) return isolated(chosen.label);
      const id = String(value);
      if (names[id]) return isolated(names[id]);
      if (known?.field.kind === "minutes") return texts.duration(Number(value) * minuteMs);
      if (typeof value === "number") return number(value);
      if (typeof value === "boolean") return t(value ? "details.yes" : "details.no");
      if (known?.field.kind === "date") return texts.dateTime(`${value}T12:00:00`, "date");
      // Something chosen once, that is not there any more.
      return known?.field.choices && looksLikeId(id)
        ? t("automation.gone")
        : t("automation.quoted", { words: isolated(id) });
    };
    const valuesWords = (known: KnownField | undefined, values: readonly ConditionValue[], names: Names) =>
      list(values.map((value) => valueWords(known, value, names)));

    const words: RuleWords = {
      trigger(trigger) {
        if (trigger.kind === "event")
          return trigger.on.map((one) => t(`automation.event.${one}`)).join(" · ");
        const time = timeWords(texts, trigger);
        return (states as readonly string[]).includes(trigger.since)
          ? t("automation.when.for", { since: t(`automation.state.${trigger.since as State}`), time })
          : t("automation.when.after", { since: t(`automation.event.${trigger.since as "opened"}`), time });
      },
      condition({ field, is, values }, names = {}) {
        const known = fieldOf(field);
        return t("automation.condition", {
          field: known?.label ?? field,
          is: questionWords(texts, known, is),
          values: valuesTaken(is) === "none" ? "" : valuesWords(known, values, names),
        }).trim();
      },
      found({ field, found }, names) {
        const values = [found].flat();
        if (found === null || values.length === 0) return t("automation.found.nothing");
        return valuesWords(fieldOf(field), values as ConditionValue[], names);
      },
      field: (name) => fieldOf(name)?.label ?? name,
      action(action) {
        const about = actionAbout(action, { texts, choices });
        return about
          ? t("automation.done", { what: t(`automation.do.${action.do}`), about })
          : t(`automation.do.${action.do}`);
      },
      did({ do: kind, about }) {
        const what = t(`automation.did.${kind}`);
        const shown = aboutWords(kind, about, { texts, choices, fields });
        return shown ? t("automation.done", { what, about: shown }) : what;
      },
      because(code) {
        if (code.startsWith("fault:")) return t("automation.because.fault");
        return saidFor(texts, `automation.because.${code}`) ?? saidFor(texts, `problem.${code}`) ?? code;
      },
      setOffBy({ setOffBy, isElapsed }) {
        const known = eventOf(setOffBy);
        const what = known ? t(`automation.event.${known}`) : setOffBy;
        return isElapsed ? t("automation.happened.time", { since: what }) : what;
      },
    };
    return words;
  }, [texts, fields, choices]);
}

export function questionWords({ t }: Texts, known: KnownField | undefined, is: Question): string {
  const kind = known?.field.kind;
  if (kind === "set" && (is === "any_of" || is === "none_of" || is === "all_of"))
    return t(`automation.is.set.${is}`);
  return t(`automation.is.${is as Exclude<Question, "all_of">}`);
}

/** A length of time; working time never in days, since how long a day is the calendar says. */
function timeWords(texts: Texts, { minutes, hours }: { minutes: number; hours: CountedHours }): string {
  if (hours === "all") return texts.duration(minutes * minuteMs);
  const unit = minutes % 60 === 0 ? "hour" : "minute";
  const time = texts.number(unit === "hour" ? minutes / 60 : minutes, {
    style: "unit",
    unit,
    unitDisplay: "long",
  });
  return texts.t("automation.working", { time });
}

interface Around {
  texts: Texts;
  choices: ReturnType<typeof useChoices>;
}

function nameIn(options: readonly { id: string; label: string }[], id: string, { texts }: Around): string {
  return isolated(options.find((option) => option.id === id)?.label ?? texts.t("automation.gone"));
}

/** What an action is about, as the rule stands. */
function actionAbout(action: Action, around: Around): string {
  const { texts, choices } = around;
  const names = (from: "tags" | "agents" | "teams", ids: readonly string[]) =>
    ids.map((id) => nameIn(choices[from], id, around));
  switch (action.do) {
    case "assign":
      return "agent" in action.to
        ? nameIn(choices.agents, action.to.agent, around)
        : "team" in action.to
          ? nameIn(choices.teams, action.to.team, around)
          : nameIn(choices.queues, action.to.queue, around);
    case "hand_over":
      return nameIn(choices.lines, action.line, around);
    case "set_intent":
      return nameIn(choices.intents, action.intent, around);
    case "set_stage":
      return action.stage ? nameIn(choices.stages, `${action.line}.${action.stage}`, around) : "";
    case "set_priority":
      return nameIn(choices.priorities, action.priority, around);
    case "add_tags":
    case "remove_tags":
      return texts.list(names("tags", action.tags));
    case "follow_up":
    case "hold":
    case "snooze":
      return timeWords(texts, action);
    case "notify":
      return texts.list([
        ...(action.owner ? [texts.t("automation.notify.owner")] : []),
        ...(action.leads ? [texts.t("automation.notify.leads")] : []),
        ...names("agents", action.agents),
        ...names("teams", action.teams),
      ]);
    default:
      return "";
  }
}

/** What an action was about, as the server wrote it down: names as they are, keys of what has words of ours. */
function aboutWords(
  kind: Did["do"],
  about: readonly string[],
  around: Around & { fields: readonly KnownField[] },
): string {
  const { texts, choices, fields } = around;
  const one = about[0] ?? "";
  const label = (options: readonly { id: string; label: string }[]) =>
    options.find((option) => option.id === one)?.label;
  switch (kind) {
    case "hand_over":
      return label(choices.lines) ?? "";
    case "set_intent":
      return label(choices.intents) ?? one;
    case "set_stage":
      return label(choices.stages) ?? one;
    case "set_priority":
    case "raise_priority":
      return label(choices.priorities) ?? one;
    case "set_field":
      return fields.find(({ name }) => name === `fields.${one}`)?.label ?? one;
    case "reply":
      return label(choices.languages) ?? one;
    case "follow_up":
    case "hold":
    case "snooze":
      return one ? texts.dateTime(one, "short") : "";
    default:
      return texts.list(about.map(isolated));
  }
}

/** What rules call an event of this kind. */
const eventOf = (kind: string): TriggerEvent | undefined =>
  (Object.keys(triggerEvents) as TriggerEvent[]).find((one) => triggerEvents[one] === kind);

const looksLikeId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

/** The words under a key that the server may have made up since; null where we have none. */
function saidFor({ t }: Texts, key: string): string | null {
  const words = t(key as TextKey);
  return words === key ? null : words;
}
