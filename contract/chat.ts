import { z } from "zod";
import { Channel, Status } from "./conversations.ts";
import { Locale } from "./languages.ts";
import { Key, Line } from "./lines.ts";
import { byId, EmailAddress, Id, pageOf, route, words } from "./route.ts";

/*
 * Chat: what a visitor's browser, the desk and a site's own server say to us.
 *
 * A visitor is somebody in one browser on a site of a brand. They are known by a token, which every call of theirs
 * carries as `Authorization: Visitor TOKEN` (access `visitor`), never as a cookie. What they write is a conversation of
 * channel `chat`; its messages carry numbers of their own (`seq`: 1, 2, 3 …), by which one goes on after a cut.
 */

/** `#1f7a5c` */
const Colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const byLocale = (longest: number) => z.partialRecord(Locale, z.string().trim().max(longest));
/** `https://shop.example`, with a port where it has one, without a path; a leading `*.` stands for any subdomain. */
export const SiteOrigin = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .regex(/^https?:\/\/(\*\.)?[\p{L}\p{N}.-]+(:\d{1,5})?$/u);

/* What a site may tell of the page, with its visitor's consent. */

/** One thing that a site tells of its visitor: short words, a number, yes or no. */
const Attribute = z.union([z.string().max(300), z.number(), z.boolean()]);

export const Cart = z.object({
  value: z.number().nonnegative().max(1e12),
  /** ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  items: z
    .array(
      z.object({
        name: z.string().max(200),
        quantity: z.number().nonnegative().max(1e6).default(1),
        price: z.number().nonnegative().max(1e12).optional(),
      }),
    )
    .max(30)
    .default([]),
});
export type Cart = z.infer<typeof Cart>;

/** The page somebody looks at. Sent only with consent, and shown beside the conversation. */
export const PageContext = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  title: z.string().max(300).default(""),
  referrer: z.string().max(2000).default(""),
  cart: Cart.nullable().default(null),
  /** Where they stand in what the site has them do: `checkout: payment`. */
  step: z.string().max(100).default(""),
  attributes: z
    .record(z.string().max(60), Attribute)
    .refine((all) => Object.keys(all).length <= 30, { error: "too_many" })
    .default({}),
});
export type PageContext = z.infer<typeof PageContext>;

/** Something that a visitor did on the site, in the order in which it happened. */
export const TrailStep = z.object({
  at: z.iso.datetime(),
  /** `page`, or the name that the site gave to `Tandem.track()`. */
  name: z.string(),
  url: z.string(),
  title: z.string(),
  data: z.record(z.string(), Attribute),
});
export type TrailStep = z.infer<typeof TrailStep>;

/* The widget: what a workspace configures for a site. */

export const PreChatField = z.object({
  field: z.enum(["name", "email", "topic"]),
  isRequired: z.boolean(),
});

/** What one can say the matter is about before it begins; it decides where it goes. */
export const ChatTopic = z.object({
  key: Key,
  names: byLocale(80),
  line: Line.nullable(),
  intent: Key.nullable(),
});
export type ChatTopic = z.infer<typeof ChatTopic>;

/**
 * When we ask first whether we can help. All that is said must hold; what is left out does not count. The widget looks
 * at it in the browser; whether we are open and somebody is here it asks `getChatAvailability`.
 */
export const ChatInvitation = z.object({
  id: Id,
  isOn: z.boolean(),
  texts: byLocale(300),
  when: z.object({
    /** Of the whole address; `*` is anything: `https://shop.example/bikes*`. */
    page: z.string().max(500).optional(),
    secondsOnPage: z.number().int().min(0).max(3600).optional(),
    scrolledPercent: z.number().int().min(1).max(100).optional(),
    idleSeconds: z.number().int().min(1).max(3600).optional(),
    cartAtLeast: z.number().nonnegative().optional(),
    attribute: z.object({ name: z.string().max(60), value: Attribute }).optional(),
    locales: z.array(Locale).max(5).optional(),
    /** A name that the page gives to `Tandem.signal()`. Whatever notices that somebody struggles speaks here. */
    signal: z.string().max(60).optional(),
  }),
  /** So often a day does one visitor see any invitation like this. */
  mostPerDay: z.number().int().min(1).max(20),
});
export type ChatInvitation = z.infer<typeof ChatInvitation>;

