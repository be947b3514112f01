// Written by write-tables.ts from the migrations; do not edit.
import type { ColumnType, Generated as Preset } from "kysely";

// biome-ignore lint/suspicious/noExplicitAny: what a JSON column holds is known to the code that owns the table.
type Json = ColumnType<any, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;
type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : Preset<T>;

export interface AgentBrands {
  workspaceId: string;
  agentId: string;
  brandId: string;
}

export interface Agents {
  workspaceId: string;
  id: string;
  name: string;
  email: string;
  role: string;
  status: string;
  locale: string;
  timeZone: Generated<string>;
  appearance: Generated<string>;
  allBrands: Generated<boolean>;
  passwordHash: string | null;
  totpSecret: string | null;
  totpConfirmedAt: Instant | null;
  totpLastStep: number | null;
  recoveryCodeHashes: Generated<string[]>;
  createdAt: Generated<Instant>;
  lastSeenAt: Instant | null;
}

export interface ApiKeys {
  workspaceId: string;
  id: string;
  name: string;
  hint: string;
  tokenHash: Buffer;
  scopes: string[];
  brands: string[] | null;
  createdBy: string | null;
  createdAt: Generated<Instant>;
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
}

export interface ArticleFiles {
  workspaceId: string;
  id: string;
  articleId: string;
  filename: string;
  mimeType: string;
  size: number;
  sha256: string;
  uploadedBy: string | null;
  createdAt: Generated<Instant>;
  unusedSince: Instant | null;
  givenUpAt: Instant | null;
}

export interface ArticleFlags {
  workspaceId: string;
  id: string;
  articleId: string;
  locale: string;
  conversationId: string | null;
  words: string;
  raisedBy: Json;
  raisedAt: Generated<Instant>;
  settledBy: Json | null;
  settledAt: Instant | null;
}

export interface ArticleLinks {
  workspaceId: string;
  articleId: string;
  locale: string;
  kind: string;
  target: string;
  state: string;
  reason: string | null;
  checkedAt: Instant | null;
  failingSince: Instant | null;
}

export interface ArticleOffers {
  workspaceId: string;
  id: string;
  brandId: string;
  place: string;
  locale: string;
  reader: Buffer;
  customerId: string | null;
  articles: string[];
  offeredAt: Generated<Instant>;
  openedId: string | null;
  openedAt: Instant | null;
  acceptedAt: Instant | null;
  contactedAt: Instant | null;
}

export interface ArticleReadings {
  workspaceId: string;
  articleId: string;
  day: number;
  reader: Buffer;
  brandId: string;
  at: Generated<Instant>;
}

export interface ArticleSearches {
  workspaceId: string;
  id: string;
  brandId: string;
  place: string;
  locale: string;
  language: string;
  words: string;
  asked: string;
  results: number;
  found: boolean;
  reader: Buffer;
  articleId: string | null;
  at: Generated<Instant>;
}

export interface ArticleSections {
  workspaceId: string;
  id: string;
  brandId: string | null;
  parentId: string | null;
  names: Json;
  descriptions: Generated<Json>;
  icon: string | null;
  position: number;
  createdAt: Generated<Instant>;
}

export interface ArticleShowings {
  workspaceId: string;
  articleId: string;
  conversationId: string;
  at: Generated<Instant>;
}

export interface ArticleTranslations {
  workspaceId: string;
  articleId: string;
  locale: string;
  slug: string;
  title: string;
  summary: Generated<string>;
  html: Generated<string>;
  triggers: Generated<string[]>;
  draft: Generated<number>;
  changedAt: Generated<Instant>;
  changedBy: Json;
  publishedDraft: number | null;
  publishedVersion: number | null;
  publishedAt: Instant | null;
  publishAt: Instant | null;
  withdrawAt: Instant | null;
  sourceVersion: number | null;
  createdAt: Generated<Instant>;
}

export interface ArticleUses {
  workspaceId: string;
  id: string;
  articleId: string;
  locale: string;
  conversationId: string;
  how: string;
  agentId: string | null;
  at: Generated<Instant>;
}

export interface ArticleVersions {
  workspaceId: string;
  articleId: string;
  locale: string;
  version: number;
  title: string;
  summary: string;
  html: string;
  text: string;
  headings: Generated<string>;
  triggers: string[];
  sourceVersion: number | null;
  note: Generated<string>;
  publishedBy: Json;
  publishedAt: Instant;
}

export interface ArticleVotes {
  workspaceId: string;
  id: string;
  articleId: string;
  locale: string;
  version: number;
  reader: Buffer;
  helpful: boolean;
  comment: Generated<string>;
  settledAt: Instant | null;
  at: Generated<Instant>;
}

export interface Articles {
  workspaceId: string;
  id: string;
  number: number;
  brandId: string | null;
  sectionId: string | null;
  audience: string;
  product: string | null;
  sourceLocale: string;
  tags: Generated<string[]>;
  position: Generated<number>;
  ownerId: string | null;
  reviewEveryDays: number | null;
  reviewAt: Instant | null;
  reviewToldAt: Instant | null;
  createdAt: Generated<Instant>;
  updatedAt: Generated<Instant>;
  archivedAt: Instant | null;
  version: Generated<number>;
}

