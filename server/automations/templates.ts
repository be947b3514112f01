import type { Action, AutomationTemplate, Condition, ConditionGroup } from "../../contract/automations.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import { type TextKey, text } from "../texts.ts";

const day = 24 * 60;

const all = (...of: Condition[]): ConditionGroup => ({ match: "all", of });
const any = (...of: Condition[]): ConditionGroup => ({ match: "any", of });
const asks = (field: string, is: Condition["is"], ...values: Condition["values"]): Condition => ({
  field,
  is,
  values,
});

/** A text in every language, to be changed by whoever takes it. */
const inAll = (key: TextKey): Record<Locale, string> =>
  Object.fromEntries(locales.map((locale) => [locale, text(locale, key)])) as Record<Locale, string>;

/** Rules to begin with. None is on by itself, and each is made to be tried on one's own history first. */
export function templates(locale: Locale): AutomationTemplate[] {
  const say = (key: TextKey) => text(locale, key);
  const made = (
    key: Key,
    rule: Pick<AutomationTemplate, "trigger" | "conditions"> & { actions: Action[]; stops?: boolean },
  ): AutomationTemplate => ({
    key,
    name: say(`automation.template.${key}`),
    words: say(`automation.template.${key}.words`),
    stops: false,
    brands: [],
    ...rule,
  });
  return [
    made("vip_complaints", {
      trigger: { kind: "event", on: ["opened", "sorted"], changes: [] },
      conditions: {
        ...all(asks("customer_tier", "any_of", "vip")),
        groups: [any(asks("intent", "any_of", "complaint"), asks("mood", "any_of", "negative"))],
      },
      actions: [
        { do: "set_priority", priority: "high" },
        notify({ leads: true, text: say("automation.template.vip_complaints.text") }),
      ],
    }),
    made("tag_by_words", {
      trigger: { kind: "event", on: ["opened", "customer_wrote"], changes: [] },
      conditions: all(
        asks("message_automatic", "no"),
        asks("message_words", "any_word", ...wordsFor("automation.template.tag_by_words.text")),
      ),
      // Which tag is for the workspace to say.
      actions: [{ do: "add_tags", tags: [] }],
    }),
    made("nobodys", {
      trigger: { kind: "elapsed", since: "nobodys", minutes: 30, hours: "working", unless: [] },
      conditions: all(asks("status", "any_of", "new", "open"), asks("waiting", "filled")),
      actions: [
        { do: "raise_priority" },
        notify({ leads: true, text: say("automation.template.nobodys.text") }),
      ],
    }),
    made("silent_owner", {
      trigger: {
        kind: "elapsed",
        since: "waits_for_us",
        minutes: 4 * 60,
        hours: "working",
        unless: ["assigned"],
      },
      conditions: all(asks("owner", "filled")),
      actions: [
        notify({ owner: true, text: say("automation.template.silent_owner.text") }),
        { do: "give_back" },
      ],
    }),
    made("remind", {
      trigger: { kind: "elapsed", since: "waits_for_customer", minutes: 3 * day, hours: "all", unless: [] },
      conditions: all(),
      actions: [{ do: "reply", texts: inAll("automation.template.remind.reply"), after: "wait" }],
    }),
    made("close_silent", {
      trigger: { kind: "elapsed", since: "waits_for_customer", minutes: 14 * day, hours: "all", unless: [] },
      conditions: all(),
      actions: [{ do: "reply", texts: inAll("automation.template.close_silent.reply"), after: "close" }],
    }),
    made("after_a_defect", {
      trigger: { kind: "elapsed", since: "closed", minutes: 7 * day, hours: "all", unless: ["reopened"] },
      conditions: all(
        asks("intent", "any_of", "device_fault", "damaged_or_defective", "warranty_or_repair"),
        asks("status", "any_of", "closed"),
      ),
      actions: [
        { do: "reopen" },
        { do: "note", text: say("automation.template.after_a_defect.text") },
        { do: "follow_up", minutes: 8 * 60, hours: "working" },
      ],
    }),
    made("machines_aside", {
      trigger: { kind: "event", on: ["opened"], changes: [] },
      conditions: all(asks("message_automatic", "yes")),
      actions: [{ do: "set_priority", priority: "low" }, { do: "close" }],
      stops: true,
    }),
  ];
}

type Key =
  | "vip_complaints"
  | "tag_by_words"
  | "nobodys"
  | "silent_owner"
  | "remind"
  | "close_silent"
  | "after_a_defect"
  | "machines_aside";

const notify = (to: { owner?: boolean; leads?: boolean; text: string }): Action => ({
  do: "notify",
  owner: false,
  leads: false,
  agents: [],
  teams: [],
  ...to,
});

/** The words to look for, as customers of every language write them. */
const wordsFor = (key: TextKey): string[] =>
  locales.flatMap((locale) => text(locale, key).split(/[,،，]\s*/)).filter(Boolean);
