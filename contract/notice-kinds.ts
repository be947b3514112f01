/** What people choose ways for: several kinds of notices each, with the ways of who has chosen nothing. */
export const noticeGroups = {
  assigned: { desk: true, push: true, mail: false },
  named: { desk: true, push: true, mail: true },
  wrote_mine: { desk: true, push: true, mail: false },
  followed_wrote: { desk: true, push: false, mail: false },
  followed_replied: { desk: true, push: false, mail: false },
  followed_noted: { desk: true, push: false, mail: false },
  followed_moved: { desk: true, push: false, mail: false },
  promises: { desk: true, push: true, mail: false },
  clocks: { desk: true, push: true, mail: false },
  snoozed: { desk: true, push: true, mail: false },
  rules: { desk: true, push: true, mail: false },
  undelivered: { desk: true, push: true, mail: true },
  ledger: { desk: true, push: true, mail: true },
  alarms: { desk: true, push: true, mail: true },
  articles: { desk: true, push: false, mail: true },
} as const satisfies Record<string, { desk: boolean; push: boolean; mail: boolean }>;
export type NoticeGroup = keyof typeof noticeGroups;

interface Kind {
  group: NoticeGroup;
  /** Mailed after a few minutes to who wants that, instead of with the next digest. */
  isUrgent?: true;
  /** Several about one matter within minutes are one notice. */
  folds?: true;
}

/**
 * Every kind of notice. Another one is a line here and the texts `notice.kind.<kind>`, in which `{by}`, `{text}`, `{count}`
 * and what else its `data` holds may stand, and `notice.short.<kind>` in five languages.
 */
export const noticeKinds = {
  assigned: { group: "assigned" },
  mentioned: { group: "named" },
  asked: { group: "named" },
  /** Whom one had asked said something. */
  answered: { group: "named" },
  /** A colleague goes on with a draft of one's own that one had shared. */
  draft_taken: { group: "named" },
  wrote_mine: { group: "wrote_mine", folds: true },
  wrote_followed: { group: "followed_wrote", folds: true },
  replied: { group: "followed_replied", folds: true },
  noted: { group: "followed_noted", folds: true },
  closed: { group: "followed_moved" },
  handed_over: { group: "followed_moved" },
  /** Something of a checklist is one's own to do. */
  item_given: { group: "assigned" },
  item_due: { group: "promises" },
  /** A promise of one's own. */
  promise: { group: "promises" },
  /** A step of a clock's ladder. */
  clock: { group: "clocks" },
  /** A conversation that was out of sight is back. */
  snooze: { group: "snoozed" },
  automation: { group: "rules" },
  reply_stopped: { group: "undelivered" },
  undelivered: { group: "undelivered", isUrgent: true },
  ledger: { group: "ledger", isUrgent: true },
  mailbox: { group: "alarms", isUrgent: true },
  outbox: { group: "alarms", isUrgent: true },
  loop: { group: "alarms", isUrgent: true },
  /** A domain of ours whose records are no longer right. */
  domain: { group: "alarms" },
  /** Articles to look at. */
  article: { group: "articles" },
} as const satisfies Record<string, Kind>;
export type NoticeKind = keyof typeof noticeKinds;

export const kindOf = (kind: NoticeKind): Kind => noticeKinds[kind];
