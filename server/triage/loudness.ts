/**
 * How loudly a text is written, from 0: capitals (of a script that has them), rows of !!! and letters drawn out
 * (sooooo) count one each, three and more ! two.
 */
export function loudness(text: string): number {
  let loud = 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  // Most texts have few capitals, and their letters need not be counted.
  const letters = capitals < 5 ? Infinity : text.match(/\p{L}/gu)!.length;
  if (letters >= 8 && capitals > letters * 0.6) loud += 2;
  else if (/(?:\p{Lu}{3,}[\s,!.]+){2}/u.test(text)) loud += 1;
  const cries = Math.max(0, ...[...text.matchAll(/[!！]+/g)].map(([row]) => row.length));
  if (cries >= 3) loud += 2;
  else if (cries >= 2) loud += 1;
  if (/(\p{L})\1{3}/iu.test(text)) loud += 1;
  return loud;
}
