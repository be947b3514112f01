/** One thing that was looked at: as it should be, worth a look, or wrong. */
export interface Finding {
  mark: "good" | "odd" | "bad";
  /** One plain sentence: what is so. */
  says: string;
  /** What to do about it. */
  todo?: string;
}

export interface Section {
  title: string;
  findings: Finding[];
}

export const good = (says: string): Finding => ({ mark: "good", says });
export const odd = (says: string, todo?: string): Finding => ({ mark: "odd", says, todo });
export const bad = (says: string, todo?: string): Finding => ({ mark: "bad", says, todo });

/** A section whose check itself failed says so; the others are looked at all the same. */
export async function section(
  title: string,
  look: () => Promise<(Finding | false | undefined)[]> | (Finding | false | undefined)[],
): Promise<Section> {
  try {
    return { title, findings: (await look()).filter((one) => one !== false && one !== undefined) };
  } catch (error) {
    return { title, findings: [bad(`This could not be looked at: ${(error as Error).message}`)] };
  }
}

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** A length of time as people say it. */
export function lasting(seconds: number): string {
  if (seconds < 120) return plural(Math.round(seconds), "second");
  if (seconds < 7200) return plural(Math.round(seconds / 60), "minute");
  if (seconds < 172_800) return plural(Math.round(seconds / 3600), "hour");
  return plural(Math.round(seconds / 86_400), "day");
}
