import type { Names } from "../../contract/lines.ts";

/**
 * A key for something new, made from its name where that is written in Latin letters: programs read it in the API and
 * in exports. It stays when the name changes.
 */
export function freshKey(name: string, taken: readonly string[], kind: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 36)
    .replace(/_+$/, "");
  const first = plain.length > 1 ? plain : kind;
  if (!taken.includes(first)) return first;
  let count = 2;
  while (taken.includes(`${first}_${count}`)) count += 1;
  return `${first}_${count}`;
}

export const provisional = "new ";

/** What something new is told apart by until it is kept. */
export const provisionalKey = (items: readonly { key: string }[]): string => {
  let count = items.length;
  while (items.some(({ key }) => key === `${provisional}${count}`)) count += 1;
  return `${provisional}${count}`;
};

/** Gives what is new a key of its own, preferably from its English name. */
export function withKeys<Item extends { key: string; names: Names }>(items: readonly Item[], kind: string) {
  const taken = items.map(({ key }) => key);
  return items.map((item) => {
    if (!item.key.startsWith(provisional)) return item;
    const key = freshKey(item.names.en ?? Object.values(item.names)[0] ?? "", taken, kind);
    taken.push(key);
    return { ...item, key };
  });
}