export interface Attachments {
  workspaceId: string;
  id: string;
  conversationId: string | null;
  messageId: string | null;
  uploadedBy: string | null;
  filename: string;
  mimeType: string;
  size: number;
  sha256: string;
  inline: Generated<boolean>;
  contentId: string | null;
  createdAt: Generated<Instant>;
}

export interface AutomationDryRuns {
  workspaceId: string;
  id: string;
  askedBy: string;
  asked: Json;
  state: Generated<string>;
  found: Json;
  madeAt: Generated<Instant>;
}

export interface AutomationRuns {
  workspaceId: string;
  id: string;
  automationId: string;
  version: number;
  conversationId: string;
  eventId: string | null;
  waitId: string | null;
  setOffBy: string;
  at: Instant;
  outcome: string;
  because: string | null;
  why: Json;
  did: Json;
}

export interface AutomationVersions {
  workspaceId: string;
  automationId: string;
  version: number;
  name: string;
  stops: boolean;
  brands: string[];
  trigger: Json;
  conditions: Json;
  actions: Json;
  changedBy: string | null;
  changedByName: string;
  changedAt: Instant;
}

export interface AutomationWaits {
  workspaceId: string;
  id: string;
  automationId: string;
  version: number;
  conversationId: string;
  episode: string;
  episodeKind: string;
  beganAt: Instant;
  armedAt: Instant;
  dueAt: Instant;
  state: Generated<string>;
  tries: Generated<number>;
  chain: Generated<string[]>;
}

export interface Automations {
  workspaceId: string;
  id: string;
  name: string;
  position: number;
  isOn: Generated<boolean>;
  version: Generated<number>;
  stops: Generated<boolean>;
  brands: Generated<string[]>;
  trigger: Json;
  conditions: Json;
  actions: Json;
  countsFrom: Generated<Instant>;
  changedBy: string | null;
  changedByName: string;
  changedAt: Generated<Instant>;
  removedAt: Instant | null;
}

export interface Brands {
  workspaceId: string;
  id: string;
  name: string;
  domain: string | null;
  locales: string[];
  lines: string[];
  colour: string;
  signatures: Generated<Json>;
  createdAt: Generated<Instant>;
}

export interface BulkActItems {
  workspaceId: string;
  actId: string;
  place: number;
  conversationId: string;
  state: Generated<string>;
  why: string | null;
  was: Json | null;
  became: Json | null;
}

export interface BulkActs {
  workspaceId: string;
  id: string;
  byKind: string;
  byId: string;
  byName: string;
  act: Json;
  state: string;
  total: number;
  createdAt: Generated<Instant>;
  endedAt: Instant | null;
}

export interface Calendars {
  workspaceId: string;
  id: string;
  name: string;
  position: number;
  timeZone: string;
  always: Generated<boolean>;
  hours: Generated<Json>;
  country: string | null;
  region: string | null;
  workedHolidays: Generated<string[]>;
  exceptions: Generated<Json>;
  covers: Generated<string[]>;
  lines: Generated<string[]>;
  brands: Generated<string[]>;
  countries: Generated<string[]>;
}

export interface CannedReplies {
  workspaceId: string;
  id: string;
  shortcut: string;
  name: string;
  brandId: string | null;
  line: string | null;
  bodies: Json;
  updatedAt: Generated<Instant>;
}

export interface CannedUses {
  workspaceId: string;
  replyId: string;
  day: number;
  n: number;
}

export interface ChatMessages {
  workspaceId: string;
  conversationId: string;
  seq: number;
  messageId: string;
}

export interface ChatSecrets {
  workspaceId: string;
  id: string;
  widgetId: string;
  ending: string;
  createdAt: Generated<Instant>;
  lastUsedAt: Instant | null;
}

export interface ChatSent {
  workspaceId: string;
  visitorId: string;
  clientId: string;
  conversationId: string;
  messageId: string;
  at: Generated<Instant>;
}

export interface ChatTranscripts {
  workspaceId: string;
  id: string;
  conversationId: string;
  address: string;
  locale: string;
  askedAt: Generated<Instant>;
  sentAt: Instant | null;
}

export interface ChatVisitors {
  workspaceId: string;
  id: string;
  widgetId: string;
  brandId: string;
  tokenHash: Buffer;
  customerId: string | null;
  account: string | null;
  name: string | null;
  email: string | null;
  vouchedEmail: string | null;
  locale: string;
  consents: Generated<boolean>;
  page: Json | null;
  timeZone: string | null;
  userAgent: string | null;
  trail: Generated<Json>;
  blocked: Json | null;
  createdAt: Generated<Instant>;
  seenAt: Generated<Instant>;
  leftAt: Instant | null;
  isToldHere: Generated<boolean>;
  revokedAt: Instant | null;
}

export interface ChatWidgets {
  workspaceId: string;
  id: string;
  key: string;
  brandId: string;
  inboxId: string;
  name: string;
  isOn: Generated<boolean>;
  settings: Json;
  createdAt: Generated<Instant>;
  deletedAt: Instant | null;
}

