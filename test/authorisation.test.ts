/**
 * Who may do what, walked over every route of the contract: each role, each key, nobody and forged tokens; ids of
 * another workspace, and ids from behind another brand's wall. A new route takes part by being in the contract; one
 * that names things by id must say here how it is asked, or this fails.
 */

import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { deleteApiKey, listSessions, postApiKey, signIn } from "../contract/accounts.ts";
import { postAutomation, postDryRun } from "../contract/automations.ts";
import { postBulkAct } from "../contract/bulk-acts.ts";
import { postCalendar } from "../contract/calendars.ts";
import { postCannedReply } from "../contract/canned-replies.ts";
import {
  postChatMessage,
  postChatSecret,
  postChatWidget,
  postVisitor,
  putVisitorBlock,
} from "../contract/chat.ts";
import { postClockPolicy } from "../contract/clocks.ts";
import { listMessages, postConversation, postReply } from "../contract/conversations.ts";
import { postFile } from "../contract/files.ts";
import { postForm } from "../contract/forms.ts";
import { allRoutes } from "../contract/index.ts";
import {
  listArticleVotes,
  postArticle,
  postArticleFile,
  postArticleFlag,
  postArticleSection,
  putPublication,
  putTranslation,
} from "../contract/knowledge.ts";
import { postMailbox } from "../contract/mailboxes.ts";
import { postPushDevice } from "../contract/notices.ts";
import { permissions, Role, roles } from "../contract/permissions.ts";
import { postPlannedReply } from "../contract/planned-replies.ts";
import { postPromise } from "../contract/promises.ts";
import { postRepeatLink } from "../contract/repeats.ts";
import { postReport } from "../contract/reports.ts";
import type { Route } from "../contract/route.ts";
import { postQueue, postSkill } from "../contract/routing.ts";
import { postSuppression } from "../contract/suppressions.ts";
import { listCorrections, putIntent } from "../contract/triage.ts";
import { postView } from "../contract/views.ts";
import { getWorkspace, postTag } from "../contract/workspace.ts";
import { makeToken } from "../server/accounts/tokens.ts";
import { withoutWall } from "../server/db/database.ts";
import { vote } from "../server/knowledge/index.ts";
import { type Client, type Person, type WorldBrand, world } from "./world.ts";

const { app, db, key, kolo, omar, person, safra, settled, stranger, visitor, workspaceId } = await world();

const named = Object.entries(allRoutes);
const guarded = named.filter(([, route]) => route.access !== "public");
const forVisitors = guarded.filter(([, route]) => route.access === "visitor");
const forPeople = guarded.filter(([, route]) => route.access !== "visitor");

/** Asks a route in the simplest way: ids that name nothing, no body. What refuses then is who asks, or else what. */
const knock = (client: Client, route: Route, headers?: Record<string, string>) => {
  const params = Object.fromEntries(
    [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, randomUUID()]),
  );
  return client.ask(route, { params, headers } as never);
};
const codeOf = (answer: { body: string }) => (answer.body ? JSON.parse(answer.body)?.code : undefined);

describe("every route", () => {
  test("says who may call it, and is served", () => {
    for (const [name, route] of named) {
      expect(["public", "visitor", "signed-in", ...permissions], name).toContain(route.access);
      expect(app.hasRoute({ method: route.method, url: `/api/v1${route.path}` }), name).toBe(true);
    }
  });

  test("that is served says so in the contract, but for those that guard themselves", () => {
    const known = new Set(named.map(([, route]) => `${route.method} /api/v1${route.path}`));
    const others = servedRoutes().filter((one) => one.includes(" /api/v1") && !known.has(one));
    expect(others.sort()).toEqual([
      "GET /api/v1/chat/live", // a socket, for visitors, whose first word is their token
      "GET /api/v1/live", // a socket, for whoever is signed in
      "GET /api/v1/openapi.json", // tells nothing but the contract
      "GET /api/v1/signed-files/:id", // the link is the permission
    ]);
  });
});

/** What the router knows, read from the tree that Fastify prints. */
function servedRoutes(): string[] {
  const path: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const found = line.match(/^((?:[│ ] {3})*)[├└]── (\S.*?) \(([A-Z, ]+)\)/);
      if (!found) return [];
      const depth = found[1]!.length / 4;
      path.length = depth;
      path[depth] = found[2]!;
      return found[3]!
        .split(", ")
        .filter((method) => method !== "HEAD" && method !== "OPTIONS")
        .map((method) => `${method} ${path.join("")}`);
    });
}

describe("nobody", () => {
  const workspaceKey = makeToken(workspaceId, "tdm_").text;
  const expired = async () => {
    const made = await omar.call(postApiKey, { body: { name: "gone", scopes: [...permissions] } });
    await omar.call(deleteApiKey, { params: { id: made.id } });
    return { authorization: `Bearer ${made.key}` };
  };
  const strangers: Record<string, () => Promise<Record<string, string>> | Record<string, string>> = {
    "without a token": () => ({}),
    "with a forged cookie": () => ({ cookie: `__Host-tandem=${makeToken(workspaceId).text}` }),
    "with the cookie under another name": () => ({ cookie: omar.cookie.replace("__Host-tandem", "tandem") }),
    "with a forged key": () => ({ authorization: `Bearer ${workspaceKey}` }),
    "with a session's token as a key": () => ({ authorization: `Bearer ${omar.cookie.split("=")[1]}` }),
    "with a basic password": () => ({ authorization: `Basic ${btoa(`${omar.email}:${omar.password}`)}` }),
    "with a revoked key": expired,
  };
  test.each(Object.keys(strangers))("%s passes a route that is not public", async (who) => {
    const headers = await strangers[who]!();
    for (const [name, route] of guarded) {
      const answer = await knock(visitor, route, headers);
      expect([name, answer.statusCode, codeOf(answer)]).toEqual([name, 401, "not_signed_in"]);
    }
  });
});

describe("a role", () => {
  test.each(Role.options)("%s may do what it holds and nothing else", async (role) => {
    const people: Person[] = [];
    for (const [name, route] of forPeople) {
      // Signing out would end the others' session.
      const someone = name === "signOut" || !people[0] ? await person({ name: role, role }) : people[0];
      if (name !== "signOut") people.push(someone);
      const may = route.access === "signed-in" || (roles[role] as readonly string[]).includes(route.access);
      const answer = await knock(someone, route);
      expect(answer.statusCode, `${name}: ${answer.body}`).not.toBe(500);
      expect([name, may ? ![401, 403].includes(answer.statusCode) : codeOf(answer)]).toEqual([
        name,
        may ? true : "forbidden",
      ]);
    }
  });
});