export const FileKind = z.enum(["image", "pdf", "text", "audio", "video", "archive", "office"]);

const settings = {
  name: words(100),
  isOn: z.boolean(),
  /** The brand's e-mail inbox: its address sends what is not seen in the chat, its line and team begin with the matter. */
  inbox: Id,
  /** The sites it may stand on; empty is any. */
  allowedOrigins: z.array(SiteOrigin).max(50),
  launcher: z.object({
    colour: Colour,
    side: z.enum(["start", "end"]),
    icon: z.enum(["bubble", "question", "hand"]),
    /** CSS pixels from the edges. */
    bottom: z.number().int().min(0).max(400),
    aside: z.number().int().min(0).max(400),
    /** Whether it is there when nobody answers. */
    hidesWhenClosed: z.boolean(),
    labels: byLocale(60),
  }),
  /** The words above, while we are here and while we are not. Left out, the usual ones. */
  greetings: byLocale(300),
  awayTexts: byLocale(300),
  theme: z.enum(["auto", "light", "dark"]),
  /** Whether it makes a sound until its visitor says otherwise. */
  hasSound: z.boolean(),
  /** Whether agents see what is being written before it is sent. Visitors are told. */
  showsTyping: z.boolean(),
  preChat: z.object({
    when: z.enum(["never", "closed", "always"]),
    fields: z.array(PreChatField).max(3),
    topics: z.array(ChatTopic).max(20),
  }),
  asksRating: z.boolean(),
  offersTranscript: z.boolean(),
  /** Whether articles can be found and read in it. */
  hasArticles: z.boolean(),
  files: z.object({
    isOn: z.boolean(),
    kinds: z.array(FileKind),
    /** Of one file. */
    largestBytes: z
      .number()
      .int()
      .min(1024)
      .max(25 * 1024 * 1024),
    /** With one message. */
    most: z.number().int().min(1).max(10),
  }),
  invitations: z.array(ChatInvitation).max(30),
  /** Whether a site signs who its visitors are: never, when it likes, or nobody gets in otherwise. */
  identity: z.enum(["off", "optional", "required"]),
  /** `ask`: nothing is kept in the browser and nothing told of the page before the site says that its visitor agrees. */
  consent: z.enum(["assumed", "ask"]),
  /** So long may an answer lie unseen in the chat before it goes by mail, if an address is known. */
  graceMinutes: z.number().int().min(1).max(60),
  /** A closed matter goes on when its visitor writes again within so many days; after that it is a new one. */
  newAfterDays: z.number().int().min(0).max(90),
};