export interface Chats {
  workspaceId: string;
  conversationId: string;
  visitorId: string;
  widgetId: string;
  lastSeq: Generated<number>;
  seenSeq: Generated<number>;
  seenAt: Instant | null;
  byMail: Generated<boolean>;
  email: string | null;
  verifiedAt: Instant | null;
  endedAt: Instant | null;
  invitationId: string | null;
}

export interface ChecklistItems {
  workspaceId: string;
  id: string;
  conversationId: string;
  place: number;
  text: string;
  texts: Json | null;
  templateId: string | null;
  isRequired: Generated<boolean>;
  assigneeId: string | null;
  dueAt: Instant | null;
  checkAt: Instant | null;
  doneAt: Instant | null;
  doneBy: Json | null;
  addedAt: Instant;
  addedBy: Json;
  removedAt: Instant | null;
}

export interface ChecklistTemplates {
  workspaceId: string;
  id: string;
  names: Json;
  line: string | null;
  brands: Generated<string[]>;
  intents: Generated<string[]>;
  begins: Generated<boolean>;
  items: Json;
  changedAt: Instant;
}

export interface ChecklistUses {
  workspaceId: string;
  conversationId: string;
  templateId: string;
  at: Instant;
}

export interface Claims {
  workspaceId: string;
  conversationId: string;
  agentId: string;
  since: Instant;
  writtenAt: Instant;
}

export interface ClockPolicies {
  workspaceId: string;
  id: string;
  name: string;
  position: number;
  isOn: Generated<boolean>;
  lines: Generated<string[]>;
  brands: Generated<string[]>;
  priorities: Generated<string[]>;
  tiers: Generated<string[]>;
  channels: Generated<string[]>;
  clocks: Json;
}

export interface Clocks {
  workspaceId: string;
  id: string;
  conversationId: string;
  brandId: string;
  clock: string;
  policyId: string;
  calendarId: string | null;
  minutes: number;
  terms: Json;
  startedAt: Instant;
  dueAt: Instant | null;
  pausedAt: Instant | null;
  pauses: Generated<Json>;
  state: string;
  breachedAt: Instant | null;
  endedAt: Instant | null;
  stepsDone: Generated<number>;
  lookAt: Instant | null;
}

export interface ConversationCountChanges {
  workspaceId: string;
  id: string;
  brandId: string;
  status: string;
  ownerId: string;
  n: number;
}

export interface ConversationCounts {
  workspaceId: string;
  brandId: string;
  status: string;
  ownerId: string;
  n: number;
}

export interface ConversationLinks {
  workspaceId: string;
  fromId: string;
  toId: string;
  reason: string;
  at: Generated<Instant>;
}

export interface ConversationTags {
  workspaceId: string;
  conversationId: string;
  tagId: string;
}

export interface Conversations {
  workspaceId: string;
  id: string;
  number: number;
  brandId: string;
  inboxId: string;
  customerId: string;
  line: string;
  status: string;
  channel: string;
  subject: string;
  language: string;
  priority: string;
  teamId: string;
  ownerId: string | null;
  startedBy: string;
  waitingSince: Instant | null;
  nextStep: string | null;
  nextStepAt: Instant | null;
  preview: string;
  previewBy: string;
  lastMessageAt: Instant;
  createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  version: Generated<number>;
  intent: string | null;
  mood: string | null;
  toSort: Generated<boolean>;
  triage: Json | null;
  stage: string | null;
  fields: Generated<Json>;
  queueId: string | null;
  rankAt: Instant | null;
  heldFor: string | null;
  heldUntil: Instant | null;
  acknowledgedAt: Instant | null;
  promiseAt: Instant | null;
  firstStep: Generated<string | null>;
  firstStepAt: Generated<Instant | null>;
  snoozedUntil: Instant | null;
  snoozedFor: string | null;
  mergedInto: string | null;
  snooze: Json | null;
  checklistDone: Generated<number>;
  checklistAll: Generated<number>;
  impact: string | null;
  urgency: string | null;
  priorityBy: Generated<string>;
}

export interface Corrections {
  workspaceId: string;
  id: string;
  conversationId: string;
  brandId: string;
  text: string;
  language: string;
  was: string | null;
  intent: string;
  byId: string | null;
  byName: string;
  createdAt: Generated<Instant>;
}

export interface CustomerChanges {
  workspaceId: string;
  id: string;
  conversationId: string;
  fromId: string;
  toId: string;
  at: Generated<Instant>;
}

export interface CustomerLinks {
  workspaceId: string;
  id: string;
  brandId: string;
  customerId: string;
  tokenHash: Buffer;
  goesTo: Generated<string>;
  expiresAt: Instant;
  usedAt: Instant | null;
  createdAt: Generated<Instant>;
}

export interface CustomerSessions {
  workspaceId: string;
  id: string;
  brandId: string;
  customerId: string;
  tokenHash: Buffer;
  userAgent: Generated<string>;
  createdAt: Generated<Instant>;
  seenAt: Generated<Instant>;
  expiresAt: Instant;
}