describe("a key", () => {
  test.each(permissions)("with %s alone may do that alone", async (scope) => {
    const client = await key(scope);
    for (const [name, route] of forPeople) {
      const answer = await knock(client, route);
      const personal = route.path === "/session" || route.path.startsWith("/me");
      const may = !personal && (route.access === "signed-in" || route.access === scope);
      if (personal && answer.statusCode === 422) continue; // asked for a body before it asked who
      expect([name, may ? ![401, 403].includes(answer.statusCode) : codeOf(answer)]).toEqual([
        name,
        may ? true : "forbidden",
      ]);
    }
  });
});

describe("a visitor of a site", async () => {
  const widget = await omar.call(postChatWidget, { body: { name: "Door", inbox: kolo.inbox.id } });
  const come = async () => {
    const { token } = await visitor.call(postVisitor, { body: { key: widget.key, locale: "en" } });
    return { authorization: `Visitor ${token}` };
  };

  test("may do what visitors may and nothing else, and people nothing of that", async () => {
    for (const [name, route] of guarded) {
      const answer = await knock(visitor, route, await come());
      const may = route.access === "visitor";
      expect([name, may ? ![401, 403].includes(answer.statusCode) : codeOf(answer)], answer.body).toEqual([
        name,
        may ? true : "not_signed_in",
      ]);
    }
    for (const [name, route] of forVisitors)
      for (const person of [omar, await key(...permissions)])
        expect([name, codeOf(await knock(person, route))]).toEqual([name, "not_signed_in"]);
  });

  test("finds nothing under the ids of another visitor's", async () => {
    const [mine, theirs] = [await come(), await come()];
    const text = "Zanzibar";
    const say = (headers: object, body: object) =>
      visitor.ask(postChatMessage, { body: { clientId: randomUUID(), ...body }, headers } as never);
    const said = await say(theirs, { text });
    const { conversation } = said.json().chat;
    const bodies: Record<string, object> = {
      putChatSeen: { seq: 1 },
      putChatRating: { score: 5 },
      postArticleAccepted: { conversation },
    };
    // An article belongs to no visitor.
    const named = forVisitors.filter(([name, { path }]) => path.includes(":") && name !== "getChatArticle");
    for (const [name, route] of named) {
      const answer = await visitor.ask(route, {
        params: { id: conversation, number: 1 },
        body: bodies[name],
        headers: mine,
      } as never);
      expect([name, codeOf(answer)]).toEqual([name, "not_found"]);
      expect(answer.body).not.toContain(text);
    }
    expect(codeOf(await say(mine, { text: "Hello", conversation }))).toBe("not_found");
    const quickReply = { message: said.json().message.id, id: "1" };
    expect(codeOf(await say(mine, { quickReply }))).toBe("not_found");
  });
});

/** One of each thing that has an id. */
interface Ids {
  conversation: string;
  former: string;
  message: string;
  customer: string;
  brand: string;
  team: string;
  tag: string;
  inbox: string;
  mailbox: string;
  brake: string;
  rawMail: string;
  agent: string;
  session: string;
  key: string;
  file: string;
  queue: string;
  skill: string;
  calendar: string;
  cover: string;
  correction: string;
  promise: string;
  /** The conversation in which that is owed. */
  promised: string;
  /** A reply that waits in the conversation. */
  plan: string;
  /** What the inbox sends from. */
  domain: string;
  /** An address to which nothing goes. */
  suppressed: string;
  report: string;
  automation: string;
  dryRun: string;
  policy: string;
  widget: string;
  secret: string;
  /** A conversation that came by chat. */
  chat: string;
  /** Its visitor, who may not write. */
  blocked: string;
  /** A browser on which somebody is told. */
  device: string;
  canned: string;
  view: string;
  bulkAct: string;
  article: string;
  section: string;
  articleFile: string;
  form: string;
  vote: string;
  flag: string;
}

