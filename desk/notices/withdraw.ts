import type { Notice } from "../../contract/notices.ts";

/** Takes what was seen off this device's screen, also where it was seen on another one. */
export async function withdrawPushed(items: readonly Notice[]): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const shown = (await registration?.getNotifications()) ?? [];
  if (shown.length === 0) return;
  const unseen = new Set(
    items.filter(({ seenAt }) => !seenAt).map(({ id, conversation }) => conversation?.id ?? id),
  );
  for (const notification of shown) if (!unseen.has(notification.tag)) notification.close();
}