export interface Customers {
  workspaceId: string;
  id: string;
  brandId: string;
  name: string;
  email: string | null;
  locale: string | null;
  company: string | null;
  about: Generated<string>;
  createdAt: Generated<Instant>;
  updatedAt: Generated<Instant>;
  lastSeenAt: Instant | null;
  tier: string | null;
  country: string | null;
}

export interface Deliveries {
  workspaceId: string;
  messageId: string;
  conversationId: string;
  state: string;
  tries: Generated<number>;
  nextTryAt: Instant | null;
  leaseUntil: Instant | null;
  error: string | null;
  changedAt: Generated<Instant>;
  holder: string | null;
  by: Generated<string>;
  seenAt: Instant | null;
  mailAt: Instant | null;
  carriedBy: string | null;
  recipients: Generated<Json>;
  answer: string | null;
}

export interface Digests {
  workspaceId: string;
  id: string;
  agentId: string;
  madeAt: Instant;
  endedAt: Instant | null;
  ended: string | null;
}

export interface DirectoryAddresses {
  address: string;
  workspaceId: string;
  inboxId: string;
}

export interface DirectoryEmails {
  email: string;
  workspaceId: string;
  agentId: string;
}

export interface DirectoryHelpCentres {
  slug: string;
  workspaceId: string;
  brandId: string;
}

export interface DirectoryHelpHosts {
  host: string;
  workspaceId: string;
  brandId: string;
}

export interface DomainKeys {
  workspaceId: string;
  domain: string;
  selector: string;
  publicKey: string;
  privateKey: Buffer;
  state: string;
  madeAt: Generated<Instant>;
}

export interface DraftStates {
  workspaceId: string;
  id: string;
  agentId: string;
  conversationId: string;
  kind: string;
  html: string;
  attachments: Generated<string[]>;
  at: Instant;
}

export interface Drafts {
  workspaceId: string;
  agentId: string;
  conversationId: string;
  kind: string;
  html: string;
  attachments: Generated<string[]>;
  updatedAt: Generated<Instant>;
  sharedAt: Instant | null;
}

export interface Events {
  workspaceId: string;
  seq: number;
  at: Instant;
  id: string;
  kind: string;
  conversationId: string | null;
  brandId: string | null;
  actor: Json;
  data: Json;
}

export interface FactWords {
  workspaceId: string;
  dimension: string;
  word: string;
  code: number;
}

export interface Facts {
  workspaceId: string;
  seq: number;
  kind: string;
  which: string;
  at: Instant;
  conversationId: string;
  brandId: string;
  line: string;
  teamId: string;
  agentId: string | null;
  channel: string;
  language: string;
  intent: string | null;
  detail: string;
  good: boolean | null;
  seconds: number | null;
  workingSeconds: number | null;
}

export interface FoldCursors {
  workspaceId: string;
  seq: number;
  day: string | null;
  timeZone: string;
  at: Instant | null;
  rules: number;
  epoch: Generated<number>;
}

export interface FoldedConversations {
  workspaceId: string;
  conversationId: string;
  isOpen: boolean;
  matter: Json;
}

export interface Followers {
  workspaceId: string;
  conversationId: string;
  agentId: string;
  because: string;
  since: Generated<Instant>;
}

export interface FormSubmissions {
  workspaceId: string;
  id: string;
  formId: string;
  brandId: string;
  conversationId: string | null;
  messageId: string | null;
  locale: string;
  answers: Generated<Json>;
  reader: Buffer;
  toldAt: Instant | null;
  at: Generated<Instant>;
}

export interface Forms {
  workspaceId: string;
  id: string;
  brandId: string;
  key: string;
  position: Generated<number>;
  isOn: Generated<boolean>;
  names: Json;
  introductions: Generated<Json>;
  thanks: Generated<Json>;
  places: Generated<string[]>;
  audience: Generated<string>;
  inboxId: string;
  line: string | null;
  intent: string | null;
  priority: string | null;
  offersArticles: Generated<boolean>;
  fields: Generated<Json>;
  version: Generated<number>;
  createdAt: Generated<Instant>;
  archivedAt: Instant | null;
}

export interface Handovers {
  workspaceId: string;
  id: string;
  conversationId: string;
  fromLine: string;
  toLine: string;
  fromTeamId: string;
  fromOwnerId: string | null;
  byId: string | null;
  byName: string;
  reason: string;
  clocks: Json;
  at: Generated<Instant>;
  takenAt: Instant | null;
  answeredAt: Instant | null;
}

export interface HelpCentres {
  workspaceId: string;
  brandId: string;
  isOn: Generated<boolean>;
  slug: string;
  host: string | null;
  locales: string[];
  locale: string;
  names: Generated<Json>;
  taglines: Generated<Json>;
  introductions: Generated<Json>;
  footers: Generated<Json>;
  logoSha256: string | null;
  logoType: string | null;
  logoSize: number | null;
  colour: string | null;
  links: Generated<Json>;
  takesRequests: Generated<boolean>;
  showsRequests: Generated<boolean>;
  isIndexed: Generated<boolean>;
  showsLocked: Generated<boolean>;
  version: Generated<number>;
  createdAt: Generated<Instant>;
}