/** How each route that names things is asked for `it`, a stranger's, where all else is one's `own`. */
const asks: Record<string, (it: Ids, own: Ids) => { params?: object; query?: object; body?: object }[]> = {
  ...articleAsks(),
  ...portalAsks(),
  patchClockPolicy: (it, own) => [
    { params: { id: it.policy }, body: { isOn: false } },
    { params: { id: own.policy }, body: { brands: [own.brand, it.brand] } },
    { params: { id: own.policy }, body: { clocks: [moving(it.queue)] } },
  ],
  postClockPolicy: (it, own) => [
    { body: { name: randomUUID(), brands: [own.brand, it.brand], clocks: [moving(own.queue)] } },
    { body: { name: randomUUID(), brands: [own.brand], clocks: [moving(it.queue)] } },
  ],
  deleteClockPolicy: (it) => [{ params: { id: it.policy } }],
  postChatWidget: (it) => [{ body: { name: randomUUID(), inbox: it.inbox } }],
  patchChatWidget: (it, own) => [
    { params: { id: it.widget }, body: { name: randomUUID() } },
    { params: { id: own.widget }, body: { inbox: it.inbox } },
  ],
  postChatSecret: (it) => [{ params: { id: it.widget } }],
  deleteChatSecret: (it, own) => [
    { params: { id: it.widget, secret: it.secret } },
    ...(it === own ? [] : [{ params: { id: own.widget, secret: it.secret } }]),
  ],
  deleteChatWidget: (it) => [{ params: { id: it.widget } }],
  getChatBeside: (it) => [{ params: { id: it.chat } }],
  putConversationChannel: (it) => [{ params: { id: it.chat }, body: { channel: "chat" } }],
  putVisitorBlock: (it) => [{ params: { id: it.chat }, body: { reason: "spam" } }],
  deleteVisitorBlock: (it) => [{ params: { id: it.chat } }],
  postTranscriptToVisitor: (it) => [{ params: { id: it.chat } }],
  deleteBlockedVisitor: (it) => [{ params: { id: it.blocked } }],
  postCannedReply: (it) => [{ body: { ...newCanned(), brand: it.brand } }],
  patchCannedReply: (it, own) => [
    { params: { id: it.canned }, body: { name: "Renamed" } },
    { params: { id: own.canned }, body: { brand: it.brand } },
  ],
  postCannedUse: (it, own) => [
    { params: { id: it.conversation, reply: own.canned } },
    { params: { id: own.conversation, reply: it.canned } },
  ],
  deleteCannedReply: (it) => [{ params: { id: it.canned } }],
  postView: (it) => [{ body: { name: randomUUID(), base: "open", shared: "team", team: it.team } }],
  patchView: (it, own) => [
    { params: { id: it.view }, body: { name: randomUUID() } },
    { params: { id: own.view }, body: { shared: "team", team: it.team } },
  ],
  putViewLook: (it) => [{ params: { id: it.view }, body: { layout: "table", columns: null, sort: null } }],
  deleteView: (it) => [{ params: { id: it.view } }],
  postBulkAct: (it) => [
    { body: { which: { ids: [it.conversation] }, act: { kind: "priority", priority: "high" } } },
  ],
  getBulkAct: (it) => [{ params: { id: it.bulkAct } }],
  deleteBulkAct: (it) => [{ params: { id: it.bulkAct } }],
  postClockTrial: (it, own) => [
    { body: { id: it.policy, brands: [own.brand], clocks: [moving(own.queue)], days: 1 } },
    { body: { brands: [it.brand], clocks: [moving(own.queue)], days: 1 } },
    { body: { brands: [own.brand], clocks: [moving(it.queue)], days: 1 } },
  ],
  listClocks: (it) => [{ params: { id: it.conversation } }],
  putHold: (it) => [
    { params: { id: it.conversation }, body: { until: new Date(Date.now() + 3_600_000).toISOString() } },
  ],
  deleteHold: (it) => [{ params: { id: it.conversation } }],
  postSnooze: (it) => [
    { params: { id: it.conversation }, body: { until: new Date(Date.now() + 3_600_000).toISOString() } },
  ],
  deleteSnooze: (it) => [{ params: { id: it.conversation } }],
  postOutsideEvent: (it) => [{ params: { id: it.conversation }, body: { name: "parcel-arrived" } }],
  postMerges: (it, own) => [
    { params: { id: it.conversation }, body: { from: [own.conversation] } },
    { params: { id: own.conversation }, body: { from: [it.conversation] } },
  ],
  listMerges: (it) => [{ params: { id: it.conversation } }],
  deleteMerge: (it) => [{ params: { id: it.conversation } }],
  patchBrand: (it) => [{ params: { id: it.brand }, body: { colour: "#123456" } }],
  postTeam: (it, own) => [
    { body: { name: randomUUID(), brands: [it.brand], members: [own.agent] } },
    { body: { name: randomUUID(), brands: [own.brand], members: [it.agent] } },
  ],
  patchTeam: (it, own) => [
    { params: { id: it.team }, body: { name: randomUUID() } },
    { params: { id: own.team }, body: { brands: [own.brand, it.brand] } },
    { params: { id: own.team }, body: { members: [own.agent, it.agent] } },
  ],
  postQueue: (it, own) => [
    { body: { name: randomUUID(), team: it.team } },
    { body: { name: randomUUID(), team: own.team, brands: [own.brand, it.brand] } },
  ],
  patchQueue: (it, own) => [
    { params: { id: it.queue }, body: { name: randomUUID() } },
    { params: { id: own.queue }, body: { team: it.team } },
    { params: { id: own.queue }, body: { brands: [own.brand, it.brand] } },
    { params: { id: own.queue }, body: { skills: [it.skill] } },
  ],
  deleteQueue: (it) => [{ params: { id: it.queue } }],
  postCalendar: (it, own) => [
    { body: { name: randomUUID(), timeZone: "UTC", brands: [own.brand, it.brand] } },
    { body: { name: randomUUID(), timeZone: "UTC", brands: [own.brand], covers: [it.cover] } },
  ],
  patchCalendar: (it, own) => [
    { params: { id: it.calendar }, body: { name: randomUUID() } },
    { params: { id: own.calendar }, body: { brands: [own.brand, it.brand] } },
    { params: { id: own.calendar }, body: { covers: [it.cover] } },
  ],
  deleteCalendar: (it) => [{ params: { id: it.calendar } }],
  listCalendarDays: (it) => [
    { params: { id: it.calendar }, query: { from: "2026-11-23", to: "2026-11-24" } },
  ],
  postCalendarPreview: (it) => [{ body: { ...hours, covers: [it.cover] } }],
  deleteSkill: (it) => [{ params: { id: it.skill } }],
  patchWorkProfile: (it, own) => [
    { params: { id: it.agent }, body: { languages: ["en"] } },
    { params: { id: own.agent }, body: { skills: [it.skill] } },
  ],
  getAutomation: (it) => [{ params: { id: it.automation } }],
  postAutomation: (it, own) => [
    { body: { ...newRule(own), brands: [own.brand, it.brand] } },
    { body: { ...newRule(own), actions: [{ do: "assign", to: { agent: it.agent } }] } },
    { body: { ...newRule(own), actions: [{ do: "assign", to: { team: it.team } }] } },
    { body: { ...newRule(own), actions: [{ do: "assign", to: { queue: it.queue } }] } },
    { body: { ...newRule(own), actions: [{ do: "add_tags", tags: [own.tag, it.tag] }] } },
    { body: { ...newRule(own), actions: [{ do: "notify", teams: [it.team], text: "Hello" }] } },
    { body: { ...newRule(own), conditions: asksOf("inbox", it.inbox) } },
    { body: { ...newRule(own), conditions: asksOf("owner", it.agent) } },
  ],
  patchAutomation: (it, own) => [
    { params: { id: it.automation }, body: { name: randomUUID() } },
    { params: { id: own.automation }, body: { brands: [it.brand] } },
    { params: { id: own.automation }, body: { conditions: asksOf("queue", it.queue) } },
  ],
  putAutomationOrder: (it, own) => [{ body: { automations: [own.automation, it.automation] } }],
  listAutomationVersions: (it) => [{ params: { id: it.automation } }],
  listAutomationRuns: (it) => [{ params: { id: it.automation } }],
  listConversationRuns: (it) => [{ params: { id: it.conversation } }],
  postDryRun: (it, own) => [
    { body: { ...tried(own), automation: it.automation } },
    { body: { ...tried(own), brands: [it.brand] } },
    { body: { ...tried(own), conditions: asksOf("team", it.team) } },
  ],
  getDryRun: (it) => [{ params: { id: it.dryRun } }],
  deleteAutomation: (it) => [{ params: { id: it.automation } }],
  getPlace: (it) => [{ params: { id: it.conversation } }],
  postMoves: (it, own) => [
    { body: { conversations: [own.conversation, it.conversation], to: { team: own.team } } },
    { body: { conversations: [own.conversation], to: { team: it.team } } },
    { body: { conversations: [own.conversation], to: { agent: it.agent } } },
    { body: { conversations: [own.conversation], to: { queue: it.queue } } },
  ],
  postHandover: (it) => [{ params: { id: it.conversation }, body: { line: "support", reason: "Theirs" } }],
  postLinked: (it) => [
    { params: { id: it.conversation }, body: { line: "service", subject: "Linked", reason: "Theirs" } },
  ],
  listLinks: (it) => [{ params: { id: it.conversation } }],
  listRepeats: (it) => [{ params: { id: it.conversation } }],
  postRepeatLink: pairOfMatters,
  deleteRepeatLink: pairOfMatters,
  deleteRepeat: pairOfMatters,
  putRepeat: pairOfMatters,
  getTriage: (it) => [{ params: { id: it.conversation } }],
  listPromisesOf: (it) => [{ params: { id: it.conversation } }],
  postPromise: (it, own) => [
    { params: { id: it.conversation }, body: { text: "Call", dueAt: nextYear } },
    { params: { id: own.conversation }, body: { text: "Call", dueAt: nextYear, owner: it.agent } },
  ],
  patchPromise: (it, own) => [
    { params: { id: it.promise }, body: { text: "Changed" } },
    { params: { id: own.promise }, body: { owner: it.agent } },
  ],
  postSettlement: (it) => [{ params: { id: it.promise }, body: { as: "kept" } }],
  deleteSettlement: (it) => [{ params: { id: it.promise } }],
  postPromiseSuggestions: (it) => [{ params: { id: it.conversation }, body: { text: "I will call" } }],
  putIntent: (it) => [{ params: { id: it.conversation }, body: { intent: "complaint" } }],
  deleteIntent: (it) => [{ params: { id: it.conversation } }],
  putMessageLanguage: (it, own) => [
    { params: { id: it.conversation, message: it.message }, body: { language: "en" } },
    { params: { id: own.conversation, message: it.message }, body: { language: "en" } },
  ],
  deleteCorrection: (it) => [{ params: { id: it.correction } }],
  postReport: (it) => [{ body: { period: "2026-01", brand: it.brand } }],
  getReport: (it) => [{ params: { id: it.report } }],
  getReportPdf: (it) => [{ params: { id: it.report } }],
  getReportCsv: (it) => [{ params: { id: it.report } }],
  getReportManifest: (it) => [{ params: { id: it.report } }],
  getReportSignature: (it) => [{ params: { id: it.report } }],
  getReportProof: (it) => [{ params: { id: it.report } }],
  getFigures: whoseFigures,
  getFigureBreakdown: whoseFigures,
  getFigureHours: whoseFigures,
  getFigureSpread: whoseFigures,
  getFigureBacklog: whoseFigures,
  getFigureTable: whoseFigures,
  listCounted: (it) => whoseFigures(it).map((ask) => ({ params: { metric: "came" }, ...ask })),
  deleteTeam: (it) => [{ params: { id: it.team } }],
  deleteTag: (it) => [{ params: { id: it.tag } }],
  getFollowing: (it) => [{ params: { id: it.conversation } }],
  putFollower: (it) => [{ params: { id: it.conversation } }],
  deleteFollower: (it) => [{ params: { id: it.conversation } }],
  putMentionDone: (it) => [{ params: { id: it.conversation } }],
  deleteMentionDone: (it, own) => [
    { params: { id: it.conversation, message: it.message } },
    { params: { id: own.conversation, message: it.message } },
  ],
  deletePushDevice: (it) => [{ params: { id: it.device } }],
  deleteSession: (it) => [{ params: { id: it.session } }],
  postAgent: (it, own) => [
    { body: { ...newcomer(), brands: [it.brand], teams: [own.team] } },
    { body: { ...newcomer(), brands: [own.brand], teams: [it.team] } },
  ],
  postInvitation: (it) => [{ params: { id: it.agent } }],
  patchAgent: (it, own) => [
    { params: { id: it.agent }, body: { name: "Renamed" } },
    { params: { id: own.agent }, body: { brands: [own.brand, it.brand] } },
    { params: { id: own.agent }, body: { teams: [own.team, it.team] } },
  ],
  deleteApiKey: (it) => [{ params: { id: it.key } }],
  postConversation: (it, own) => [
    { body: { inbox: it.inbox, customer: { email: "x@customers.example" }, text: "Hello" } },
    {
      body: {
        inbox: own.inbox,
        customer: { email: "x@customers.example" },
        startedBy: "company",
        text: "Hello",
        attachments: [it.file],
      },
    },
  ],
  getConversation: (it) => [{ params: { id: it.conversation } }],
  listMessages: (it) => [{ params: { id: it.conversation } }],
  listEvents: (it) => [{ params: { id: it.conversation } }],
  postReply: (it, own) => [
    { params: { id: it.conversation }, body: { text: "Hello" } },
    { params: { id: own.conversation }, body: { text: "Hello", attachments: [it.file] } },
    { params: { id: own.promised }, body: { text: "Hello", keeps: [it.promise] } },
    {
      params: { id: own.conversation },
      body: { text: "Hello", promises: [{ text: "Call", dueAt: nextYear, owner: it.agent }] },
    },
  ],
  postPlannedReply: (it, own) => [
    { params: { id: it.conversation }, body: { text: "Hello" } },
    { params: { id: own.conversation }, body: { text: "Hello", attachments: [it.file] } },
  ],
  listPlannedOf: (it) => [{ params: { id: it.conversation } }],
  patchPlannedReply: (it, own) => [
    { params: { id: it.conversation, plan: it.plan }, body: { sendAt: nextYear } },
    { params: { id: own.conversation, plan: it.plan }, body: { sendAt: nextYear } },
  ],
  deletePlannedReply: (it, own) => [
    { params: { id: it.conversation, plan: it.plan } },
    { params: { id: own.conversation, plan: it.plan } },
  ],
  postDomainCheck: (it) => [{ params: { domain: it.domain } }],
  postDomainKey: (it) => [{ params: { domain: it.domain } }],
  deleteSuppression: (it) => [{ params: { address: it.suppressed } }],
  postNote: (it, own) => [
    { params: { id: it.conversation }, body: { text: "Hello" } },
    { params: { id: own.conversation }, body: { text: "Hello", attachments: [it.file] } },
  ],
  patchConversation: (it) => [{ params: { id: it.conversation }, body: { priority: "high" } }],
  putOwner: (it, own) => [
    { params: { id: it.conversation }, body: { agent: own.agent } },
    { params: { id: own.conversation }, body: { agent: it.agent } },
    { params: { id: own.conversation }, body: { team: it.team } },
  ],
  putTags: (it, own) => [
    { params: { id: it.conversation }, body: { tags: [own.tag] } },
    { params: { id: own.conversation }, body: { tags: [own.tag, it.tag] } },
  ],
  postClosure: (it) => [{ params: { id: it.conversation } }],
  deleteClosure: (it) => [{ params: { id: it.conversation } }],
  postWaiver: (it) => [{ params: { id: it.conversation }, body: { reason: "other" } }],
  deleteWaiver: (it) => [{ params: { id: it.conversation } }],
  postAcknowledgementSample: (it) => [
    { params: { line: "service" }, body: { brand: it.brand, locale: "en" } },
  ],
  putRead: (it) => [{ params: { id: it.conversation } }],
  getDraft: (it) => [{ params: { id: it.conversation } }],
  // Somebody else's file in a draft is left out, so that keeping what one writes never fails for it.
  putDraft: (it) => [{ params: { id: it.conversation }, body: { kind: "note", html: "Hello" } }],
  deleteDraft: (it) => [{ params: { id: it.conversation } }],
  putClaim: (it) => [{ params: { id: it.conversation }, body: {} }],
  deleteClaim: (it) => [{ params: { id: it.conversation } }],
  listSharedDrafts: (it) => [{ params: { id: it.conversation } }],
  putDraftSharing: (it) => [{ params: { id: it.conversation } }],
  deleteDraftSharing: (it) => [{ params: { id: it.conversation } }],
  postDraftTaking: (it, own) => [
    { params: { id: it.conversation, agent: own.agent } },
    { params: { id: own.conversation, agent: it.agent } },
  ],
  listDraftStates: (it) => [{ params: { id: it.conversation } }],
  postMessageMove: (it, own) => [
    { params: { id: it.conversation }, body: { messages: [own.message], to: own.conversation } },
    { params: { id: own.conversation }, body: { messages: [own.message], to: it.conversation } },
    { params: { id: own.conversation }, body: { messages: [it.message], to: null, subject: "Theirs" } },
    { params: { id: own.conversation }, body: { messages: [own.message], to: null, agent: it.agent } },
  ],
  deleteMessageMove: (it) => [{ params: { id: it.conversation, move: it.message } }],
  listParticipants: (it) => [{ params: { id: it.conversation } }],
  putParticipant: (it) => [
    { params: { id: it.conversation, address: "pavel@orlov.example" }, body: { standing: "agreed" } },
  ],
  postAgreement: (it) => [{ params: { id: it.conversation } }],
  putVerified: (it) => [{ params: { id: it.conversation, address: "pavel@orlov.example" } }],
  deleteVerified: (it) => [{ params: { id: it.conversation, address: "pavel@orlov.example" } }],
  putCustomer: (it, own) => [
    { params: { id: it.conversation }, body: { customer: own.customer } },
    { params: { id: own.conversation }, body: { customer: it.customer } },
  ],
  getRecipients: (it) => [{ params: { id: it.conversation } }],
  deleteLoopBrake: (it) => [{ params: { id: it.brake } }],
  postRetry: (it, own) => [
    { params: { id: it.conversation, message: it.message } },
    { params: { id: own.conversation, message: it.message } },
  ],
  getCustomer: (it) => [{ params: { id: it.customer } }],
  patchCustomer: (it) => [{ params: { id: it.customer }, body: { about: "Changed" } }],
  postInbox: (it, own) => [
    { body: { ...newInbox(), brand: it.brand, team: own.team } },
    { body: { ...newInbox(), brand: own.brand, team: it.team } },
  ],
  patchInbox: (it, own) => [
    { params: { id: it.inbox }, body: { name: "Renamed" } },
    { params: { id: own.inbox }, body: { brand: it.brand } },
    { params: { id: own.inbox }, body: { team: it.team } },
  ],
  listMailboxes: (it) => [{ params: { id: it.inbox } }],
  postMailbox: (it) => [{ params: { id: it.inbox }, body: newMailbox() }],
  patchMailbox: (it, own) => mailboxAsks(it, own, { withJunk: true }),
  deleteMailbox: (it) => [{ params: { id: it.inbox, mailbox: it.mailbox } }],
  postMailboxConsent: (it, own) => mailboxAsks(it, own),
  postMailboxTrial: (it, own) => [
    { params: { id: it.inbox }, body: newMailbox() },
    { params: { id: own.inbox }, body: { ...newMailbox(), mailbox: it.mailbox } },
  ],
  postInboxRaw: (it) => [
    {
      params: { id: it.inbox },
      body: Buffer.from("Subject: A bike\r\n\r\nHello"),
      headers: { "content-type": "message/rfc822" },
    },
  ],
  getRawMailFile: (it) => [{ params: { id: it.rawMail } }],
  postRawMailReading: (it) => [{ params: { id: it.rawMail } }],
  getFile: (it) => [{ params: { id: it.file } }],
  getMessagePage: (it, own) => [
    { params: { id: it.conversation, message: it.message } },
    { params: { id: own.conversation, message: it.message } },
  ],
  getRawMail: (it, own) => [
    { params: { id: it.conversation, message: it.message } },
    { params: { id: own.conversation, message: it.message } },
  ],
};
/** A mailbox that lies nowhere. */
function newMailbox() {
  return {
    host: "nowhere.invalid",
    port: 993,
    security: "tls",
    username: `${randomUUID()}@nowhere.invalid`,
    signIn: "oauth",
    oauth: {
      clientId: "x",
      authorizeUrl: "https://nowhere.invalid/authorize",
      tokenUrl: "https://nowhere.invalid/token",
      scope: "mail",
    },
  } as const;
}

