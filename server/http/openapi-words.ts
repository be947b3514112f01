/** The prose of the API document. It is a reference for programmers and is written in English, as the contract is. */
export const about = {
  summary: "A self-hosted customer care desk: service and support, two lines of work over one customer.",
  description: `Plain REST over JSON. Everything lies below \`/api/v1\`.

**Who calls.** Programs send an API key (\`Authorization: Bearer …\`) made under Settings → API keys; it may do what its scopes say. Browsers that are signed in send their session cookie. \`x-permission\` of each operation says what is needed.

**Lists** are keyset pages \`{ items, next }\`. Send \`next\` back as \`cursor\` for the following page; \`null\` means that was the last. A cursor belongs to the list and the filters it came from.

**Writes** take an \`Idempotency-Key\`: the same key with the same request has one effect and gives the first answer again, also after a lost connection.

**No** is said with an RFC 9457 problem document (\`application/problem+json\`). Its \`code\` is stable, its \`title\` is in the language of \`Accept-Language\`, its \`fields\` name what is at fault. A reply that crossed with something new (\`conversation_changed\`, 409) is told in \`came\` what its author had not seen: ids of messages, numbers of events.

**Limits.** Requests are counted by caller and minute; \`RateLimit-*\` headers tell what is left, and \`429\` carries \`Retry-After\`.

**Live.** Agents who are signed in can open a WebSocket at \`/api/v1/live\` and resume it by sequence number.`,
  key: "An API key, made under Settings → API keys. It is shown once.",
  session: "The session of a browser that is signed in.",
  visitor: "`Visitor TOKEN`: the token that `POST /chat/visitors` gave to a browser on a site of a brand.",
  retryAfter: "Seconds until it makes sense to try again.",
  idempotencyKey:
    "Any text of your own, new for each thing you want done. Sent again with the same request it has no second effect.",
  success: "Done.",
  nothing: "Done; there is nothing to tell.",
  bytes: "The bytes, with their own content type.",
  /** In the order in which a newcomer meets them. */
  areas: {
    Conversations: "Matters of customers: read them, answer, take notes, hand over, close.",
    Views: "Lists under a name, how many conversations they hold, and how one looks at them.",
    "Bulk acts": "The same done to many conversations, with its result and its way back.",
    Triage: "What conversations were taken for on arrival, and what people said against it.",
    Lines: "The two lines of work as data: names, stages, fields, intents.",
    "Queues and people": "Where matters wait, who is here, what each can take on, and the board.",
    Clocks: "When there is somebody: hours, holidays, exceptions; and by which of them clocks run.",
    Automations:
      "Rules on what happens and on time that passes: tried on history, switched on, and their log.",
    Promises: "What we said we would do, and by when.",
    Customers: "The people who write.",
    Chat: "Widgets on sites, who writes by them, and the chats that are going on.",
    "Chat: for visitors": "What the chat on a site says and asks, by a visitor's token instead of a key.",
    "Canned replies": "Prepared answers, by language.",
    Inboxes:
      "The addresses by which customers reach us, and the mailboxes elsewhere that they are filled from.",
    Mail: "Mail as it came: bringing it by a relay, what could not be read, what was turned away.",
    Reports: "What a month came to, signed: made, kept, given out, and verified by anyone.",
    Files: "Attachments and the mails as they came.",
    Workspace: "Brands, teams, tags and the workspace itself.",
    Agents: "The people who work here.",
    "API keys": "Keys for programs.",
    "Signing in": "Sessions, passwords, the second factor and one's own profile.",
    "Set-up": "The first visit of a new installation.",
  } as Record<string, string>,
};
