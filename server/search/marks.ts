import type { Audience, SearchDocument } from "./document.ts";

/**
 * What each word of a workspace begins with in the index: twenty bits of its id. Two workspaces may share a mark;
 * each query names its workspace as well.
 */
export const markOf = (workspaceId: string): string =>
  Number.parseInt(workspaceId.slice(-5), 16).toString(36).padStart(4, "0");

// What stands behind the mark of what is no word. Words begin with a letter or a digit.
export const gramOf = (gram: string) => `~${gram}`;
export const conceptOf = (id: string) => `=${id}`;
export const thingOf = (id: string) => `+${id}`;
/** Digits from their end, so that the last ones of a number are the beginning of a word. */
export const endOf = (digits: string) => `%${[...digits].reverse().join("")}`;
export const brandMark = (brandId: string | null) => `!${brandId?.slice(-8) ?? ""}`;
export const audienceMark = (audience: Audience) => `?${audience}`;
export const languageMark = (language: string) => `:${language}`;
export const dayMark = (day: string) => `@${day}`;
export const monthMark = (day: string) => `@${day.slice(0, 7)}`;

/** What walls and times ask for, as words, so that the index answers to all of it at once. */
export function marksOf({ kind, brandId, audience, language, at }: SearchDocument): string[] {
  const marks = [brandMark(brandId)];
  const day = at.toISOString().slice(0, 10);
  if (kind === "message") marks.push(dayMark(day), monthMark(day));
  if (kind === "article") marks.push(audienceMark(audience), languageMark(language));
  return marks;
}
