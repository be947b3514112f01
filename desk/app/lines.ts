import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { Intent, Line, LineSettings } from "../../contract/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { intentName, lineName } from "./line-words.ts";
import { intentsQuery, linesQuery, useBrands } from "./lookups.ts";

/** A line that is on, with what this reader calls it. */
export type KnownLine = LineSettings & { name: string };

const none: never[] = [];

/** The lines that are on, service first. Of one that is off nothing may be said. */
export function useLines(): KnownLine[] {
  const { t, locale } = useTexts();
  const { data = none } = useQuery(linesQuery);
  return useMemo(
    () => data.filter(({ isOn }) => isOn).map((line) => ({ ...line, name: lineName(line, { t, locale }) })),
    [data, t, locale],
  );
}

/** Tells what holds for a line that is on, or for every line, from what is for a line alone that is off. */
export function useIsSpokenOf(): (of: { lines: readonly Line[] }) => boolean {
  const on = useLines();
  return useCallback(
    ({ lines }) => lines.length === 0 || lines.some((line) => on.some((each) => each.line === line)),
    [on],
  );
}

/** The lines that a brand has. */
export function useLinesOf(brand: string): KnownLine[] {
  const lines = useLines();
  const has = useBrands().find(({ id }) => id === brand)?.lines ?? none;
  return lines.filter(({ line }) => (has as readonly Line[]).includes(line));
}

/**
 * Names the line of a conversation where there are several to tell apart: null in a workspace or brand with one, and
 * for a line that is off.
 */
export function useLineName(): (line: Line, brand?: string) => string | null {
  const lines = useLines();
  const brands = useBrands();
  return useCallback(
    (line, brand) => {
      const known = lines.find((each) => each.line === line);
      if (!known || lines.length < 2) return null;
      const has = brand && brands.find(({ id }) => id === brand)?.lines;
      return has && has.length < 2 ? null : known.name;
    },
    [lines, brands],
  );
}

/** What an intent is called. */
export function useIntentName(): (key: string) => string {
  const { t, locale } = useTexts();
  const { data = none } = useQuery(intentsQuery);
  return useCallback(
    (key) =>
      intentName(
        key,
        data.find((each) => each.key === key),
        { t, locale },
      ),
    [data, t, locale],
  );
}

/** Intents that can be chosen on these lines, with their names, line by line and by name. */
export function useIntentsOf(lines: readonly { line: Line }[]): (Intent & { name: string })[] {
  const { compare } = useTexts();
  const nameOf = useIntentName();
  const { data = none } = useQuery(intentsQuery);
  return lines.flatMap(({ line }) =>
    (data as Intent[])
      .filter((each) => each.line === line && !each.isHidden)
      .map((each) => ({ ...each, name: nameOf(each.key) }))
      .sort((a, b) => compare(a.name, b.name)),
  );
}
