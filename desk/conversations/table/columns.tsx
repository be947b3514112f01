import { type ReactNode, useMemo } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import { type ListColumn, listColumns } from "../../../contract/views.ts";
import { ownName } from "../../app/line-words.ts";
import { type KnownLine, useLineName, useLines } from "../../app/lines.ts";
import { type Texts, useTexts } from "../../texts/Texts.tsx";
import { Time } from "../../ui/Time.tsx";
import { StatusBadge } from "../StatusBadge.tsx";
import { languageName } from "../words.ts";

export interface TableColumn {
  id: ListColumn;
  name: string;
  /** In rem. */
  width: number;
  cell: (conversation: Conversation) => ReactNode;
}

export const usualColumns: readonly ListColumn[] = [
  "customer",
  "status",
  "owner",
  "priority",
  "due",
  "newest",
];

/** Everything that the table can show, fields of the lines last. */
export function useTableColumns(): TableColumn[] {
  const { t, locale, list } = useTexts();
  const lines = useLines();
  const lineName = useLineName();
  return useMemo(() => columnsFor({ t, locale, list, lines, lineName }), [t, locale, list, lines, lineName]);
}

interface Reader extends Pick<Texts, "t" | "locale" | "list"> {
  lines: readonly KnownLine[];
  lineName: ReturnType<typeof useLineName>;
}

function columnsFor({ t, locale, list, lines, lineName }: Reader): TableColumn[] {
  const stage = ({ line, stage }: Conversation) => {
    const known = lines.find((each) => each.line === line)?.stages.find(({ key }) => key === stage);
    return known ? (ownName(known.names, locale) ?? known.key) : "";
  };
  const time = (at: string | null) => at && <Time at={at} />;
  const cells: Record<(typeof listColumns)[number], [number, TableColumn["cell"]]> = {
    customer: [11, ({ customer }) => customer.name || customer.email || t("customer.unnamed")],
    company: [9, ({ customer }) => customer.company],
    status: [9, (conversation) => <StatusBadge status={conversation.status} />],
    line: [7, ({ line, brand }) => lineName(line, brand.id)],
    stage: [8, stage],
    owner: [9, ({ owner }) => (owner.kind === "agent" ? owner.name : "–")],
    team: [9, ({ team }) => team.name],
    queue: [9, ({ queue }) => queue?.name],
    priority: [8, ({ priority }) => t(`priority.${priority}`)],
    impact: [7, ({ impact }) => impact && t(`level.${impact}`)],
    urgency: [7, ({ urgency }) => urgency && t(`level.${urgency}`)],
    checklist: [7, ({ checklist: { done, all } }) => all > 0 && t("checklist.progress", { done, all })],
    due: [7, ({ nextStep }) => time(nextStep?.at ?? null)],
    waiting: [7, ({ waitingSince }) => time(waitingSince)],
    created: [7, ({ createdAt }) => time(createdAt)],
    newest: [7, ({ lastMessageAt }) => time(lastMessageAt)],
    tags: [10, ({ tags }) => list(tags.map(({ name }) => name))],
    language: [
      7,
      ({ language }) =>
        language === "other" || language === "unknown"
          ? t(`language.${language}`)
          : languageName(language, locale),
    ],
    channel: [6, ({ channel }) => t(`channel.${channel}`)],
    mood: [6, ({ mood }) => mood && t(`mood.${mood}`)],
  };
  const own = listColumns.map((id) => ({
    id,
    name: t(`inbox.column.${id}`),
    width: cells[id][0],
    cell: cells[id][1],
  }));
  const fields = new Map(lines.flatMap((line) => line.fields.map((field) => [field.key, field])));
  return [
    ...own,
    ...[...fields.values()].map((field) => ({
      id: `field:${field.key}` as ListColumn,
      name: ownName(field.names, locale) ?? field.key,
      width: 9,
      cell: ({ fields: held }: Conversation) => {
        const value = held[field.key];
        const choice = field.choices.find(({ key }) => key === value);
        if (choice) return ownName(choice.names, locale) ?? choice.key;
        return typeof value === "boolean" ? t(`inbox.filter.${value ? "yes" : "no"}`) : (value ?? "");
      },
    })),
  ];
}
