import type { LiveChat } from "../../contract/chat.ts";

/** A chat of Ines with the bicycle shop, for tests that are about one thing of it. */
export const sampleChat = (conversation: string, changes: Partial<LiveChat> = {}): LiveChat => ({
  conversation,
  number: 1042,
  subject: "A bike in blue",
  status: "open",
  customer: { id: "ines", name: "Ines" },
  brand: { id: "kolo", name: "Kolo Bikes" },
  owner: { id: "nina", name: "Nina" },
  waitingSince: "2026-03-02T09:00:00.000Z",
  unread: 1,
  preview: "Is there one in blue?",
  previewBy: "customer",
  lastMessageAt: "2026-03-02T09:00:00.000Z",
  isHere: true,
  ...changes,
});
