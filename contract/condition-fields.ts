/**
 * What conditions can ask of a conversation: each field with its kind, where its choices come from, and whether its
 * past is known. Desk and server read the same list; plain data, since the desk carries no zod.
 */

/** Which questions fit a field, by its kind. */
export const questionsOf = {
  /** One of several. */
  choice: ["any_of", "none_of"],
  /** Any number of several. */
  set: ["any_of", "all_of", "none_of", "empty", "filled"],
  /** A short text, compared letter by letter but for its case. */
  text: ["any_of", "none_of", "contains", "lacks"],
  /** A text that people wrote, in which words are found whatever form they have. */
  words: ["any_word", "all_words", "no_word"],
  number: ["at_least", "at_most", "equals"],
  /** A length of time in minutes. */
  minutes: ["at_least", "at_most"],
  /** A day as YYYY-MM-DD. */
  date: ["on", "before", "after", "past", "coming"],
  yes_no: ["yes", "no"],
  /** A time of the day in the workspace's time zone, from one to before another, also over midnight. */
  time: ["between", "outside"],
} as const;
export type FieldKind = keyof typeof questionsOf;

/** What is asked of a field that may have no value, besides. */
export const emptiness = ["empty", "filled"] as const;

export const questions = [...new Set([...Object.values(questionsOf).flat(), ...emptiness])] as Question[];
export type Question = (typeof questionsOf)[FieldKind][number] | (typeof emptiness)[number];

/** How many values a question takes. */
export function valuesTaken(question: Question): "none" | "one" | "two" | "some" {
  switch (question) {
    case "empty":
    case "filled":
    case "past":
    case "coming":
    case "yes":
    case "no":
      return "none";
    case "at_least":
    case "at_most":
    case "equals":
    case "on":
    case "before":
    case "after":
      return "one";
    case "between":
    case "outside":
      return "two";
    default:
      return "some";
  }
}

/** Where the choices of a field come from. */
export type ChoicesFrom =
  | "lines"
  | "intents"
  | "stages"
  | "statuses"
  | "priorities"
  | "moods"
  | "channels"
  | "languages"
  | "brands"
  | "inboxes"
  | "teams"
  | "queues"
  | "agents"
  | "tags"
  | "tiers"
  | "starters"
  | "actors"
  | "weekdays";

export interface ConditionField {
  kind: FieldKind;
  /** Under which heading people look for it. */
  group: "matter" | "customer" | "message" | "event" | "time";
  choices?: ChoicesFrom;
  /** It may have no value. */
  mayBeEmpty?: true;
  /** Its former values are not kept, so that history is judged by today's. */
  judgedToday?: true;
}

/** All but the fields that a line asks for, which are `fields.<line>.<key>`. */
export const conditionFields = {
  line: { kind: "choice", group: "matter", choices: "lines" },
  intent: { kind: "choice", group: "matter", choices: "intents", mayBeEmpty: true },
  status: { kind: "choice", group: "matter", choices: "statuses" },
  /** As `<line>.<key>`. */
  stage: { kind: "choice", group: "matter", choices: "stages", mayBeEmpty: true },
  priority: { kind: "choice", group: "matter", choices: "priorities" },
  mood: { kind: "choice", group: "matter", choices: "moods", mayBeEmpty: true },
  tags: { kind: "set", group: "matter", choices: "tags" },
  /** Empty: nobody has it, it waits in its queue. */
  owner: { kind: "choice", group: "matter", choices: "agents", mayBeEmpty: true },
  team: { kind: "choice", group: "matter", choices: "teams", judgedToday: true },
  queue: { kind: "choice", group: "matter", choices: "queues", mayBeEmpty: true, judgedToday: true },
  brand: { kind: "choice", group: "matter", choices: "brands" },
  inbox: { kind: "choice", group: "matter", choices: "inboxes" },
  channel: { kind: "choice", group: "matter", choices: "channels" },
  language: { kind: "choice", group: "matter", choices: "languages", judgedToday: true },
  started_by: { kind: "choice", group: "matter", choices: "starters" },
  to_sort: { kind: "yes_no", group: "matter", judgedToday: true },
  subject: { kind: "words", group: "matter" },

  customer_tier: { kind: "choice", group: "customer", choices: "tiers", judgedToday: true },
  customer_name: { kind: "text", group: "customer", judgedToday: true },
  /** What stands after the @ of the address we write to. */
  customer_domain: { kind: "text", group: "customer", mayBeEmpty: true, judgedToday: true },
  customer_company: { kind: "text", group: "customer", mayBeEmpty: true, judgedToday: true },
  /** How many matters they have had, this one too. */
  customer_conversations: { kind: "number", group: "customer", judgedToday: true },

  /** The message that set the rule off; where it was no message, the customer's newest. */
  message_words: { kind: "words", group: "message" },
  message_attachments: { kind: "yes_no", group: "message" },
  /** Whether a machine wrote it. */
  message_automatic: { kind: "yes_no", group: "message" },
  /** How many there are, the customer's and ours, without notes. */
  messages: { kind: "number", group: "message" },

  /** Who made it happen. Where time set the rule off, it was automation. */
  event_by: { kind: "choice", group: "event", choices: "actors" },
  event_agent: { kind: "choice", group: "event", choices: "agents", mayBeEmpty: true },
  /** What it was before the change that set the rule off; empty where something else changed. */
  was_line: { kind: "choice", group: "event", choices: "lines", mayBeEmpty: true },
  was_intent: { kind: "choice", group: "event", choices: "intents", mayBeEmpty: true },
  was_stage: { kind: "choice", group: "event", choices: "stages", mayBeEmpty: true },
  was_priority: { kind: "choice", group: "event", choices: "priorities", mayBeEmpty: true },

  /** How long the customer has been waiting for us; empty when it is not our turn. */
  waiting: { kind: "minutes", group: "time", mayBeEmpty: true },
  age: { kind: "minutes", group: "time" },
  time_of_day: { kind: "time", group: "time" },
  weekday: { kind: "choice", group: "time", choices: "weekdays" },
  /** Whether the calendar of the matter is open. */
  within_hours: { kind: "yes_no", group: "time", judgedToday: true },
} as const satisfies Record<string, ConditionField>;
export type FieldName = keyof typeof conditionFields;

