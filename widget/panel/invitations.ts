import type { ChatInvitation } from "../../contract/chat.ts";
import type { Page } from "../bridge.ts";

type When = ChatInvitation["when"];
export type Invitation = Omit<ChatInvitation, "isOn">;

/** What there is to see of a visit; seconds since the page was reached, and since a hand was last seen to move. */
export interface Visit {
  href: string;
  secondsOnPage: number;
  idleSeconds: number;
  scrolledPercent: number;
  locale: string;
  page: Pick<Page, "cart" | "attributes">;
  signals: readonly string[];
}

/** Whether all that an invitation waits for has come; what it does not speak of does not count. */
export function isDue(when: When, visit: Visit): boolean {
  const reached = (wanted: number | undefined, is: number) => wanted === undefined || is >= wanted;
  return (
    (when.page === undefined || fits(when.page, visit.href)) &&
    reached(when.secondsOnPage, visit.secondsOnPage) &&
    reached(when.idleSeconds, visit.idleSeconds) &&
    reached(when.scrolledPercent, visit.scrolledPercent) &&
    reached(when.cartAtLeast, visit.page.cart?.value ?? 0) &&
    (!when.attribute || visit.page.attributes?.[when.attribute.name] === when.attribute.value) &&
    (!when.locales?.length || (when.locales as string[]).includes(visit.locale)) &&
    (when.signal === undefined || visit.signals.includes(when.signal))
  );
}

/** The whole address against a pattern in which `*` is anything. */
export function fits(pattern: string, href: string): boolean {
  const parts = pattern.split("*");
  if (parts.length === 1) return pattern === href;
  const first = parts.shift()!;
  const last = parts.pop()!;
  if (!href.startsWith(first) || !href.endsWith(last) || href.length < first.length + last.length)
    return false;
  let from = first.length;
  const end = href.length - last.length;
  for (const part of parts) {
    const at = href.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
