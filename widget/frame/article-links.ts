/**
 * The number of the article to which a link leads, when that lies in the brand's help centre:
 * `https://care.example/help/kolo/zh/articles/12-brakes#anchor`. Null for any other link.
 */
export function articleIn(centre: string | null | undefined, href: string): number | null {
  if (!centre || !href.startsWith(`${centre}/`)) return null;
  const path = href.slice(centre.length).split(/[?#]/)[0]!;
  const number = /^\/[a-z]{2}\/articles\/(\d{1,9})(?:-[^/]*)?\/?$/.exec(path)?.[1];
  return number ? Number(number) : null;
}