export interface IdempotencyKeys {
  workspaceId: string;
  caller: string;
  key: string;
  requestHash: Buffer;
  response: Json | null;
  createdAt: Generated<Instant>;
}

export interface Identities {
  workspaceId: string;
  brandId: string;
  kind: string;
  value: string;
  customerId: string;
  createdAt: Generated<Instant>;
  isVerified: Generated<boolean>;
}

export interface Inboxes {
  workspaceId: string;
  id: string;
  channel: string;
  address: string;
  name: string;
  brandId: string;
  line: string;
  teamId: string;
  createdAt: Generated<Instant>;
  country: string | null;
}

export interface Installation {
  name: string;
  value: Buffer;
}

export interface Intents {
  workspaceId: string;
  key: string;
  line: string;
  names: Generated<Json>;
  isBase: boolean;
  isHidden: Generated<boolean>;
}

export interface LearntModels {
  workspaceId: string;
  base: string;
  model: Buffer;
  corrections: number;
  learntAt: Generated<Instant>;
}

export interface Leases {
  name: string;
  holder: string;
  until: Instant;
}

export interface LedgerBreaks {
  workspaceId: string;
  id: string;
  what: string;
  conversationId: string | null;
  messageId: string | null;
  foundAt: Instant;
  mendedAt: Instant | null;
}

export interface LedgerProofs {
  workspaceId: string;
  month: string;
  at: Instant;
  times: number;
  lookedAt: number;
  broken: Generated<Json>;
}

export interface Lines {
  workspaceId: string;
  line: string;
  isOn: Generated<boolean>;
  names: Generated<Json>;
  colour: string | null;
  stages: Generated<Json>;
  fields: Generated<Json>;
  acknowledgement: Generated<Json>;
  priorityMatrix: Json | null;
}

export interface LoopBrakes {
  workspaceId: string;
  id: string;
  inboxId: string;
  address: string;
  conversationId: string | null;
  because: string;
  seen: number;
  heldBack: Generated<number>;
  mails: Generated<number>;
  beganAt: Generated<Instant>;
  untilAt: Instant;
  letGoAt: Instant | null;
  letGoBy: string | null;
}

export interface MailDomains {
  workspaceId: string;
  domain: string;
  checked: Json | null;
  checkedAt: Instant | null;
  createdAt: Generated<Instant>;
}

export interface MailFingerprints {
  workspaceId: string;
  inboxId: string;
  fingerprint: Buffer;
  messageId: string;
}

export interface MailPaces {
  workspaceId: string;
  id: string;
  inboxId: string;
  address: string;
  conversationId: string | null;
  isOurs: boolean;
  at: Instant;
}

export interface MailRefusals {
  workspaceId: string;
  id: string;
  inboxId: string | null;
  day: string;
  reason: string;
  envelopeFrom: string;
  envelopeTo: string;
  size: number | null;
  times: Generated<number>;
  at: Instant;
}

export interface MailboxDays {
  workspaceId: string;
  mailboxId: string;
  day: string;
  there: number;
  here: number;
  countedAt: Instant;
}

export interface MailboxFolders {
  workspaceId: string;
  mailboxId: string;
  folder: string;
  uidValidity: number;
  fromUid: number;
  highestUid: number;
}

export interface MailboxMails {
  workspaceId: string;
  mailboxId: string;
  folder: string;
  uidValidity: number;
  uid: number;
  rawMailId: string | null;
  knownBy: string;
  arrivedAt: Instant;
  keptAt: Instant;
  markedAt: Instant | null;
}

export interface Mailboxes {
  workspaceId: string;
  id: string;
  inboxId: string;
  host: string;
  port: number;
  security: string;
  isPrivate: Generated<boolean>;
  username: string;
  signIn: string;
  secret: Buffer | null;
  oauth: Json | null;
  folders: Generated<string[]>;
  withJunk: Generated<boolean>;
  since: Instant | null;
  afterReading: Generated<string>;
  moveTo: string | null;
  isOn: Generated<boolean>;
  version: Generated<number>;
  createdAt: Generated<Instant>;
  connectedAt: Instant | null;
  lookedAt: Instant | null;
  lastMailAt: Instant | null;
  failingSince: Instant | null;
  failure: string | null;
  failureWords: string | null;
  toldAt: Instant | null;
}

export interface Mentions {
  workspaceId: string;
  agentId: string;
  messageId: string;
  conversationId: string;
  at: Instant;
  doneAt: Instant | null;
  byAgent: string | null;
  because: Generated<string>;
  dueAt: Instant | null;
  doneBy: string | null;
}

export interface Merges {
  workspaceId: string;
  id: string;
  brandId: string;
  fromId: string;
  intoId: string;
  at: Instant;
  mergedBy: Json;
  kept: Json;
  undoneAt: Instant | null;
  undoneBy: Json | null;
}

export interface MessageMoves {
  workspaceId: string;
  id: string;
  fromId: string;
  toId: string;
  messages: Json;
  before: Json;
  byId: string | null;
  byName: string;
  at: Generated<Instant>;
  undoneAt: Instant | null;
}