/** A secret by which a site signs who its visitor is; two may be live, so that they can be changed without a gap. */
export const ChatSecret = z.object({
  id: Id,
  /** The last characters, to tell one from the other. */
  ending: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ChatSecret = z.infer<typeof ChatSecret>;

export const ChatWidget = z.object({
  id: Id,
  /** Public: it stands in the page of the site. */
  key: z.string(),
  brand: z.object({ id: Id, name: z.string() }),
  ...settings,
  secrets: z.array(ChatSecret),
  createdAt: z.iso.datetime(),
});
export type ChatWidget = z.infer<typeof ChatWidget>;

const settingsBody = z.object(settings);

export const listChatWidgets = route({
  method: "GET",
  path: "/chat-widgets",
  area: "Chat",
  summary: "The chats of the brands that the caller serves, as they stand on sites.",
  access: "brands.manage",
  reply: pageOf(ChatWidget),
});

export const postChatWidget = route({
  method: "POST",
  path: "/chat-widgets",
  area: "Chat",
  summary: "Makes a chat for a site, of the brand that the inbox belongs to. What is left out is as usual.",
  access: "brands.manage",
  body: settingsBody.partial().required({ name: true, inbox: true }),
  reply: ChatWidget,
  status: 201,
  refuses: ["not_found", "already_exists"],
});

export const patchChatWidget = route({
  method: "PATCH",
  path: "/chat-widgets/:id",
  area: "Chat",
  summary: "Changes a chat. Its inbox may become another of the same brand.",
  access: "brands.manage",
  params: byId,
  body: settingsBody.partial(),
  reply: ChatWidget,
  refuses: ["not_found", "already_exists"],
});

export const deleteChatWidget = route({
  method: "DELETE",
  path: "/chat-widgets/:id",
  area: "Chat",
  summary: "Takes a chat off all sites for good. Its conversations stay.",
  access: "brands.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const postChatSecret = route({
  method: "POST",
  path: "/chat-widgets/:id/secrets",
  area: "Chat",
  summary: "Makes a secret by which the site signs who its visitors are. It is shown once; two may be live.",
  access: "brands.manage",
  secret: true,
  params: byId,
  reply: ChatSecret.extend({ secret: z.string() }),
  status: 201,
  refuses: ["not_found", "too_many"],
});

export const deleteChatSecret = route({
  method: "DELETE",
  path: "/chat-widgets/:id/secrets/:secret",
  area: "Chat",
  summary: "Ends a secret; what it signed is no longer believed.",
  access: "brands.manage",
  params: z.object({ id: Id, secret: Id }),
  status: 204,
  refuses: ["not_found"],
});

/* What the site's page asks for before anything else: the only call that comes from another origin. */

/** What the launcher needs. May be kept for five minutes. */
export const Launcher = z.object({
  key: z.string(),
  isOn: z.boolean(),
  brand: z.string(),
  /** The first is the brand's own. */
  locales: z.array(Locale),
  colour: z.string(),
  side: z.enum(["start", "end"]),
  icon: z.enum(["bubble", "question", "hand"]),
  bottom: z.number(),
  aside: z.number(),
  hidesWhenClosed: z.boolean(),
  labels: z.partialRecord(Locale, z.string()),
  theme: z.enum(["auto", "light", "dark"]),
  identity: z.enum(["off", "optional", "required"]),
  asksConsent: z.boolean(),
  /** Only those that are on. */
  invitations: z.array(ChatInvitation.omit({ isOn: true })),
});
export type Launcher = z.infer<typeof Launcher>;

export const getLauncher = route({
  method: "GET",
  path: "/chat/launchers/:key",
  area: "Chat: for visitors",
  summary: "What the launcher on a site needs. Answers every origin, and may be kept for five minutes.",
  access: "public",
  params: z.object({ key: z.string().max(60) }),
  reply: Launcher,
  refuses: ["not_found"],
});

/* What is told to visitors. */

/** Whether somebody answers now. */
export const ChatAvailability = z.object({
  /** Within our hours. */
  isOpen: z.boolean(),
  /** Somebody who answers this chat is at work. */
  isAttended: z.boolean(),
  /** When we open next; null while open, or when it is not known. */
  opensAt: z.iso.datetime().nullable(),
  timeZone: z.string(),
  /** By when an answer to what is written now can be expected, as an acknowledgement would say it. */
  answerBy: z.iso.datetime().nullable(),
});
export type ChatAvailability = z.infer<typeof ChatAvailability>;

export const getChatAvailability = route({
  method: "GET",
  path: "/chat/launchers/:key/availability",
  area: "Chat: for visitors",
  summary: "Whether we are open and somebody is here. Answers every origin, and may be kept for 15 seconds.",
  access: "public",
  params: z.object({ key: z.string().max(60) }),
  reply: ChatAvailability,
  refuses: ["not_found"],
});

/** Somebody of ours as visitors see them: a first name and a face. */
export const Face = z.object({
  /** Stays the same for one person in one chat, and is no id of ours. */
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  colour: z.string(),
});
export type Face = z.infer<typeof Face>;

export const ChatFile = z.object({
  id: Id,
  filename: z.string(),
  mimeType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** Opens it for an hour, without a token; relative to our origin. */
  url: z.string(),
});
export type ChatFile = z.infer<typeof ChatFile>;

/** An answer to choose instead of writing. */
export const QuickReply = z.object({ id: z.string().max(40), label: words(80) });
export type QuickReply = z.infer<typeof QuickReply>;

export const ChatMessage = z.object({
  id: Id,
  /** 1, 2, 3 … within its conversation. */
  seq: z.number().int(),
  /** What the visitor's browser called it; null for what others said, and for mails. */
  clientId: Id.nullable(),
  from: z.enum(["visitor", "agent", "automation"]),
  /** Who of ours; null for visitors and machines. */
  face: Face.nullable(),
  /** How it came or went. */
  channel: Channel,
  text: z.string(),
  /** Cleaned; null where plain text says it all. */
  html: z.string().nullable(),
  language: z.string(),
  files: z.array(ChatFile),
  quickReplies: z.array(QuickReply),
  /** The automatic word that it came, and by when an answer can be expected. */
  isAcknowledgement: z.boolean(),
  sentAt: z.iso.datetime(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** A conversation as its visitor sees it. */
export const Chat = z.object({
  conversation: Id,
  number: z.number().int(),
  subject: z.string(),
  state: z.enum(["open", "closed"]),
  /** Who looks after it; null while it waits for somebody. */
  agent: Face.nullable(),
  /** The newest message's number; those after `seenSeq` that are not the visitor's own are unread. */
  lastSeq: z.number().int(),
  /** How far the visitor has read, and how far we have. */
  seenSeq: z.number().int(),
  readSeq: z.number().int(),
  unread: z.number().int(),
  lastWords: z.string(),
  lastMessageAt: z.iso.datetime(),
  /** While it waits for its first answer: how many wait before it, and minutes that eight in ten waited at most. Null is not known. */
  wait: z.object({ ahead: z.number().int().nullable(), minutes: z.number().int().nullable() }).nullable(),
  /** How the next answer reaches its visitor. */
  goesBy: z.enum(["chat", "email"]),
  /** The visitor said that it is over. */
  hasEnded: z.boolean(),
  rating: z.object({ score: z.number().int(), comment: z.string() }).nullable(),
  canRate: z.boolean(),
  canHaveTranscript: z.boolean(),
});
export type Chat = z.infer<typeof Chat>;

/** Who we take a visitor for. */
export const Visitor = z.object({
  id: Id,
  /** Null as long as they have not said it. */
  name: z.string().nullable(),
  /** Where answers go that are not seen here. */
  email: z.string().nullable(),
  /** The site has signed who they are: they see all of their chats, from any browser. */
  isKnown: z.boolean(),
  locale: Locale,
  /** Whether they agreed to be remembered, and to what the site tells of its pages. */
  consents: z.boolean(),
});
export type Visitor = z.infer<typeof Visitor>;

/** What the frame needs to draw itself. */
export const ChatHome = z.object({
  widget: z.object({
    brand: z.string(),
    locales: z.array(Locale),
    colour: z.string(),
    theme: z.enum(["auto", "light", "dark"]),
    greeting: z.string().nullable(),
    awayText: z.string().nullable(),
    hasSound: z.boolean(),
    /** What is being written is seen before it is sent: say so. */
    showsTyping: z.boolean(),
    preChat: z.object({
      when: z.enum(["never", "closed", "always"]),
      fields: z.array(PreChatField),
      topics: z.array(z.object({ key: Key, name: z.string() })),
    }),
    asksRating: z.boolean(),
    offersTranscript: z.boolean(),
    hasArticles: z.boolean(),
    /** Where the brand's help centre is: articles that are linked there are read in the chat. Null without one. */
    articlesAt: z.string().nullable(),
    files: z.object({
      isOn: z.boolean(),
      kinds: z.array(FileKind),
      largestBytes: z.number().int(),
      most: z.number().int(),
    }),
    asksConsent: z.boolean(),
    /** The longest message, in characters. */
    longest: z.number().int(),
  }),
  availability: ChatAvailability,
  /** Some of those who answer. */
  faces: z.array(Face),
  visitor: Visitor,
  /** Newest first. */
  chats: z.array(Chat),
});
export type ChatHome = z.infer<typeof ChatHome>;

/* Coming, being known, leaving. */

/**
 * Who a visitor is, signed by the site: either a short JWT (HS256 under a secret of the widget; `sub` the user's id,
 * `aud` the widget's key, `exp` within an hour, `email`, `name` if one likes), or the user's id with an HMAC-SHA256 over
 * what `identityText` makes of it, in hex.
 */
export const SignedIdentity = z.union([
  z.object({ jwt: z.string().max(4000) }),
  z.object({
    userId: words(200),
    email: EmailAddress.optional(),
    hash: z.string().regex(/^[0-9a-f]{64}$/i),
    /** Not signed: taken for a name and for nothing else. */
    name: z.string().trim().max(200).optional(),
  }),
]);
export type SignedIdentity = z.infer<typeof SignedIdentity>;

/** What a site signs: the user's id, and after a line break the address, in lower case, if it vouches for one. */
export const identityText = (userId: string, email?: string): string =>
  email === undefined ? userId : `${userId}\n${email}`;

export const postVisitor = route({
  method: "POST",
  path: "/chat/visitors",
  area: "Chat: for visitors",
  summary:
    "Comes in: with a token of before the same visitor goes on, with a signed identity the customer it names, else somebody new.",
  access: "public",
  secret: true,
  body: z.object({
    key: z.string().max(60),
    /** Kept by the browser from before; one that is no longer good is as none. */
    token: z.string().max(200).optional(),
    identity: SignedIdentity.optional(),
    locale: Locale,
    /** The site's visitor agreed to be remembered. Counts only where the widget asks. */
    consents: z.boolean().default(false),
    page: PageContext.optional(),
    /** By whose clock they live (IANA), for agents to see; one that is not known is as none. Kept only with consent. */
    timeZone: z.string().max(100).optional(),
  }),
  reply: z.object({
    /** To be kept by the browser only where its visitor consents. */
    token: z.string(),
    home: ChatHome,
  }),
  refuses: ["not_found", "identity_required", "identity_invalid", "blocked", "foreign_origin"],
});

export const getChatHome = route({
  method: "GET",
  path: "/chat",
  area: "Chat: for visitors",
  summary: "Everything the frame shows but the messages: also for who has no socket and asks now and then.",
  access: "visitor",
  reply: ChatHome,
});

export const deleteVisitor = route({
  method: "DELETE",
  path: "/chat/visitors/me",
  area: "Chat: for visitors",
  summary: "Leaves: the token is worth nothing from now on, and whoever comes next is somebody new.",
  access: "visitor",
  status: 204,
});

export const patchVisitor = route({
  method: "PATCH",
  path: "/chat/visitors/me",
  area: "Chat: for visitors",
  summary:
    "Says one's name, or where answers are to go; changes language or consent. Answers that were not seen yet go to that address.",
  access: "visitor",
  body: z.object({ name: words(200), email: EmailAddress, locale: Locale, consents: z.boolean() }).partial(),
  reply: Visitor,
  refuses: ["blocked"],
});

export const putPage = route({
  method: "PUT",
  path: "/chat/page",
  area: "Chat: for visitors",
  summary: "Tells which page is looked at. Without consent it is not kept.",
  access: "visitor",
  body: PageContext,
  status: 204,
});

export const postTrack = route({
  method: "POST",
  path: "/chat/tracks",
  area: "Chat: for visitors",
  summary: "Tells something that the visitor did on the site. Without consent it is not kept.",
  access: "visitor",
  body: z.object({
    name: words(60),
    data: z
      .record(z.string().max(60), Attribute)
      .refine((all) => Object.keys(all).length <= 20, { error: "too_many" })
      .default({}),
  }),
  status: 204,
});

/* What is said. */

/** The longest message of a visitor, in characters. */
export const longestMessage = 5_000;

export const postChatMessage = route({
  method: "POST",
  path: "/chat/messages",
  area: "Chat: for visitors",
  summary: "Says something. The same `clientId` again has no second effect and gives the same answer.",
  access: "visitor",
  body: z
    .object({
      /** Made by the browser, so that what waits for a connection is sent once. */
      clientId: Id,
      /** Left out: the newest open one, or a new one. */
      conversation: Id.optional(),
      text: z.string().trim().max(longestMessage).default(""),
      /** From `POST /chat/files`. */
      files: z.array(Id).max(10).default([]),
      /** The quick reply that was chosen; its label is the text. */
      quickReply: z.object({ message: Id, id: z.string().max(40) }).optional(),
      /** What was asked before the first message. */
      preChat: z
        .strictObject({ name: words(200), email: EmailAddress, topic: Key })
        .partial()
        .optional(),
      /** The invitation that it answers. */
      invitation: Id.optional(),
      page: PageContext.optional(),
    })
    .refine((body) => Boolean(body.text || body.files.length || body.quickReply), {
      path: ["text"],
      error: "nothing_said",
    }),
  reply: z.object({ message: ChatMessage, chat: Chat, messages: z.array(ChatMessage) }),
  status: 201,
  refuses: ["not_found", "blocked", "too_large"],
});

export const listChatMessages = route({
  method: "GET",
  path: "/chat/conversations/:id/messages",
  area: "Chat: for visitors",
  summary:
    "What was said after a number, in order; or the newest before a number. Also for who has no socket and asks now and then.",
  access: "visitor",
  params: byId,
  query: z.object({
    after: z.coerce.number().int().min(0).optional(),
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    chat: Chat,
    messages: z.array(ChatMessage),
    /** There is more in the direction that was asked for. */
    hasMore: z.boolean(),
  }),
  refuses: ["not_found"],
});

export const postChatFile = route({
  method: "POST",
  path: "/chat/files",
  area: "Chat: for visitors",
  summary: "Uploads a file as the request's body, to be sent with a message within the day.",
  access: "visitor",
  query: z.object({ filename: z.string().trim().min(1).max(255) }),
  upload: true,
  reply: ChatFile,
  status: 201,
  refuses: ["too_large", "wrong_content_type", "blocked"],
});

export const putChatSeen = route({
  method: "PUT",
  path: "/chat/conversations/:id/seen",
  area: "Chat: for visitors",
  summary: "Notes how far the visitor has read; what is read does not go by mail.",
  access: "visitor",
  params: byId,
  body: z.object({ seq: z.number().int().min(0) }),
  status: 204,
  refuses: ["not_found"],
});

export const postChatEnd = route({
  method: "POST",
  path: "/chat/conversations/:id/end",
  area: "Chat: for visitors",
  summary: "Says that it is over. Closes the matter, unless an answer is owed: what is owed stays owed.",
  access: "visitor",
  params: byId,
  reply: Chat,
  refuses: ["not_found"],
});

export const putChatRating = route({
  method: "PUT",
  path: "/chat/conversations/:id/rating",
  area: "Chat: for visitors",
  summary: "Says how it was, from 1 to 5; can be changed.",
  access: "visitor",
  params: byId,
  body: z.object({
    score: z.number().int().min(1).max(5),
    comment: z.string().trim().max(2000).default(""),
  }),
  reply: Chat,
  refuses: ["not_found"],
});

export const postTranscript = route({
  method: "POST",
  path: "/chat/conversations/:id/transcripts",
  area: "Chat: for visitors",
  summary: "Sends what was said to the visitor's address, once somebody of ours has answered.",
  access: "visitor",
  params: byId,
  status: 202,
  refuses: ["not_found", "no_address"],
});

/* Articles in the chat. */

export const ChatArticle = z.object({
  id: Id,
  number: z.number().int(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  excerpt: z.string(),
  /** Where the words stand in the excerpt: [from, to) in UTF-16 units. */
  marks: z.array(z.array(z.number().int()).length(2)),
  locale: Locale,
  /** It is not translated into the language that was asked for. */
  isOtherLanguage: z.boolean(),
});
export type ChatArticle = z.infer<typeof ChatArticle>;

export const listChatArticles = route({
  method: "GET",
  path: "/chat/articles",
  area: "Chat: for visitors",
  summary: "Articles that may answer what is asked.",
  access: "visitor",
  query: z.object({
    text: words(500),
    limit: z.coerce.number().int().min(1).max(10).default(3),
    /** Shown while a message is being written, rather than searched for: counted as an offer. */
    isOffer: z.stringbool().default(false),
  }),
  reply: z.object({ items: z.array(ChatArticle), offer: Id.nullable() }),
});

export const getChatArticle = route({
  method: "GET",
  path: "/chat/articles/:number",
  area: "Chat: for visitors",
  summary: "An article to read in the chat.",
  access: "visitor",
  params: z.object({ number: z.coerce.number().int().min(1).max(2_000_000_000) }),
  query: z.object({ locale: Locale.optional(), offer: Id.optional() }),
  reply: z.object({
    id: Id,
    locale: Locale,
    title: z.string(),
    /** Cleaned. */
    html: z.string(),
    /** The page of the help centre, if the brand has one. */
    url: z.string().nullable(),
  }),
  refuses: ["not_found"],
});

export const postArticleAccepted = route({
  method: "POST",
  path: "/chat/articles/:number/acceptances",
  area: "Chat: for visitors",
  summary:
    "Says that the article was the answer: to what was offered, or to what was asked in a conversation.",
  access: "visitor",
  params: z.object({ number: z.coerce.number().int().min(1).max(2_000_000_000) }),
  body: z.object({ offer: Id.optional(), conversation: Id.optional() }),
  status: 204,
  refuses: ["not_found"],
});

/* The socket of visitors, at `/api/v1/chat/live`. What is said goes by HTTP; here it is heard. */

export const chatLivePath = "/api/v1/chat/live";

/** What a visitor says through the socket. */
export const FromVisitor = z.union([
  /** The first word, within 15 seconds: who it is, and how far each conversation is known. */
  z.object({
    token: z.string().max(200),
    after: z.record(Id, z.number().int().min(0)).default({}),
    /** Whether the chat is open and looked at. */
    isLooking: z.boolean().default(true),
  }),
  /** Writing; with the words so far where the widget `showsTyping`. To be said at most every second, and once when it ends. */
  z.object({
    typing: z.object({
      conversation: Id.nullable(),
      isTyping: z.boolean(),
      text: z.string().max(longestMessage).default(""),
    }),
  }),
  z.object({ seen: z.object({ conversation: Id, seq: z.number().int().min(0) }) }),
  z.object({ isLooking: z.boolean() }),
  z.object({ page: PageContext }),
  z.object({ ping: z.number() }),
]);
export type FromVisitor = z.infer<typeof FromVisitor>;

/** What a visitor hears through the socket. */
export const ToVisitor = z.union([
  /** The first answer; what was missed of the conversations named in `after` follows in `messages`. */
  z.object({ ready: ChatHome }),
  /** New messages of one conversation, in order and without gaps; and how it stands now. */
  z.object({ chat: Chat, messages: z.array(ChatMessage) }),
  /** More was missed than is told again: ask for the messages anew. */
  z.object({ resync: Id }),
  /** Somebody of ours is writing; holds for six seconds. */
  z.object({ typing: z.object({ conversation: Id, face: Face, isTyping: z.boolean() }) }),
  z.object({ availability: ChatAvailability }),
  z.object({ pong: z.number() }),
  /** The server is about to stop; come back after so many milliseconds. */
  z.object({ leave: z.number().int() }),
]);
export type ToVisitor = z.infer<typeof ToVisitor>;

/** Why the server closes a visitor's socket (RFC 6455, 7.4; from 4000 on they are ours). */
export const chatCloseCodes = {
  misbehaved: 1008,
  stopping: 1012,
  unavailable: 1013,
  /** The token is no longer good: come in anew. */
  signedOut: 4401,
  blocked: 4403,
  tooSlow: 4408,
  tooMany: 4429,
} as const;

/* What agents see of a chat. */

/** How a visitor stands at this moment. Lives in the socket; nothing of it is written down. */
export const VisitorNow = z.object({
  isHere: z.boolean(),
  isLooking: z.boolean(),
  isTyping: z.boolean(),
  /** What is being written, where the widget `showsTyping`. */
  typing: z.string(),
});
export type VisitorNow = z.infer<typeof VisitorNow>;

/** What stands beside a conversation that came by chat. */
export const ChatBeside = z.object({
  conversation: Id,
  widget: z.object({ id: Id, name: z.string() }).nullable(),
  visitor: z.object({
    /** Null as long as nothing is known of a browser: the conversation was begun for them. */
    id: Id,
    locale: Locale,
    isKnown: z.boolean(),
    lastSeenAt: z.iso.datetime(),
    isHere: z.boolean(),
    page: PageContext.nullable(),
    /** Where it is what time for them (IANA), and what their browser calls itself. Null without consent. */
    timeZone: z.string().nullable(),
    userAgent: z.string().nullable(),
    /** Newest first. */
    trail: z.array(TrailStep),
    blocked: z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
  }),
  /** Where mail would go; unverified until its owner has answered from there or the site has vouched for it. */
  email: z.object({ address: z.string(), isVerified: z.boolean() }).nullable(),
  /** How the next reply goes: into the chat, by mail, or into the chat to be seen when they come back. */
  goesBy: z.enum(["chat", "email", "later"]),
  /** The newest message that the visitor has seen. */
  seen: z.object({ message: Id, at: z.iso.datetime() }).nullable(),
  /** Answers that were not seen yet and went by no other way. */
  unseen: z.number().int(),
  /** When they go by mail unless they are seen before; null where nothing waits for that. */
  mailsAt: z.iso.datetime().nullable(),
  /** When the newest of our words went by mail; null where they did not, and once they were seen in the chat all the same. */
  mailedAt: z.iso.datetime().nullable(),
  /** Whether somebody of ours can have what was said sent to the visitor: an address is known, and somebody has answered. */
  canSendTranscript: z.boolean(),
  showsTyping: z.boolean(),
});
export type ChatBeside = z.infer<typeof ChatBeside>;

export const getChatBeside = route({
  method: "GET",
  path: "/conversations/:id/chat",
  area: "Chat",
  summary:
    "The visitor of a conversation that came by chat: their page, whether they are here, how answers reach them.",
  access: "conversations.read",
  params: byId,
  reply: ChatBeside,
  refuses: ["not_found"],
});

/** One of several chats that somebody holds at once. */
export const LiveChat = z.object({
  conversation: Id,
  number: z.number().int(),
  subject: z.string(),
  status: Status,
  customer: z.object({ id: Id, name: z.string() }),
  brand: z.object({ id: Id, name: z.string() }),
  /** Null while it waits in a queue. */
  owner: z.object({ id: Id, name: z.string() }).nullable(),
  waitingSince: z.iso.datetime().nullable(),
  /** Messages of the visitor that the caller has not read. */
  unread: z.number().int(),
  preview: z.string(),
  previewBy: z.enum(["customer", "agent", "automation"]),
  lastMessageAt: z.iso.datetime(),
  isHere: z.boolean(),
});
export type LiveChat = z.infer<typeof LiveChat>;

export const listChats = route({
  method: "GET",
  path: "/chats",
  area: "Chat",
  summary:
    "Chats that are going on: one's own, or all behind one's walls; who waits longest comes first. At most a hundred.",
  access: "conversations.read",
  query: z.object({ of: z.enum(["me", "nobody", "all"]).default("me") }),
  reply: pageOf(LiveChat),
});

export const putConversationChannel = route({
  method: "PUT",
  path: "/conversations/:id/channel",
  area: "Chat",
  summary:
    "Says how answers to a conversation that came by chat go from now on: into the chat, or by mail. What was not seen yet goes by mail at once.",
  access: "conversations.manage",
  params: byId,
  body: z.object({ channel: z.enum(["chat", "email"]) }),
  reply: ChatBeside,
  refuses: ["not_found", "no_address"],
});

export const postTranscriptToVisitor = route({
  method: "POST",
  path: "/conversations/:id/transcripts",
  area: "Chat",
  summary: "Sends what was said in a chat to its visitor's address, once somebody of ours has answered.",
  access: "conversations.reply",
  params: byId,
  status: 202,
  refuses: ["not_found", "no_address", "too_many_requests"],
});

/** Somebody who may not write by chat. */
export const BlockedVisitor = z.object({
  id: Id,
  /** Null as long as nothing is known of them but that they wrote. */
  customer: z.object({ id: Id, name: z.string() }).nullable(),
  brand: z.object({ id: Id, name: z.string() }),
  reason: z.string(),
  /** The name of who decided so. */
  by: z.string(),
  at: z.iso.datetime(),
});
export type BlockedVisitor = z.infer<typeof BlockedVisitor>;

export const listBlockedVisitors = route({
  method: "GET",
  path: "/blocked-visitors",
  area: "Chat",
  summary: "Visitors who may not write by chat, the newest first. At most two hundred.",
  access: "conversations.manage",
  reply: pageOf(BlockedVisitor),
});

export const deleteBlockedVisitor = route({
  method: "DELETE",
  path: "/blocked-visitors/:id",
  area: "Chat",
  summary: "Lets a visitor write by chat again, in every browser.",
  access: "conversations.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const putVisitorBlock = route({
  method: "PUT",
  path: "/conversations/:id/visitor/block",
  area: "Chat",
  summary: "Keeps a visitor from writing by chat, from this browser and under this name.",
  access: "conversations.manage",
  params: byId,
  body: z.object({ reason: words(300) }),
  reply: ChatBeside,
  refuses: ["not_found"],
});

export const deleteVisitorBlock = route({
  method: "DELETE",
  path: "/conversations/:id/visitor/block",
  area: "Chat",
  summary: "Lets a visitor write again.",
  access: "conversations.manage",
  params: byId,
  reply: ChatBeside,
  status: 200,
  refuses: ["not_found"],
});
