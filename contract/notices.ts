import { z } from "zod";
import { type NoticeGroup, noticeGroups, noticeKinds } from "./notice-kinds.ts";
import { byId, Id, pageOf, pageQuery, route } from "./route.ts";

/** What an agent is told in the desk. */
export const Notice = z.object({
  id: Id,
  kind: z.enum(Object.keys(noticeKinds) as [keyof typeof noticeKinds]),
  conversation: z.object({ id: Id, number: z.number().int(), subject: z.string() }).nullable(),
  data: z.record(z.string(), z.unknown()),
  /** How many of the same that came within minutes it stands for. */
  times: z.number().int(),
  at: z.iso.datetime(),
  seenAt: z.iso.datetime().nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const listNotices = route({
  method: "GET",
  path: "/me/notices",
  area: "Notices",
  summary: "What the caller was told and is not done with, newest first.",
  access: "conversations.read",
  query: z.object(pageQuery),
  reply: pageOf(Notice).extend({ unseen: z.number().int() }),
  refuses: ["invalid_cursor", "forbidden"],
});

export const putNoticesSeen = route({
  method: "PUT",
  path: "/me/notices/seen",
  area: "Notices",
  summary:
    "Notes that the caller has seen what they were told: up to a notice, these, or all of a conversation. Nothing of it is pushed or mailed.",
  access: "conversations.read",
  body: z.union([
    z.object({ upTo: Id }),
    z.object({ ids: z.array(Id).min(1).max(100) }),
    z.object({ conversation: Id }),
  ]),
  status: 204,
  refuses: ["forbidden"],
});

export const putNoticesShown = route({
  method: "PUT",
  path: "/me/notices/shown",
  area: "Notices",
  summary:
    "Notes that a desk in front of the caller said it in passing: it is not pushed, and not taken for seen.",
  access: "conversations.read",
  body: z.object({ upTo: Id }),
  status: 204,
  refuses: ["forbidden"],
});

export const putNoticesDone = route({
  method: "PUT",
  path: "/me/notices/done",
  area: "Notices",
  summary: "Takes what the caller was told off their list.",
  access: "conversations.read",
  body: putNoticesSeen.body,
  status: 204,
  refuses: ["forbidden"],
});

/** By which ways one is told of a group of kinds. */
export const Ways = z.object({ desk: z.boolean(), push: z.boolean(), mail: z.boolean() });
export type Ways = z.infer<typeof Ways>;

const groups = Object.keys(noticeGroups) as [NoticeGroup, ...NoticeGroup[]];
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const Digest = z.object({
  rhythm: z.enum(["never", "hourly", "daily"]),
  /** Of a daily one, by the person's own clock. */
  at: clockTime,
  /** What is urgent is mailed after a few minutes and waits for no digest. */
  urgentAtOnce: z.boolean(),
});
export type Digest = z.infer<typeof Digest>;

export const Quiet = z.object({
  /** By the person's own clock; one that ends before it begins goes over midnight. Null: at no hour. */
  hours: z
    .object({ days: z.array(z.number().int().min(1).max(7)).max(7), from: clockTime, to: clockTime })
    .nullable(),
  /** While they said that they are away, and off their shift. */
  whenAway: z.boolean(),
});
export type Quiet = z.infer<typeof Quiet>;

export const NoticeChoices = z.object({
  groups: z.record(z.enum(groups), Ways),
  digest: Digest,
  quiet: Quiet,
  pausedUntil: z.iso.datetime().nullable(),
  sound: z.boolean(),
});
export type NoticeChoices = z.infer<typeof NoticeChoices>;

export const getNoticeChoices = route({
  method: "GET",
  path: "/me/notices/choices",
  area: "Notices",
  summary: "What the caller wants to be told, by which ways and when.",
  access: "conversations.read",
  reply: NoticeChoices,
  refuses: ["forbidden"],
});

export const patchNoticeChoices = route({
  method: "PATCH",
  path: "/me/notices/choices",
  area: "Notices",
  summary: "Changes what the caller wants to be told; what is left out stays.",
  access: "conversations.read",
  body: NoticeChoices.extend({ groups: z.partialRecord(z.enum(groups), Ways) }).partial(),
  reply: NoticeChoices,
  refuses: ["forbidden"],
});

/** A browser that is told by push. */
export const PushDevice = z.object({
  id: Id,
  userAgent: z.string().nullable(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  createdAt: z.iso.datetime(),
  toldAt: z.iso.datetime().nullable(),
});
export type PushDevice = z.infer<typeof PushDevice>;

/** `number`: the kind and the number of the matter alone; `words`: also whose and what about. */
export const PushShows = z.enum(["number", "words"]);
export type PushShows = z.infer<typeof PushShows>;

export const getPush = route({
  method: "GET",
  path: "/me/push",
  area: "Notices",
  summary: "The key that a browser subscribes with, and the browsers on which the caller is told.",
  access: "conversations.read",
  reply: z.object({ key: z.string(), shows: PushShows, devices: z.array(PushDevice) }),
  refuses: ["forbidden"],
});

const base64Url = z.string().min(1).max(200).describe("in base64url");

export const postPushDevice = route({
  method: "POST",
  path: "/me/push/devices",
  area: "Notices",
  summary: "Tells the caller on this browser, until they sign out of it: what its push subscription says.",
  access: "conversations.read",
  body: z.object({
    endpoint: z.url({ protocol: /^https$/ }).max(2000),
    keys: z.object({ p256dh: base64Url, auth: base64Url }),
  }),
  reply: PushDevice,
  status: 201,
  refuses: ["forbidden"],
});

export const deletePushDevice = route({
  method: "DELETE",
  path: "/me/push/devices/:id",
  area: "Notices",
  summary: "Tells the caller no longer on a browser.",
  access: "conversations.read",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const putPushShows = route({
  method: "PUT",
  path: "/push/shows",
  area: "Notices",
  summary: "Says what pushes tell besides the kind and the number of a matter.",
  access: "workspace.manage",
  body: z.object({ shows: PushShows }),
  status: 204,
});