function mailboxAsks(it: Ids, own: Ids, body?: object) {
  return [it.inbox, own.inbox].map((id) => ({ params: { id, mailbox: it.mailbox }, body }));
}

/** What is asked of articles, and of what belongs to them. */
function articleAsks(): typeof asks {
  const article = ({ article }: Ids) => [{ params: { id: article } }];
  const translation = ({ article }: Ids) => [{ params: { id: article, locale: "en" } }];
  const version = ({ article }: Ids) => [{ params: { id: article, locale: "en", version: 1 } }];
  const brand = ({ brand }: Ids) => [{ query: { brand } }];
  const section = ({ section }: Ids) => [{ params: { id: section } }];
  const matter = ({ conversation }: Ids) => [{ params: { id: conversation } }];
  const bytes = { body: Buffer.from("A bike"), headers: { "content-type": "application/octet-stream" } };
  return {
    listArticles: brand,
    getArticleCounts: brand,
    listArticleSections: brand,
    listArticleLinks: brand,
    listArticleVotes: brand,
    listArticleFlags: brand,
    listUnfound: brand,
    listArticleFigures: brand,
    getDeflection: brand,
    getArticle: article,
    getArticleFigures: article,
    listArticleMatters: article,
    postArticle: (it, own) => [
      { body: { brand: it.brand, locale: "en", title: "New" } },
      { body: { brand: own.brand, locale: "en", title: "New", section: it.section } },
      { body: { brand: own.brand, locale: "en", title: "New", owner: it.agent } },
    ],
    patchArticle: (it, own) => [
      { params: { id: it.article }, body: { tags: ["x"] } },
      { params: { id: own.article }, body: { brand: it.brand } },
      { params: { id: own.article }, body: { section: it.section } },
      { params: { id: own.article }, body: { owner: it.agent } },
    ],
    postArticleReview: article,
    postArticleArchival: article,
    deleteArticleArchival: article,
    getTranslation: translation,
    putTranslation: (it) => [
      { params: { id: it.article, locale: "en" }, body: { draft: 1, title: "Changed" } },
    ],
    deleteTranslation: (it) => [{ params: { id: it.article, locale: "ru" } }],
    getArticlePreview: translation,
    listArticleVersions: translation,
    getArticleVersion: version,
    postArticleVersionRestoration: (it) => [{ ...version(it)[0], body: { draft: 1 } }],
    putPublication: (it) => [{ params: { id: it.article }, body: {} }],
    deletePublication: article,
    putPublicationPlan: (it) => [
      { params: { id: it.article }, body: { publishAt: nextYear, withdrawAt: null } },
    ],
    postArticleSection: (it, own) => [
      { body: { brand: it.brand, names: { en: "New" } } },
      { body: { brand: own.brand, parent: it.section, names: { en: "New" } } },
    ],
    patchArticleSection: (it) => [{ ...section(it)[0], body: { names: { en: "Renamed" } } }],
    deleteArticleSection: section,
    putArticleSectionOrder: (it, own) => [{ body: { sections: [...new Set([own.section, it.section])] } }],
    putArticleOrder: (it, own) => [
      { params: { id: it.section }, body: { articles: [own.article] } },
      { params: { id: own.section }, body: { articles: [it.article] } },
    ],
    postArticleFile: (it) => [{ params: { id: it.article }, query: { filename: "a.txt" }, ...bytes }],
    getArticleFile: (it) => [{ params: { id: it.articleFile } }],
    deleteArticleFile: (it) => [{ params: { id: it.articleFile } }],
    postArticleImport: (it, own) => [
      { query: { brand: it.brand }, ...bytes },
      { query: { brand: own.brand, section: it.section }, ...bytes },
    ],
    postVoteSettlement: (it) => [{ params: { id: it.vote } }],
    deleteVoteSettlement: (it) => [{ params: { id: it.vote } }],
    postArticleFlag: (it, own) => [
      { params: { id: it.article }, body: { locale: "en", words: "Wrong" } },
      { params: { id: own.article }, body: { locale: "en", words: "Wrong", conversation: it.conversation } },
    ],
    postFlagSettlement: (it) => [{ params: { id: it.flag } }],
    deleteFlagSettlement: (it) => [{ params: { id: it.flag } }],
    listArticleSuggestions: matter,
    listArticleUses: matter,
    postArticleUse: (it, own) => [
      { params: { id: it.conversation }, body: { article: own.article, locale: "en", how: "link" } },
      { params: { id: own.conversation }, body: { article: it.article, locale: "en", how: "link" } },
    ],
    postArticleDraft: (it) => [{ params: { id: it.conversation }, body: {} }],
  };
}

