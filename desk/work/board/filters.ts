import { Locale } from "../../../contract/languages.ts";
import { Line } from "../../../contract/lines.ts";
import type { BoardAgent, PresenceState, Queue } from "../../../contract/routing.ts";

/** What narrows the board down; it stands in the URL. */
export interface BoardFilters {
  team?: string;
  language?: Locale;
  line?: Line;
  here?: "yes";
}

export function readBoardFilters(search: Record<string, unknown>): BoardFilters {
  const filters: BoardFilters = {
    team: typeof search.team === "string" && search.team ? search.team : undefined,
    language: Locale.options.find((each) => each === search.language),
    line: Line.options.find((each) => each === search.line),
    here: search.here === "yes" ? "yes" : undefined,
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** Busy is at the desk too. */
export const isHere = ({ presence: { state } }: Pick<BoardAgent, "presence">) =>
  state === "here" || state === "busy";

/** Whether somebody is shown. Who named no languages or lines works in all. */
export const fitsPerson = (agent: BoardAgent, { team, language, line, here }: BoardFilters): boolean =>
  (!team || agent.teams.includes(team)) &&
  (!language || !agent.languages.length || agent.languages.includes(language)) &&
  (!line || !agent.lines.length || agent.lines.includes(line)) &&
  (!here || isHere(agent));

export const fitsQueue = (queue: Queue, { team, language, line }: BoardFilters): boolean =>
  (!team || queue.team.id === team) &&
  (!language || !queue.languages.length || queue.languages.includes(language)) &&
  (!line || queue.line === null || queue.line === line);

const order: Record<PresenceState, number> = { here: 0, busy: 1, away: 2, off: 3 };

/** Who is here first; the names in the reader's order. */
export const hereFirst = (agents: readonly BoardAgent[], compare: (a: string, b: string) => number) =>
  agents.toSorted((a, b) => order[a.presence.state] - order[b.presence.state] || compare(a.name, b.name));
