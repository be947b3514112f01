import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import {
  asConditionField,
  type ChoicesFrom,
  type ConditionField,
  conditionFields,
  type FieldName,
} from "../../contract/condition-fields.ts";
import { Channel, Mood, Priority, Status } from "../../contract/conversations.ts";
import { Tier } from "../../contract/customers.ts";
import { Language } from "../../contract/languages.ts";
import { ownName } from "../app/line-words.ts";
import { useIntentsOf, useLines } from "../app/lines.ts";
import { inboxesQuery, useAgents, useBrands, useTags, useTeams } from "../app/lookups.ts";
import { channelIcons, languageName } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import type { Option } from "../ui/Select.tsx";
import { queuesQuery } from "../work/queries.ts";

export type Choices = Record<ChoicesFrom, Option[]>;

const none: never[] = [];

/** A Monday. */
const monday = Date.UTC(2024, 0, 1);

/** What can be chosen where a condition or an action names something, in the reader's words. */
export function useChoices(): Choices {
  const { t, locale, compare } = useTexts();
  const lines = useLines();
  const { data: inboxes = none } = useQuery(inboxesQuery);
  const { data: queues = none } = useQuery(queuesQuery);
  const intents = useIntentsOf(lines);
  const [brands, teams, agents, tags] = [useBrands(), useTeams(), useAgents(), useTags()];
  return useMemo(() => {
    const byName = (items: readonly { id: string; name: string }[]) =>
      items.map(({ id, name }) => ({ id, label: name })).sort((a, b) => compare(a.label, b.label));
    const several = lines.length > 1;
    const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
    return {
      lines: lines.map(({ line, name }) => ({ id: line, label: name })),
      intents: intents.map(({ key, name }) => ({ id: key, label: name })),
      stages: lines.flatMap(({ line, name, stages }) =>
        stages.map((stage) => ({
          id: `${line}.${stage.key}`,
          label: ownName(stage.names, locale) ?? stage.key,
          description: several ? name : undefined,
        })),
      ),
      statuses: Status.options.map((id) => ({ id, label: t(`status.${id}`) })),
      priorities: Priority.options.map((id) => ({ id, label: t(`priority.${id}`) })),
      moods: Mood.options.map((id) => ({ id, label: t(`mood.${id}`) })),
      channels: Channel.options.map((id) => ({ id, label: t(`channel.${id}`), icon: channelIcons[id] })),
      languages: Language.options.map((id) => ({
        id,
        label: id === "other" || id === "unknown" ? t(`language.${id}`) : languageName(id, locale),
      })),
      brands: byName(brands),
      inboxes: inboxes.map(({ id, name, address }) => ({ id, label: name, description: address })),
      teams: byName(teams),
      queues: byName(queues),
      agents: byName(agents.filter(({ status }) => status !== "disabled")),
      tags: byName(tags),
      tiers: Tier.options.map((id) => ({ id, label: t(`tier.${id}`) })),
      starters: (["customer", "company"] as const).map((id) => ({
        id,
        label: t(`automation.starter.${id}`),
      })),
      actors: (["customer", "agent", "automation", "key"] as const).map((id) => ({
        id,
        label: t(`automation.actor.${id}`),
      })),
      weekdays: Array.from({ length: 7 }, (_, day) => ({
        id: String(day + 1),
        label: weekday.format(monday + day * 86_400_000),
      })),
    };
  }, [t, locale, compare, lines, inboxes, queues, intents, brands, teams, agents, tags]);
}

/** A field that can be asked of, in the reader's words. */
export interface KnownField {
  name: string;
  label: string;
  group: string;
  field: ConditionField;
  choices: Option[];
}

/** Every field that conditions can ask of, those that the lines ask for too. */
export function useFields(): KnownField[] {
  const { t, locale } = useTexts();
  const choices = useChoices();
  const lines = useLines();
  return useMemo(() => {
    const usual = (Object.keys(conditionFields) as FieldName[])
      .filter((name) => lines.length > 1 || (name !== "line" && name !== "was_line"))
      .map((name): KnownField => {
        const field: ConditionField = conditionFields[name];
        return {
          name,
          label: t(`automation.field.${name}`),
          group: t(`automation.group.${field.group}`),
          field,
          choices: field.choices ? choices[field.choices] : [],
        };
      });
    const own = lines.flatMap(({ line, name, fields }) =>
      fields.map(
        ({ key, names, kind, choices: options }): KnownField => ({
          name: `fields.${line}.${key}`,
          label: ownName(names, locale) ?? key,
          group: lines.length > 1 ? name : t("automation.group.matter"),
          field: asConditionField(kind),
          choices: options.map((option) => ({
            id: option.key,
            label: ownName(option.names, locale) ?? option.key,
          })),
        }),
      ),
    );
    return [...usual, ...own];
  }, [t, locale, choices, lines]);
}