/** The same of help centres, forms and ratings. */
function portalAsks(): typeof asks {
  const centre = ({ brand }: Ids) => [{ params: { brand } }];
  const form = ({ form: id }: Ids) => [{ params: { id } }];
  const named = () => ({ key: `f-${randomUUID()}`, names: { en: "New" } });
  return {
    getHelpCentre: centre,
    patchHelpCentre: (it) => [{ params: { brand: it.brand }, body: { isOn: false } }],
    putHelpLogo: (it) => [
      {
        params: { brand: it.brand },
        body: Buffer.from("<svg></svg>"),
        headers: { "content-type": "application/octet-stream" },
      },
    ],
    deleteHelpLogo: centre,
    getForm: form,
    getFormPage: form,
    deleteForm: form,
    postForm: (it, own) => [
      { body: { ...named(), brand: it.brand, inbox: own.inbox } },
      { body: { ...named(), brand: own.brand, inbox: it.inbox } },
    ],
    patchForm: (it, own) => [
      { params: { id: it.form }, body: { isOn: false } },
      { params: { id: own.form }, body: { inbox: it.inbox } },
    ],
    putFormOrder: (it, own) => [
      { body: { brand: it.brand, forms: [] } },
      { body: { brand: own.brand, forms: [it.form] } },
    ],
    listRatings: ({ conversation }) => [{ params: { id: conversation } }],
  };
}

