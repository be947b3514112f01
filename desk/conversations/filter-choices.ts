import { useQuery } from "@tanstack/react-query";
import { Channel, ChecklistState, Mood, Priority, Status } from "../../contract/conversations.ts";
import { Tier } from "../../contract/customers.ts";
import { Language } from "../../contract/languages.ts";
import type { Field } from "../../contract/lines.ts";
import { Level, PriorityBy } from "../../contract/priority.ts";
import { ownName } from "../app/line-words.ts";
import { useIntentsOf, useLines } from "../app/lines.ts";
import { useAgents, useBrands, useTags, useTeams } from "../app/lookups.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import type { Option } from "../ui/Select.tsx";
import { queuesQuery } from "../work/queries.ts";
import { type FilterName, filterKinds, filterNames, spanMs, valuesOf } from "./filters.ts";
import { channelIcons, languageName } from "./words.ts";

/** Lengths of time that are offered; an address may name others. */
const spans: readonly string[] = ["30m", "1h", "2h", "4h", "8h", "1d", "3d", "7d", "30d"];

export type Choices = Record<FilterName, Option[]>;

/** What each filter can be, in the reader's words. One with a single choice narrows nothing down and has none. */
export function useFilterChoices(): Choices {
  const { t, locale, compare, number } = useTexts();
  const lines = useLines();
  const me = useMe().agent.id;
  const { data: queues = [] } = useQuery(queuesQuery);
  const byName = (items: { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ id, label: name })).sort((a, b) => compare(a.label, b.label));
  const tags = byName(useTags());
  const length = (span: string) => ({ id: span, label: spanWords(span, number) });
  const yesNo = (["yes", "no"] as const).map((id) => ({ id, label: t(`inbox.filter.${id}`) }));
  return {
    brand: byName(useBrands()),
    team: byName(useTeams()),
    queue: byName(queues),
    owner: [
      { id: "me", label: t("inbox.filter.owner.me") },
      { id: "nobody", label: t("inbox.filter.owner.nobody") },
      ...byName(useAgents().filter((agent) => agent.status !== "disabled" && agent.id !== me)),
    ],
    tag: tags,
    tagAll: tags,
    tagNone: tags,
    line: lines.length > 1 ? lines.map(({ line, name }) => ({ id: line, label: name })) : [],
    intent: useIntentsOf(lines).map(({ key, name }) => ({ id: key, label: name })),
    status: Status.options.map((id) => ({ id, label: t(`status.${id}`) })),
    priority: Priority.options.map((id) => ({ id, label: t(`priority.${id}`) })),
    priorityBy: PriorityBy.options.map((id) => ({ id, label: t(`priority.decided.${id}`) })),
    impact: Level.options.toReversed().map((id) => ({ id, label: t(`level.${id}`) })),
    urgency: Level.options.toReversed().map((id) => ({ id, label: t(`level.${id}`) })),
    checklist: ChecklistState.options.map((id) => ({ id, label: t(`checklist.state.${id}`) })),
    mood: Mood.options.map((id) => ({ id, label: t(`mood.${id}`) })),
    tier: Tier.options.map((id) => ({ id, label: t(`tier.${id}`) })),
    channel: Channel.options.map((id) => ({ id, label: t(`channel.${id}`), icon: channelIcons[id] })),
    language: Language.options.map((id) => ({
      id,
      label: id === "other" || id === "unknown" ? t(`language.${id}`) : languageName(id, locale),
    })),
    waitingOver: spans.map(length),
    dueWithin: spans.map(length),
    createdAfter: [],
    createdBefore: [],
    closedAfter: [],
    closedBefore: [],
    company: [],
    unread: yesNo,
    attachments: yesNo,
    snoozed: yesNo,
    field: fieldsOf(lines).map((field) => ({
      id: field.key,
      label: ownName(field.names, locale) ?? field.key,
    })),
  };
}

const fieldsOf = (lines: readonly { fields: readonly Field[] }[]): Field[] => [
  ...new Map(lines.flatMap(({ fields }) => fields.map((field) => [field.key, field]))).values(),
];

/** `4h` as "4 hours". */
export function spanWords(
  span: string,
  number: (value: number, options?: Intl.NumberFormatOptions) => string,
): string {
  const [unit, size] =
    span.at(-1) === "d"
      ? (["day", 86_400_000] as const)
      : span.at(-1) === "h"
        ? (["hour", 3_600_000] as const)
        : (["minute", 60_000] as const);
  return number(spanMs(span) / size, { style: "unit", unit, unitDisplay: "long" });
}

/** Those that make sense here: a list with one choice narrows nothing down. */
export const offeredOf = (choices: Choices): FilterName[] =>
  filterNames.filter((name) => {
    const kind = filterKinds[name];
    return kind === "words" || kind === "since" || choices[name].length > 0;
  });

/** A filter's values in the reader's words. */
export function useFilterWords(choices: Choices): (name: FilterName, written: string) => string {
  const { number, dateTime, list } = useTexts();
  return (name, written) => {
    const label = (id: string) => choices[name].find((choice) => choice.id === id)?.label ?? "…";
    switch (filterKinds[name]) {
      case "many":
        return list(valuesOf(written).map(label));
      case "span":
        return spanWords(written, number);
      case "since":
        return written.includes("-") ? dateTime(`${written}T12:00:00Z`, "date") : spanWords(written, number);
      case "field": {
        const at = written.indexOf(":");
        return `${label(written.slice(0, at))} = ${written.slice(at + 1)}`;
      }
      case "whether":
        return label(written);
      case "words":
        return written;
    }
  };
}