export interface Messages {
  workspaceId: string;
  id: string;
  conversationId: string;
  kind: string;
  authorKind: string;
  authorId: string | null;
  authorName: string;
  channel: string;
  subject: string | null;
  text: string;
  html: string | null;
  reply: string;
  language: string;
  recipients: Json | null;
  auto: string | null;
  linkedBy: string;
  senderCheck: Json | null;
  problems: Generated<string[]>;
  mailId: string | null;
  inReplyTo: string | null;
  rawMailId: string | null;
  hasAttachments: Generated<boolean>;
  sentAt: Instant;
  quickReplies: Json | null;
  mail: Json | null;
  linked: Json | null;
  beganIn: string | null;
}

export interface Migrations {
  name: string;
  hash: string;
  ranAt: Generated<Instant>;
}

export interface NamedItems {
  workspaceId: string;
  brandId: string;
  item: string;
  conversationId: string;
  customerId: string;
}

export interface NoticeChoices {
  workspaceId: string;
  agentId: string;
  groups: Generated<Json>;
  choices: Generated<Json>;
  pausedUntil: Instant | null;
}

export interface Notices {
  workspaceId: string;
  id: string;
  agentId: string;
  kind: string;
  conversationId: string | null;
  data: Json;
  at: Instant;
  seenAt: Instant | null;
  times: Generated<number>;
  events: Generated<string[]>;
  inDesk: Generated<boolean>;
  doneAt: Instant | null;
  pushAt: Instant | null;
  mailAt: Instant | null;
  toldBy: string | null;
  toldAt: Instant | null;
  digestId: string | null;
}

export interface OneTimeTokens {
  workspaceId: string;
  id: string;
  agentId: string;
  purpose: string;
  tokenHash: Buffer;
  expiresAt: Instant;
  usedAt: Instant | null;
}

export interface Outbox {
  workspaceId: string;
  id: string;
  at: Generated<Instant>;
  kind: string;
  conversationId: string | null;
  brandId: string | null;
  actor: Json;
  data: Json;
}

export interface Participants {
  workspaceId: string;
  conversationId: string;
  address: string;
  name: Generated<string>;
  customerId: string | null;
  standing: string;
  verifiedAt: Instant | null;
  verifiedBy: string | null;
  addedBy: string;
  addedAt: Generated<Instant>;
  messageId: string | null;
}

export interface PlannedReplies {
  workspaceId: string;
  id: string;
  conversationId: string;
  agentId: string;
  body: Json;
  words: string;
  isLater: boolean;
  sendAt: Instant;
  ownerId: string | null;
  newestId: string | null;
  state: Generated<string>;
  because: string | null;
  messageId: string | null;
  createdAt: Instant;
  endedAt: Instant | null;
}

export interface Presence {
  workspaceId: string;
  agentId: string;
  state: Generated<string>;
  since: Generated<Instant>;
  goneSince: Instant | null;
}

export interface Promises {
  workspaceId: string;
  id: string;
  conversationId: string;
  customerId: string;
  brandId: string;
  line: string;
  messageId: string | null;
  text: string;
  dueAt: Instant;
  ownerId: string | null;
  madeBy: Json;
  madeAt: Instant;
  state: Generated<string>;
  keptAt: Instant | null;
  keptMessageId: string | null;
  settledAt: Instant | null;
  settledBy: Json | null;
  reason: string | null;
  shownToCustomer: Generated<boolean>;
  warnedAt: Instant | null;
  brokenAt: Instant | null;
  stepsDone: Generated<number>;
  nextCheckAt: Instant | null;
}

export interface PushDevices {
  workspaceId: string;
  id: string;
  agentId: string;
  sessionId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  userAgent: string | null;
  createdAt: Generated<Instant>;
  toldAt: Instant | null;
}

export interface Queues {
  workspaceId: string;
  id: string;
  name: string;
  position: number;
  teamId: string;
  line: string | null;
  brands: Generated<string[]>;
  languages: Generated<string[]>;
  intents: Generated<string[]>;
  skills: Generated<string[]>;
  giving: Generated<string>;
  sameAgain: Generated<boolean>;
  lastAgentId: string | null;
  calendarId: string | null;
  overflowId: string | null;
  duty: Generated<Json>;
}

export interface Ratings {
  workspaceId: string;
  id: string;
  conversationId: string;
  customerId: string;
  brandId: string;
  answerId: string;
  agentId: string | null;
  score: number;
  comment: Generated<string>;
  via: string;
  at: Generated<Instant>;
}

export interface RawMails {
  workspaceId: string;
  id: string;
  inboxId: string;
  envelopeFrom: string;
  envelopeTo: string;
  client: Json;
  size: number;
  sha256: string;
  content: Buffer | null;
  state: Generated<string>;
  error: string | null;
  receivedAt: Generated<Instant>;
  way: Generated<string>;
  forwardedBy: string | null;
  shownIn: string | null;
}

export interface Reads {
  workspaceId: string;
  agentId: string;
  conversationId: string;
  readAt: Instant;
}

