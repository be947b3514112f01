import type { ChatAvailability } from "../../contract/chat.ts";
import type { Page } from "../bridge.ts";
import type { Core } from "../loader/core.ts";
import { type Invitation, isDue, type Visit } from "./invitations.ts";

/**
 * Watches for the moment at which somebody is to be asked whether we can help. One invitation at a time, none while
 * the chat is open, none when nobody would answer, and each no oftener a day than it says.
 */
export function followVisit(
  core: Core,
  {
    page,
    signals,
    isBusy,
    invite,
  }: {
    page: () => Page;
    signals: string[];
    isBusy: () => boolean;
    invite: (one: Invitation, text: string) => void;
  },
) {
  const shown = remembered(core);
  let since = Date.now();
  let movedAt = Date.now();
  let isAsking = false;
  const seconds = (from: number) => (Date.now() - from) / 1000;
  for (const kind of ["pointermove", "keydown", "scroll", "touchstart"])
    addEventListener(kind, () => (movedAt = Date.now()), { passive: true, capture: true });

  const visit = (): Visit => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return {
      href: location.href,
      secondsOnPage: seconds(since),
      idleSeconds: seconds(movedAt),
      scrolledPercent: scrollHeight > clientHeight ? (100 * scrollY) / (scrollHeight - clientHeight) : 100,
      locale: core.locale(),
      page: page(),
      signals,
    };
  };

  async function look() {
    if (document.hidden || isAsking || isBusy()) return;
    const locale = core.locale() as keyof Invitation["texts"];
    const due = core
      .settings()!
      .invitations.find(
        (one) => one.texts[locale] && isDue(one.when, visit()) && shown.count(one.id) < one.mostPerDay,
      );
    if (!due) return;
    isAsking = true;
    try {
      const now = (await core.ask("/availability")) as ChatAvailability;
      if (now.isOpen && now.isAttended && !isBusy()) {
        shown.add(due.id);
        invite(due, due.texts[locale]!);
      }
    } finally {
      // Whoever was asked, or for whom nobody was there, is left in peace for a while.
      setTimeout(() => (isAsking = false), 30_000);
    }
  }

  setInterval(() => void look().catch(() => undefined), 1000);
  return {
    moved() {
      since = Date.now();
    },
  };
}

/** How often today; in the browser's memory only where something may be kept. */
function remembered({ key, consents }: Core) {
  const place = `tandem.${key}.invited`;
  const today = new Date().toDateString();
  let all: { day: string; counts: Record<string, number> } = { day: today, counts: {} };
  const kept = (work: () => void) => {
    // Storage may be forbidden, or hold what another has put there: then this visit counts alone.
    try {
      if (consents()) work();
    } catch (_error) {
      return;
    }
  };
  kept(() => {
    const found = JSON.parse(localStorage.getItem(place) || "null");
    if (found && found.day === today && found.counts) all = found;
  });
  return {
    count: (id: string) => all.counts[id] || 0,
    add(id: string) {
      all.counts[id] = (all.counts[id] || 0) + 1;
      kept(() => localStorage.setItem(place, JSON.stringify(all)));
    },
  };
}
