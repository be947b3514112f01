import type {
  Action,
  AutomationFault,
  Condition,
  ConditionValue,
  Trigger,
} from "../../contract/automations.ts";
import {
  asConditionField,
  type ChoicesFrom,
  type ConditionField,
  fieldNamed,
  lineFieldOf,
  questionsFor,
  valuesTaken,
} from "../../contract/condition-fields.ts";
import { Channel, Mood, Priority, Status } from "../../contract/conversations.ts";
import { countryCodes } from "../../contract/countries.ts";
import { Tier } from "../../contract/customers.ts";
import { Language } from "../../contract/languages.ts";
import { faultOf } from "../lines/index.ts";
import { isThing, type Known, leavesOf, lineField, namedIn, type Said, thingKey } from "./known.ts";
import { unknownPlaceholders } from "./placeholders.ts";

/**
 * What is wrong with a rule: what it names and is not there any more, and questions that do not fit their fields. A
 * rule with a fault does not run: a condition on a tag that is gone would else be false without a word.
 */
export function faultsIn(rule: Said, known: Known): AutomationFault[] {
  const gone = namedIn(rule).flatMap((named): AutomationFault[] => {
    const thing = known.things.get(thingKey(named));
    if (thing?.isOn) return [];
    return [{ path: named.path, code: thing ? "is_off" : "is_gone", value: thing?.name ?? named.id }];
  });
  return [
    ...gone,
    ...leavesOf(rule.conditions).flatMap(({ condition, path }) =>
      inCondition(condition, path, rule.trigger, known),
    ),
    ...rule.actions.flatMap((action, at) => inAction(action, `actions.${at}`, known)),
  ];
}

function inCondition(
  { field, is, values }: Condition,
  path: string,
  trigger: Trigger,
  known: Known,
): AutomationFault[] {
  const own = lineFieldOf(field);
  const ofLine = own && lineField(known, own.line, own.key);
  const what: ConditionField | undefined = ofLine ? asConditionField(ofLine.kind) : fieldNamed(field);
  if (!what) return [{ path: `${path}.field`, code: "no_such_field", value: field }];
  // Nothing happened that could be asked who did it.
  if (what.group === "event" && trigger.kind === "elapsed")
    return [{ path: `${path}.field`, code: "does_not_fit", value: field }];
  if (!questionsFor(what).includes(is)) return [{ path: `${path}.is`, code: "does_not_fit", value: is }];
  const taken = valuesTaken(is);
  const fits = {
    none: values.length === 0,
    one: values.length === 1,
    two: values.length === 2,
    some: values.length > 0,
  };
  if (!fits[taken]) return [{ path: `${path}.values`, code: "does_not_fit", value: String(values.length) }];
  return values.flatMap((value, at) => {
    const code =
      ofLine?.kind === "choice"
        ? ofLine.choices.some(({ key }) => key === value)
          ? null
          : "is_gone"
        : faultOfValue(what, value, known);
    return code ? [{ path: `${path}.values.${at}`, code, value: String(value) }] : [];
  });
}

type Code = AutomationFault["code"] | null;

function faultOfValue({ kind, choices }: ConditionField, value: ConditionValue, known: Known): Code {
  const text = typeof value === "string" ? value : "";
  switch (kind) {
    case "choice":
    case "set":
      return choices ? faultOfChoice(choices, text, known) : null;
    case "text":
    case "words":
      return /[\p{L}\p{N}]/u.test(text) ? null : "does_not_fit";
    case "number":
    case "minutes":
      return typeof value === "number" && value >= 0 ? null : "does_not_fit";
    case "date":
      return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
        ? null
        : "does_not_fit";
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? null : "does_not_fit";
    case "yes_no":
      return "does_not_fit";
  }
}

const fixed: Partial<Record<ChoicesFrom, readonly string[]>> = {
  statuses: Status.options,
  priorities: Priority.options,
  moods: Mood.options,
  channels: Channel.options,
  languages: Language.options,
  tiers: Tier.options,
  starters: ["customer", "company"],
  actors: ["customer", "agent", "key", "automation"],
  countries: countryCodes,
  weekdays: ["1", "2", "3", "4", "5", "6", "7"],
};

function faultOfChoice(from: ChoicesFrom, value: string, known: Known): Code {
  // Those are looked up all at once, above.
  if (isThing(from)) return null;
  if (from === "lines") return faultOfLine(value, known);
  if (from === "clocks") return known.clocks.has(value) ? null : "is_gone";
  if (from === "intents") return known.intents.has(value) ? null : "is_gone";
  if (from === "stages") {
    const [line = "", stage = ""] = value.split(".");
    return known.lines.get(line)?.stages.some(({ key }) => key === stage) ? null : "is_gone";
  }
  return fixed[from]!.includes(value) ? null : "does_not_fit";
}

const faultOfLine = (line: string, { lines }: Known): Code =>
  lines.has(line) ? (lines.get(line)!.isOn ? null : "is_off") : "is_gone";

function inAction(action: Action, path: string, known: Known): AutomationFault[] {
  const fault = (field: string, code: Code, value: string): AutomationFault[] =>
    code ? [{ path: `${path}.${field}`, code, value }] : [];
  const inText = (field: string, text: string) =>
    unknownPlaceholders(text).flatMap((name) => fault(field, "no_such_field", `{${name}}`));
  switch (action.do) {
    case "hand_over":
      return [
        ...fault("line", faultOfLine(action.line, known), action.line),
        ...inText("reason", action.reason),
      ];
    case "set_intent": {
      const intent = known.intents.get(action.intent);
      return fault("intent", intent ? (intent.isHidden ? "is_off" : null) : "is_gone", action.intent);
    }
    case "set_stage": {
      const { line, stage } = action;
      if (stage === null) return fault("line", faultOfLine(line, known), line);
      return fault("stage", faultOfChoice("stages", `${line}.${stage}`, known), stage);
    }
    case "set_field": {
      const field = lineField(known, action.line, action.field);
      if (!field) return fault("field", "is_gone", action.field);
      return faultOf(field, action.value)
        ? fault("value", field.kind === "choice" ? "is_gone" : "does_not_fit", String(action.value))
        : [];
    }
    case "add_tags":
    case "remove_tags":
      return fault("tags", action.tags.length ? null : "does_not_fit", "");
    case "hold":
      return inText("note", action.note);
    case "note":
      return inText("text", action.text);
    case "reply": {
      const texts = Object.entries(action.texts);
      return texts.length
        ? texts.flatMap(([locale, text]) => inText(`texts.${locale}`, text))
        : fault("texts", "does_not_fit", "");
    }
    case "notify": {
      const nobody =
        !action.owner && !action.leads && action.agents.length === 0 && action.teams.length === 0;
      return [...fault("agents", nobody ? "does_not_fit" : null, ""), ...inText("text", action.text)];
    }
    default:
      return [];
  }
}