export interface Repeats {
  workspaceId: string;
  conversationId: string;
  earlierId: string;
  brandId: string;
  likeness: number | null;
  why: Generated<Json>;
  afterDays: number;
  nth: Generated<number>;
  foundAt: Generated<Instant>;
  state: Generated<string>;
  settledBy: string | null;
  settledByName: string | null;
  settledAt: Instant | null;
  took: Json | null;
}

export interface Reports {
  workspaceId: string;
  id: string;
  brandId: string | null;
  period: string;
  locale: string;
  edition: number;
  replaces: string | null;
  data: Json;
  manifest: string;
  signature: Buffer;
  pdfSha256: string;
  csvSha256: string;
  madeAt: Instant;
  madeBy: string | null;
}

export interface RequestCountChanges {
  workspaceId: string;
  id: Generated<string>;
  day: number;
  brandId: string;
  line: string;
  channel: string;
  answered: number;
  acknowledged: number;
  judged: number;
  inTime: number;
  waived: number;
}

export interface RequestCounts {
  workspaceId: string;
  day: number;
  brandId: string;
  line: string;
  channel: string;
  answered: number;
  acknowledged: number;
  judged: number;
  inTime: number;
  waived: number;
}

export interface Requests {
  workspaceId: string;
  messageId: string;
  conversationId: string;
  brandId: string;
  line: string;
  channel: string;
  askedAt: Instant;
  dueAt: Instant | null;
  acknowledgedAt: Instant | null;
  toldAt: Instant | null;
  answeredAt: Instant | null;
  answeredBy: string | null;
  answerId: string | null;
  reason: string | null;
  waitedMinutes: number | null;
}

export interface Scorecards {
  workspaceId: string;
  line: string;
  metrics: string[];
}

export interface SearchCorpora {
  workspaceId: string;
  kind: string;
  analyser: number;
  below: string | null;
  documents: Generated<number>;
  countedAt: Instant | null;
  countAt: Generated<Instant>;
}

export interface SearchDocuments {
  workspaceId: string;
  kind: string;
  id: string;
  part: Generated<string>;
  subjectId: string;
  brandId: string | null;
  audience: string;
  language: string;
  at: Instant;
  analyser: number;
  size: number;
  words: string;
}

export interface SearchTerms {
  workspaceId: string;
  kind: string;
  lexeme: string;
  documents: number;
}

export interface Sessions {
  workspaceId: string;
  id: string;
  agentId: string;
  tokenHash: Buffer;
  userAgent: string | null;
  address: string | null;
  createdAt: Generated<Instant>;
  lastSeenAt: Generated<Instant>;
  expiresAt: Instant;
}

export interface Sheets {
  workspaceId: string;
  kind: string;
  day: string;
  touched: number;
  size: number | null;
  marks: Buffer | null;
  hours: Buffer | null;
  brands: Buffer | null;
  teams: Buffer | null;
  agents: Buffer | null;
  channels: Buffer | null;
  languages: Buffer | null;
  intents: Buffer | null;
  seconds: Buffer | null;
  workingSeconds: Buffer | null;
}

export interface Skills {
  workspaceId: string;
  id: string;
  name: string;
}

export interface SoftBounces {
  workspaceId: string;
  address: string;
  n: number;
  lastAt: Instant;
}

export interface Streams {
  workspaceId: string;
  seq: number;
}

export interface Suppressions {
  workspaceId: string;
  address: string;
  because: string;
  kind: Generated<string>;
  said: string | null;
  conversationId: string | null;
  messageId: string | null;
  byAgent: string | null;
  at: Generated<Instant>;
  until: Instant | null;
}

export interface Tags {
  workspaceId: string;
  id: string;
  name: string;
  colour: string;
}

export interface TeamBrands {
  workspaceId: string;
  teamId: string;
  brandId: string;
}

export interface TeamMembers {
  workspaceId: string;
  teamId: string;
  agentId: string;
}

export interface Teams {
  workspaceId: string;
  id: string;
  name: string;
  createdAt: Generated<Instant>;
}

export interface Throttles {
  key: string;
  tries: number;
  resetsAt: Instant;
}

export interface ViewLooks {
  workspaceId: string;
  agentId: string;
  view: string;
  layout: Generated<string>;
  columns: string[] | null;
  sort: string | null;
  place: number | null;
}

export interface Views {
  workspaceId: string;
  id: string;
  name: string;
  emoji: string | null;
  base: string;
  filters: Generated<Json>;
  sort: string | null;
  columns: string[] | null;
  shared: string;
  ownerId: string;
  teamId: string | null;
  createdAt: Generated<Instant>;
  updatedAt: Generated<Instant>;
}

export interface WorkProfiles {
  workspaceId: string;
  agentId: string;
  languages: Generated<string[]>;
  lines: Generated<string[]>;
  skills: Generated<string[]>;
  servicePoints: Generated<number>;
  supportPoints: Generated<number>;
  rota: Generated<Json>;
}

