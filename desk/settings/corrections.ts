import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Correction, getTriageSettings, listCorrections } from "../../contract/triage.ts";
import { call } from "../app/call.ts";

export const triageSettingsQuery = queryOptions({
  queryKey: ["triage-settings"],
  queryFn: ({ signal }) => call(getTriageSettings, {}, { signal }),
});

export const correctionsQuery = infiniteQueryOptions({
  queryKey: ["corrections"],
  queryFn: ({ pageParam, signal }) =>
    call(listCorrections, { query: { cursor: pageParam ?? undefined } }, { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

/** All that people have said, as lines that `tandem triage train` reads. */
export async function correctionsAsLines(): Promise<string> {
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(listCorrections, { query: { cursor, limit: 100 } });
    lines.push(...page.items.map(asLine));
    cursor = page.next ?? undefined;
  } while (cursor);
  return lines.map((line) => `${line}\n`).join("");
}

export const asLine = ({ text, intent, was, language, by, at }: Correction): string =>
  JSON.stringify({ text, intent, was, language, by, at });