/** The field of that name, if there is one. */
export const fieldNamed = (name: string): ConditionField | undefined =>
  Object.hasOwn(conditionFields, name) ? conditionFields[name as FieldName] : undefined;

/** The field of a line that a condition names as `fields.<line>.<key>`, or null. */
export function lineFieldOf(name: string): { line: string; key: string } | null {
  const [first, line, key, ...more] = name.split(".");
  return first === "fields" && line && key && more.length === 0 ? { line, key } : null;
}

const kindOfLineField = {
  text: "text",
  number: "number",
  date: "date",
  yes_no: "yes_no",
  choice: "choice",
} as const satisfies Record<string, FieldKind>;

/** A line's own field as conditions know it. It may always be empty. */
export const asConditionField = (kind: keyof typeof kindOfLineField): ConditionField => ({
  kind: kindOfLineField[kind],
  group: "matter",
  mayBeEmpty: true,
});

/** What can be asked of a field. */
export const questionsFor = ({ kind, mayBeEmpty }: ConditionField): readonly Question[] => {
  const own: readonly Question[] = questionsOf[kind];
  return mayBeEmpty ? [...own, ...emptiness] : own;
};

/** What can set a rule off, and the kind of event that tells of it. */
export const triggerEvents = {
  opened: "conversation.opened",
  customer_wrote: "conversation.customer_wrote",
  machine_wrote: "conversation.customer_wrote",
  replied: "conversation.replied",
  noted: "conversation.noted",
  assigned: "conversation.assigned",
  handed_over: "conversation.handed_over",
  sorted: "conversation.sorted",
  tagged: "conversation.tagged",
  changed: "conversation.changed",
  linked: "conversation.linked",
  closed: "conversation.closed",
  reopened: "conversation.reopened",
  held: "conversation.held",
  released: "conversation.released",
  answer_waived: "conversation.answer_waived",
  repeat_found: "conversation.repeat_found",
  delivery_failed: "message.delivery_failed",
  clock_warned: "clock.warned",
  clock_breached: "clock.breached",
  promise_made: "promise.made",
  promise_kept: "promise.kept",
  promise_broken: "promise.broken",
} as const;
export type TriggerEvent = keyof typeof triggerEvents;

/** What a rule on a change can be narrowed to. */
export const changeable = ["subject", "line", "stage", "priority", "language", "fields"] as const;

/** States whose beginning starts a rule's time, and whose end stops it. */
export const states = [
  "waits_for_us",
  "waits_for_customer",
  "nobodys",
  "somebodys",
  "in_stage",
  "open",
  "closed",
] as const;
export type State = (typeof states)[number];

/** What stands between braces in a text, and is filled in. A word after `|` stands in where there is nothing. */
export const placeholders = [
  "customer.name",
  "number",
  "subject",
  "brand",
  "owner",
  "team",
  "intent",
] as const;