export interface Workspaces {
  id: string;
  name: string;
  trade: string;
  locale: string;
  timeZone: Generated<string>;
  demo: Generated<boolean>;
  nextNumber: Generated<number>;
  createdAt: Generated<Instant>;
  rulesVersion: Generated<number>;
  askBelow: Generated<number>;
  points: Generated<Json>;
  returnAfterMinutes: Generated<number | null>;
  repeatWithinDays: Generated<number>;
  ledgerSince: Generated<Instant>;
  nextArticleNumber: Generated<number>;
  undoSeconds: Generated<number>;
  pushShows: Generated<string>;
}

export interface Tables {
  agentBrands: AgentBrands;
  agents: Agents;
  apiKeys: ApiKeys;
  articleFiles: ArticleFiles;
  articleFlags: ArticleFlags;
  articleLinks: ArticleLinks;
  articleOffers: ArticleOffers;
  articleReadings: ArticleReadings;
  articleSearches: ArticleSearches;
  articleSections: ArticleSections;
  articleShowings: ArticleShowings;
  articleTranslations: ArticleTranslations;
  articleUses: ArticleUses;
  articleVersions: ArticleVersions;
  articleVotes: ArticleVotes;
  articles: Articles;
  attachments: Attachments;
  automationDryRuns: AutomationDryRuns;
  automationRuns: AutomationRuns;
  automationVersions: AutomationVersions;
  automationWaits: AutomationWaits;
  automations: Automations;
  brands: Brands;
  bulkActItems: BulkActItems;
  bulkActs: BulkActs;
  calendars: Calendars;
  cannedReplies: CannedReplies;
  cannedUses: CannedUses;
  chatMessages: ChatMessages;
  chatSecrets: ChatSecrets;
  chatSent: ChatSent;
  chatTranscripts: ChatTranscripts;
  chatVisitors: ChatVisitors;
  chatWidgets: ChatWidgets;
  chats: Chats;
  checklistItems: ChecklistItems;
  checklistTemplates: ChecklistTemplates;
  checklistUses: ChecklistUses;
  claims: Claims;
  clockPolicies: ClockPolicies;
  clocks: Clocks;
  conversationCountChanges: ConversationCountChanges;
  conversationCounts: ConversationCounts;
  conversationLinks: ConversationLinks;
  conversationTags: ConversationTags;
  conversations: Conversations;
  corrections: Corrections;
  customerChanges: CustomerChanges;
  customerLinks: CustomerLinks;
  customerSessions: CustomerSessions;
  customers: Customers;
  deliveries: Deliveries;
  digests: Digests;
  directoryAddresses: DirectoryAddresses;
  directoryEmails: DirectoryEmails;
  directoryHelpCentres: DirectoryHelpCentres;
  directoryHelpHosts: DirectoryHelpHosts;
  domainKeys: DomainKeys;
  draftStates: DraftStates;
  drafts: Drafts;
  events: Events;
  factWords: FactWords;
  facts: Facts;
  foldCursors: FoldCursors;
  foldedConversations: FoldedConversations;
  followers: Followers;
  formSubmissions: FormSubmissions;
  forms: Forms;
  handovers: Handovers;
  helpCentres: HelpCentres;
  idempotencyKeys: IdempotencyKeys;
  identities: Identities;
  inboxes: Inboxes;
  installation: Installation;
  intents: Intents;
  learntModels: LearntModels;
  leases: Leases;
  ledgerBreaks: LedgerBreaks;
  ledgerProofs: LedgerProofs;
  lines: Lines;
  loopBrakes: LoopBrakes;
  mailDomains: MailDomains;
  mailFingerprints: MailFingerprints;
  mailPaces: MailPaces;
  mailRefusals: MailRefusals;
  mailboxDays: MailboxDays;
  mailboxFolders: MailboxFolders;
  mailboxMails: MailboxMails;
  mailboxes: Mailboxes;
  mentions: Mentions;
  merges: Merges;
  messageMoves: MessageMoves;
  messages: Messages;
  migrations: Migrations;
  namedItems: NamedItems;
  noticeChoices: NoticeChoices;
  notices: Notices;
  oneTimeTokens: OneTimeTokens;
  outbox: Outbox;
  participants: Participants;
  plannedReplies: PlannedReplies;
  presence: Presence;
  promises: Promises;
  pushDevices: PushDevices;
  queues: Queues;
  ratings: Ratings;
  rawMails: RawMails;
  reads: Reads;
  repeats: Repeats;
  reports: Reports;
  requestCountChanges: RequestCountChanges;
  requestCounts: RequestCounts;
  requests: Requests;
  scorecards: Scorecards;
  searchCorpora: SearchCorpora;
  searchDocuments: SearchDocuments;
  searchTerms: SearchTerms;
  sessions: Sessions;
  sheets: Sheets;
  skills: Skills;
  softBounces: SoftBounces;
  streams: Streams;
  suppressions: Suppressions;
  tags: Tags;
  teamBrands: TeamBrands;
  teamMembers: TeamMembers;
  teams: Teams;
  throttles: Throttles;
  viewLooks: ViewLooks;
  views: Views;
  workProfiles: WorkProfiles;
  workspaces: Workspaces;
}
