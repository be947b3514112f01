import type { Conversation } from "../../contract/conversations.ts";

/** A conversation of Ines with the bicycle shop, for tests that are about one thing of it. */
export function sampleConversation(changes: Partial<Conversation> = {}): Conversation {
  return {
    id: "c1",
    number: 1042,
    subject: "Brakes squeal",
    line: "support",
    intent: "device_fault",
    toSort: false,
    status: "open",
    stage: null,
    fields: {},
    channel: "email",
    language: "en",
    priority: "normal",
    mood: null,
    brand: { id: "kolo", name: "Kolo Bikes" },
    team: { id: "workshop", name: "Workshop" },
    owner: { kind: "team", id: "workshop", name: "Workshop" },
    tags: [],
    customer: { id: "ines", name: "Ines", email: "ines@mail.example" },
    inbox: "inbox",
    startedBy: "customer",
    waitingSince: "2026-03-02T09:00:00.000Z",
    nextStep: { what: "reply", at: "2026-03-02T17:00:00.000Z" },
    preview: "They squeal again",
    previewBy: "customer",
    lastMessageAt: "2026-03-02T09:00:00.000Z",
    unread: true,
    readAt: null,
    createdAt: "2026-03-01T09:00:00.000Z",
    updatedAt: "2026-03-02T09:00:00.000Z",
    closedAt: null,
    version: 1,
    ...changes,
  };
}