/** Whose figures can be asked for. */
function whoseFigures({ brand, team, agent }: Ids) {
  return [{ query: { brand } }, { query: { team } }, { query: { agent } }];
}
const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
function pairOfMatters(it: Ids, own: Ids) {
  return [
    { params: { id: it.conversation, earlier: own.former } },
    { params: { id: own.conversation, earlier: it.former } },
  ];
}
const moving = (queue: string) => ({
  clock: "first_reply",
  minutes: 60,
  time: "working" as const,
  steps: [{ percent: 100, does: "move" as const, queue }],
});
const newcomer = () => ({
  name: "New",
  email: `${randomUUID()}@meridian.example`,
  role: "agent",
  locale: "en",
});
const hours = {
  ...{ timeZone: "UTC", always: true, hours: [], country: null, region: null, workedHolidays: [] },
  ...{ exceptions: [], from: "2026-11-23", to: "2026-11-24" },
};
const opened = { kind: "event", on: ["opened"] } as const;
const newRule = ({ brand }: Ids) => ({
  name: randomUUID(),
  brands: [brand],
  trigger: opened,
  actions: [{ do: "close" }],
});
const tried = ({ brand }: Ids) => ({
  brands: [brand],
  trigger: opened,
  conditions: { match: "all", of: [] },
});
const asksOf = (field: string, value: string) => ({
  match: "all",
  of: [{ field, is: "any_of", values: [value] }],
});
const newCanned = () => ({ name: "Hours", shortcut: `h${randomUUID()}`, bodies: { en: "At nine" } });
const newInbox = () => ({ name: "New", line: "service", address: `${randomUUID()}@meridian.example` });

/** Without which a list does not answer. */
const wanted: Record<string, object> = {
  listHolidays: { country: "DE", year: 2026 },
  listRawMails: { state: "duplicate" },
};

/** Names what may not leak, wherever it stands. */
const marker = "Zanzibar";

/** An address to which the inbox says nothing by itself for a while. */
async function aBrake(brand: WorldBrand): Promise<string> {
  const { rows } = await db.pools.system.query(
    `insert into loop_brakes (workspace_id, id, inbox_id, address, because, seen, until_at)
     select workspace_id, gen_random_uuid(), id, gen_random_uuid() || '@machines.example', 'mails', 20, now() + interval '1 hour'
     from inboxes where id = $1 returning id`,
    [brand.inbox.id],
  );
  return rows[0].id;
}

/** A mail that came twice: there to be looked at, and nothing follows from it. */
async function keptTwice(brand: WorldBrand): Promise<string> {
  const { rows } = await db.pools.system.query(
    `insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, content, state)
     select workspace_id, gen_random_uuid(), id, $2, address, '{}', 8, '', convert_to($2, 'UTF8'), 'duplicate'
     from inboxes where id = $1 returning id`,
    [brand.inbox.id, marker],
  );
  return rows[0].id;
}

