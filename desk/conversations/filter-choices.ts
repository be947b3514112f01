import { Channel, Status } from "../../contract/conversations.ts";
import { Language } from "../../contract/languages.ts";
import { useIntentsOf, useLines } from "../app/lines.ts";
import { useAgents, useBrands, useTags, useTeams } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import type { Option } from "../ui/Select.tsx";
import type { FilterName } from "./filters.ts";
import { channelIcons, languageName } from "./words.ts";

/** What each filter can be, in the reader's words. One with a single choice narrows nothing down and has none. */
export function useFilterChoices(): Record<FilterName, Option[]> {
  const { t, locale, compare } = useTexts();
  const lines = useLines();
  const byName = (items: { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ id, label: name })).sort((a, b) => compare(a.label, b.label));
  return {
    brand: byName(useBrands()),
    team: byName(useTeams()),
    owner: byName(useAgents().filter((agent) => agent.status !== "disabled")),
    tag: byName(useTags()),
    line: lines.length > 1 ? lines.map(({ line, name }) => ({ id: line, label: name })) : [],
    intent: useIntentsOf(lines).map(({ key, name }) => ({ id: key, label: name })),
    status: Status.options.map((id) => ({ id, label: t(`status.${id}`) })),
    channel: Channel.options.map((id) => ({ id, label: t(`channel.${id}`), icon: channelIcons[id] })),
    language: Language.options.map((id) => ({
      id,
      label: id === "other" || id === "unknown" ? t(`language.${id}`) : languageName(id, locale),
    })),
  };
}