async function oneOfEach(owner: Person, brand: WorldBrand, agent: Person): Promise<Ids> {
  const former = await owner.call(postConversation, {
    body: { inbox: brand.inbox.id, customer: { email: `${randomUUID()}@customers.example` }, text: marker },
  });
  const conversation = await owner.call(postConversation, {
    body: {
      inbox: brand.inbox.id,
      customer: { email: `${randomUUID()}@customers.example`, name: marker },
      subject: marker,
      html: `<p>${marker} wrote to us</p>`,
      line: "service",
    },
  });
  await owner.call(postRepeatLink, { params: { id: conversation.id, earlier: former.id } });
  const messages = await owner.call(listMessages, { params: { id: conversation.id } });
  const tag = await owner.call(postTag, { body: { name: `${marker} ${randomUUID()}`, colour: "#112233" } });
  const made = await owner.call(postApiKey, { body: { name: marker, scopes: ["agents.read"] } });
  const uploaded = await owner.ask(postFile, {
    query: { filename: `${marker}.txt` },
    body: Buffer.from(marker),
    headers: { "content-type": "application/octet-stream" },
  });
  const queue = await owner.call(postQueue, {
    body: { name: `${marker} ${randomUUID()}`, team: brand.teamId, brands: [brand.id] },
  });
  const policy = await owner.call(postClockPolicy, {
    body: { name: `${marker} ${randomUUID()}`, brands: [brand.id], clocks: [moving(queue.id)] },
  });
  const skill = await owner.call(postSkill, { body: { name: `${marker} ${randomUUID()}` } });
  const newCalendar = () => ({ name: `${marker} ${randomUUID()}`, timeZone: "UTC", brands: [brand.id] });
  const calendar = await owner.call(postCalendar, { body: newCalendar() });
  const cover = await owner.call(postCalendar, { body: newCalendar() });
  await owner.call(putIntent, { params: { id: conversation.id }, body: { intent: "booking" } });
  const promised = await owner.call(postConversation, {
    body: {
      inbox: brand.inbox.id,
      customer: { email: `${randomUUID()}@customers.example`, name: marker },
      text: marker,
    },
  });
  const promise = await owner.call(postPromise, {
    params: { id: promised.id },
    body: { text: marker, dueAt: nextYear },
  });
  const corrections = await owner.call(listCorrections, {});
  const report = await owner.call(postReport, { body: { period: "2026-01", brand: brand.id } });
  const automation = await owner.call(postAutomation, {
    body: {
      name: `${marker} ${randomUUID()}`,
      brands: [brand.id],
      trigger: { ...opened, on: ["opened"] },
      actions: [{ do: "note", text: marker }],
    },
  });
  const form = await owner.call(postForm, {
    body: {
      brand: brand.id,
      inbox: brand.inbox.id,
      key: `f-${randomUUID()}`,
      names: { en: marker },
    },
  });
  const dryRun = await owner.call(postDryRun, {
    body: {
      brands: [brand.id],
      trigger: { ...opened, on: ["opened"] },
      conditions: { match: "all", of: [] },
    },
  });
  const widget = await owner.call(postChatWidget, {
    body: { name: `${marker} ${randomUUID()}`, inbox: brand.inbox.id },
  });
  const secret = await owner.call(postChatSecret, { params: { id: widget.id } });
  const { token, home } = await visitor.call(postVisitor, { body: { key: widget.key, locale: "en" } });
  const { chat } = await visitor.call(postChatMessage, {
    body: {
      clientId: randomUUID(),
      text: marker,
      preChat: { email: `${randomUUID()}@customers.example` },
    },
    headers: { authorization: `Visitor ${token}` },
  });
  await owner.call(postReply, {
    params: { id: chat.conversation },
    body: { text: marker, after: "keep" },
  });
  await owner.call(putVisitorBlock, { params: { id: chat.conversation }, body: { reason: marker } });
  // A person has room for some, and each test below makes one.
  await db.pools.system.query(
    "delete from views where owner_id = $1 and id not in (select id from views where owner_id = $1 order by id desc limit 20)",
    [owner.id],
  );
  const view = await owner.call(postView, { body: { name: `${marker} ${randomUUID()}`, base: "open" } });
  const bulkAct = await owner.call(postBulkAct, {
    body: { which: { ids: [conversation.id] }, act: { kind: "read" } },
  });
  const canned = await owner.call(postCannedReply, {
    body: { name: marker, shortcut: `z${randomUUID()}`, brand: brand.id, bodies: { en: marker } },
  });
  const plan = await owner.call(postPlannedReply, {
    params: { id: conversation.id },
    body: { text: marker, sendAt: nextYear },
  });
  const suppressed = await owner.call(postSuppression, {
    body: { address: `${randomUUID()}@customers.example` },
  });
  // An inbox has room for some, and each test below makes one.
  await db.pools.system.query(
    "delete from mailboxes where inbox_id = $1 and id not in (select id from mailboxes where inbox_id = $1 order by id limit 4)",
    [brand.inbox.id],
  );
  const mailbox = await owner.call(postMailbox, { params: brand.inbox, body: newMailbox() });
  const rawMail = await keptTwice(brand);
  const brake = await aBrake(brand);
  const session = await withoutWall(db, (tx) =>
    tx.selectFrom("sessions").select("id").where("agentId", "=", agent.id).executeTakeFirstOrThrow(),
  );
  const device = await owner.call(postPushDevice, {
    body: { endpoint: `https://push.example/${randomUUID()}`, keys: { p256dh: "AAAA", auth: "AAAA" } },
  });
  return {
    conversation: conversation.id,
    former: former.id,
    message: messages.items[0]!.id,
    customer: conversation.customer.id,
    brand: brand.id,
    team: brand.teamId,
    tag: tag.id,
    inbox: brand.inbox.id,
    mailbox: mailbox.id,
    rawMail,
    brake,
    agent: agent.id,
    session: session.id,
    key: made.id,
    file: uploaded.json().id,
    queue: queue.id,
    policy: policy.id,
    skill: skill.id,
    promise: promise.id,
    promised: promised.id,
    plan: plan.id,
    domain: brand.inbox.address.split("@")[1]!,
    suppressed: suppressed.address,
    calendar: calendar.id,
    cover: cover.id,
    correction: corrections.items.find((one) => one.conversationId === conversation.id)!.id,
    report: report.id,
    automation: automation.id,
    dryRun: dryRun.id,
    widget: widget.id,
    secret: secret.id,
    chat: chat.conversation,
    blocked: home.visitor.id,
    device: device.id,
    canned: canned.id,
    view: view.id,
    bulkAct: bulkAct.id,
    form: form.id,
    ...(await anArticle(owner, brand, await workspaceOf(owner))),
  };
}

const workspaceOf = async (someone: Person) => (await someone.call(getWorkspace, {})).id;

/** An article with what belongs to it, of which readers have said something. */
async function anArticle(owner: Person, brand: WorldBrand, workspaceId: string) {
  const section = await owner.call(postArticleSection, { body: { brand: brand.id, names: { en: marker } } });
  const article = await owner.call(postArticle, {
    body: { brand: brand.id, section: section.id, locale: "en", title: marker, html: `<p>${marker}</p>` },
  });
  await owner.call(putTranslation, {
    params: { id: article.id, locale: "ru" },
    body: { draft: null, title: marker },
  });
  await owner.call(putPublication, { params: article, body: {} });
  const file = await owner.ask(postArticleFile, {
    params: article,
    query: { filename: `${marker}.txt` },
    body: Buffer.from(marker),
    headers: { "content-type": "application/octet-stream" },
  });
  const flag = await owner.call(postArticleFlag, { params: article, body: { locale: "en", words: marker } });
  const said = { helpful: false, comment: marker, reader: Buffer.from(randomUUID()) };
  await vote(db, { workspaceId, brandId: brand.id, articleId: article.id, locale: "en", ...said });
  const votes = await owner.call(listArticleVotes, { query: { article: article.id } });
  return {
    article: article.id,
    section: section.id,
    articleFile: file.json().id as string,
    flag: flag.id,
    vote: votes.items[0]!.id,
  };
}

/** Everything a workspace holds, as one number: it changes when anything does. */
async function everythingOf(id: string): Promise<Record<string, string>> {
  const { rows: tables } = await db.pools.system.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await db.pools.system.query(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t where workspace_id = $1`,
      [id],
    );
    sums[name] = rows[0].sum;
  }
  // Being looked at by their own people is no change.
  for (const busy of ["sessions", "agents", "api_keys", "outbox", "events", "streams"]) delete sums[busy];
  return sums;
}

const ever = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };

/** What a list holds: the items of a page, the brands of figures, the lines of a table below its head. */
function heldBy({ body, headers }: { body: string; headers: Record<string, unknown> }): unknown[] {
  if (String(headers["content-type"]).startsWith("text/csv")) return body.trim().split("\r\n").slice(1);
  const { items, byBrand } = JSON.parse(body);
  return items ?? byBrand;
}

test("every route that names things by id is asked below", () => {
  // Lines and intents are named by words that each workspace has of its own.
  const withIds = forPeople.filter(([, { path }]) => /:(?!line|key)/.test(path)).map(([name]) => name);
  expect(withIds.filter((name) => !asks[name])).toEqual([]);
});

describe("ids of another workspace", async () => {
  const other = await stranger();
  const theirs = await oneOfEach(other.owner, other.brand, other.owner);
  const own = await oneOfEach(omar, kolo, await person({ name: "Grace", role: "agent", brands: [kolo.id] }));
  // What follows from making them is no change either.
  await settled();
  const before = await everythingOf(other.workspaceId);

  test.each(Object.keys(asks))("name nothing: %s", async (name) => {
    for (const ask of asks[name]!(theirs, own)) {
      const answer = await omar.ask(allRoutes[name]!, ask as never);
      expect([answer.statusCode, codeOf(answer)], `${JSON.stringify(ask)} ${answer.body}`).toEqual([
        404,
        "not_found",
      ]);
      expect(answer.body).not.toContain(marker);
    }
  });

  test("filter nothing, and no list shows anything of theirs", async () => {
    const lists = forPeople.filter(([name, { method }]) => method === "GET" && !asks[name]);
    for (const [name, route] of lists) {
      const shape = Object.keys(route.query?.shape ?? {});
      const filters = (["brand", "team", "owner", "tag", "customer"] as const).filter((filter) =>
        shape.includes(filter),
      );
      const idFor = { ...theirs, owner: theirs.agent };
      const period = shape.includes("from") ? ever : {};
      for (const query of [{}, ...filters.map((filter) => ({ [filter]: idFor[filter] }))]) {
        const answer = await omar.ask(route, { query: { ...wanted[name], ...period, ...query } } as never);
        expect(answer.statusCode, `${name} ${answer.body}`).toBe(200);
        for (const id of Object.values(theirs)) expect(answer.body, name).not.toContain(id);
        if (Object.keys(query).length > 0) expect(heldBy(answer), name).toEqual([]);
      }
    }
  });

  test("are as they were after all of it", async () => {
    expect(await everythingOf(other.workspaceId)).toEqual(before);
  });
});

describe("ids from behind another brand's wall", async () => {
  const ada = await person({ name: "Ada", role: "admin", brands: [safra.id] });
  const theirs = await oneOfEach(
    omar,
    kolo,
    await person({ name: "Pavel", role: "agent", brands: [kolo.id] }),
  );
  const own = await oneOfEach(
    ada,
    safra,
    await person({ name: "Hannah", role: "agent", brands: [safra.id] }),
  );

  // Tags, skills and dead addresses are the workspace's: no brand's wall stands before them.
  const ofAll = ["deleteTag", "deleteSkill", "deleteSuppression"];
  const walled = Object.keys(asks).filter((name) => !ofAll.includes(name));
  test.each(walled)("name nothing: %s", async (name) => {
    for (const ask of asks[name]!({ ...theirs, tag: randomUUID(), skill: randomUUID() }, own)) {
      const answer = await ada.ask(allRoutes[name]!, ask as never);
      expect([answer.statusCode, codeOf(answer)], `${JSON.stringify(ask)} ${answer.body}`).toEqual([
        404,
        "not_found",
      ]);
    }
  });

  test("stand in no list", async () => {
    for (const [name, route] of forPeople.filter(([name, { method }]) => method === "GET" && !asks[name])) {
      const answer = await ada.ask(route, { query: wanted[name] } as never);
      for (const [kind, id] of Object.entries(theirs))
        if (kind !== "tag" && kind !== "skill")
          expect(answer.body, `${name} shows ${kind}`).not.toContain(id);
    }
  });
});

describe("one's own ids", async () => {
  const grace = await person({ name: "Grace", role: "agent", brands: [kolo.id] });
  /** What cannot succeed with these, and what it says instead. */
  const otherwise: Record<string, string> = {
    deleteTeam: "still_in_use",
    postClosure: "answer_owed", // the customer waits
    postMerges: "cannot_merge", // nothing is part of itself
    deleteMerge: "not_found", // it is part of nothing
    postInvitation: "already_exists",
    postMessageMove: "not_movable", // they stand there already
    deleteMessageMove: "not_found", // nothing was moved
    putDraftSharing: "not_found", // nothing is drafted
    postDraftTaking: "not_found", // nor by anybody else
    putVerified: "not_found", // nobody of that name takes part
    deleteVerified: "not_found", // nobody of that name takes part
    getRawMail: "not_found", // it did not come by mail
    postRetry: "not_found", // it never went out
    deleteMentionDone: "not_found", // nobody is named in it
    deleteArticleSection: "still_in_use", // its article stands in it
    postArticleDraft: "answer_owed", // nobody has answered yet
  };
  // Without this, the tests above could pass by asking wrongly.
  test.each(
    Object.keys(asks).sort((a, b) => Number(a.startsWith("delete")) - Number(b.startsWith("delete"))),
  )("are found: %s", async (name) => {
    const own = { ...(await oneOfEach(omar, kolo, grace)), session: await anotherSession(omar) };
    for (const ask of asks[name]!(own, own)) {
      const answer = await omar.ask(allRoutes[name]!, ask as never);
      expect(
        answer.statusCode < 300 ? undefined : codeOf(answer),
        `${JSON.stringify(ask)} ${answer.body}`,
      ).toBe(otherwise[name]);
    }
  });

  async function anotherSession(someone: Person) {
    await visitor.call(signIn, { body: { email: someone.email, password: someone.password } });
    const { items } = await someone.call(listSessions, {});
    return items.find((session) => !session.current)!.id;
  }
});
