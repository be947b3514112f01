/**
 * The world that tests live in: Meridian Care, an outsourcer, with the people of the sample workspace, two brands
 * and their inboxes, on a database of its own. Everybody goes in by the front door.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { afterAll, expect } from "vitest";
import { type Conversation, getConversation, postConversation } from "../contract/conversations.ts";
import type { Locale } from "../contract/languages.ts";
import type { Permission, Role } from "../contract/permissions.ts";
import type { Problem } from "../contract/problems.ts";
import type { BodyIn, ParamsOf, QueryIn, ReplyOf, Route } from "../contract/route.ts";
import { addAgent, makeApiKey, type SystemMail, startSession } from "../server/accounts/index.ts";
import { buildApp } from "../server/app.ts";
import {
  type Dns,
  folderTransport,
  openSmtpDoor,
  type SmtpDoor,
  senderRules,
  type Transport,
} from "../server/channels/index.ts";
import { releaseNumbers } from "../server/conversations/index.ts";
import { type Connection, type Db, withoutWall } from "../server/db/database.ts";
import { folderStore } from "../server/files/index.ts";
import { startJobs } from "../server/jobs/index.ts";
import { proveLedgers } from "../server/ledger/index.ts";
import { localBus, startSequencer } from "../server/live/index.ts";
import { workOnQueues } from "../server/queues.ts";
import { follow } from "../server/reactions.ts";
import type { ReportSource } from "../server/reports/index.ts";
import { sampleFigures } from "../server/reports/sample-month.ts";
import { readSecret } from "../server/secret.ts";
import type { Carrier } from "../server/telling/index.ts";
import { createWorkspace } from "../server/workspaces/index.ts";
import { freshDatabase } from "./database.ts";

/** What a route is called with, and by whom. */
type Ask<R extends Route> = (R extends { params: object }
  ? { params: ParamsOf<R> }
  : { params?: undefined }) &
  (R extends { body: object } ? { body: BodyIn<R> } : { body?: unknown }) & {
    query?: QueryIn<R>;
    headers?: Record<string, string>;
  };

/** Somebody who calls the API: by the cookie of a session, by a key, or as nobody. */
export interface Client {
  /** The answer of a route that must succeed. */
  call<R extends Route>(route: R, ask: Ask<R>): Promise<ReplyOf<R>>;
  /** The problem of a route that must refuse. */
  refused<R extends Route>(route: R, ask: Ask<R>): Promise<Problem>;
  /** Whatever comes back. */
  ask<R extends Route>(route: R, ask: Ask<R>): Promise<LightMyRequestResponse>;
  headers: Record<string, string>;
}

export interface Person extends Client {
  id: string;
  name: string;
  email: string;
  password: string;
  /** The session's cookie, as a browser sends it. */
  cookie: string;
  /** A conversation as this person sees it now. */
  sees(conversation: { id: string }): Promise<Conversation>;
}

export interface WorldBrand {
  id: string;
  name: string;
  inbox: { id: string; address: string };
  teamId: string;
}

export interface World {
  app: FastifyInstance;
  db: Db;
  connection: Connection;
  workspaceId: string;
  /** The bicycle shop: service and support. */
  kolo: WorldBrand;
  /** The restaurant: service alone. */
  safra: WorldBrand;
  /** The owner. */
  omar: Person;
  /** An agent of all brands. */
  nina: Person;
  /** An agent who serves the restaurant alone. */
  salma: Person;
  /** Nobody. */
  visitor: Client;
  person(options: {
    name: string;
    role: Role;
    brands?: string[] | null;
    locale?: Locale;
    teams?: string[];
  }): Promise<Person>;
  key(...scopes: Permission[]): Promise<Client & { text: string }>;
  /** A second workspace with an owner, to knock at the wall from. */
  stranger(): Promise<{ workspaceId: string; owner: Person; brand: WorldBrand }>;
  conversationFrom(
    customer: string,
    text: string,
    options?: { brand?: WorldBrand; subject?: string },
  ): Promise<Conversation>;
  /** Mails of the house (invitations, resets), newest last. */
  letters: SystemMail[];
  /** Waits until everything that follows from what was done is done. */
  settled(): Promise<void>;
  /** Mails that went out, newest last, as raw text. */
  outbox(): Promise<string[]>;
  smtp(): Promise<SmtpDoor>;
  /** The address of a real HTTP server, for browsers and sockets. */
  url(): Promise<string>;
  folder: string;
}

export const password = "correct horse 7 battery";

export async function world({
  transport,
  pages,
  acknowledges = false,
  breaksLedger = false,
  undoSeconds = 0,
  dns = emptyDns,
  reportSource = async () => sampleFigures(),
  carryPush,
  names = async () => {
    throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
  },
  privateMailboxes = false,
}: {
  transport?: Transport;
  pages?: string;
  /** Whether messages are acknowledged, as they are outside of tests; off, mails and messages are those a test is about. */
  acknowledges?: boolean;
  /** Whether a test makes what must not be. Otherwise nothing was ignored when all is done. */
  breaksLedger?: boolean;
  /** For how long replies wait to be taken back; they leave at once where a test is about something else. */
  undoSeconds?: number;
  /** What the DNS says; nothing, where a test is about something else. */
  dns?: Dns;
  reportSource?: ReportSource;
  /** In place of the network on the way to push services. */
  carryPush?: Carrier;
  /** The names there are, when the senders of mails are verified; none unless a test is about them. */
  names?: (name: string, type: string) => Promise<string[][]>;
  /** Whether mailboxes may lie on this machine, where those of a test do. */
  privateMailboxes?: boolean;
} = {}): Promise<World> {
  const database = await freshDatabase();
  const db = database.open();
  const folder = await mkdtemp(join(tmpdir(), "tandem-test-"));
  const store = folderStore(join(folder, "files"));
  const secret = await readSecret(db);
  const bus = localBus();
  const sent = transport ?? folderTransport(join(folder, "outgoing"));
  const quiet = { info: nothing, warn: nothing, error: nothing, debug: nothing };
  const letters: SystemMail[] = [];
  const sequencer = startSequencer(db, { bus, follow });
  const jobs = await startJobs(db, database.connection, {
    log: quiet,
    alone: true,
    queues: workOnQueues({
      senders: senderRules({ resolve: names }),
      db,
      store,
      secret,
      transport: sent,
      log: quiet,
      carry: carryPush,
    }),
  });
  const app = await buildApp({
    db,
    bus,
    store,
    secret,
    mailer: { send: async (mail) => void letters.push(mail) },
    config: {
      publicUrl: "http://localhost:3000",
      trustProxy: false,
      logLevel: "silent",
      demo: false,
      privateMailboxes,
    },
    readiness: { migrated: true, stopping: false },
    pages: pages ?? join(folder, "no-pages"),
    reportSource,
    dns,
    allowed: null,
  });
  await app.ready();
  let door: SmtpDoor | undefined;

  afterAll(async () => {
    if (!breaksLedger) await expectWholeLedgers(db);
    await door?.close();
    await app.close();
    await jobs.stop({ graceMilliseconds: 1000 });
    await sequencer.stop();
    await releaseNumbers(db);
    sent.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const client = (headers: Record<string, string>): Client => clientOf(app, headers);
  const makePerson = async (
    workspaceId: string,
    { name, role, brands = null, locale = "en", teams = [] }: Parameters<World["person"]>[0],
  ): Promise<Person> => {
    const email = `${name.toLowerCase().replace(/[^a-z]+/g, ".")}.${randomUUID().slice(0, 6)}@meridian.example`;
    return withoutWall(db, async (tx) => {
      const id = await addAgent(tx, workspaceId, {
        name,
        email,
        role,
        locale,
        brands,
        teams,
        passwordHash: await hashOnce(),
      });
      const { token } = await startSession(
        tx,
        { workspaceId, id, name },
        { userAgent: "test", address: "127.0.0.1" },
      );
      const cookie = `__Host-tandem=${token}`;
      const me = client({ cookie, host: "localhost:3000" });
      return {
        ...me,
        id,
        name,
        email,
        password,
        cookie,
        sees: ({ id }) => me.call(getConversation, { params: { id } }),
      };
    });
  };

  const workspaceId = await withoutWall(db, (tx) =>
    createWorkspace(tx, { name: "Meridian Care", trade: "outsourcer", locale: "en", timeZone: "UTC" }),
  );
  await withoutWall(db, (tx) =>
    tx.updateTable("workspaces").set({ undoSeconds }).where("id", "=", workspaceId).execute(),
  );
  if (!acknowledges)
    await withoutWall(db, (tx) =>
      tx
        .updateTable("lines")
        .set({ acknowledgement: JSON.stringify({ isOn: false }) })
        .where("workspaceId", "=", workspaceId)
        .execute(),
    );
  const kolo = await makeBrand(db, workspaceId, "Kolo Bikes", "help@kolobikes.example", [
    "service",
    "support",
  ]);
  const safra = await makeBrand(db, workspaceId, "Safra", "table@safra.example", ["service"]);
  const omar = await makePerson(workspaceId, { name: "Omar Haddad", role: "owner" });
  const nina = await makePerson(workspaceId, {
    name: "Nina Kovalenko",
    role: "agent",
    teams: [kolo.teamId, safra.teamId],
  });
  const salma = await makePerson(workspaceId, {
    name: "Salma Nasser",
    role: "agent",
    brands: [safra.id],
    locale: "ar",
    teams: [safra.teamId],
  });

  return {
    app,
    db,
    connection: database.connection,
    workspaceId,
    kolo,
    safra,
    omar,
    nina,
    salma,
    visitor: client({ host: "localhost:3000" }),
    person: (options) => makePerson(workspaceId, options),
    async key(...scopes) {
      const text = await makeApiKey(db, workspaceId, "test", scopes);
      return { ...client({ authorization: `Bearer ${text}` }), text };
    },
    async stranger() {
      const id = await withoutWall(db, (tx) =>
        createWorkspace(tx, { name: "Somebody else", trade: "shop", locale: "en", timeZone: "UTC" }),
      );
      const brand = await makeBrand(db, id, "Elsewhere", `desk-${id.slice(-6)}@elsewhere.example`, [
        "service",
      ]);
      return { workspaceId: id, brand, owner: await makePerson(id, { name: "Sam Else", role: "owner" }) };
    },
    conversationFrom: (customer, text, { brand = kolo, subject = "" } = {}) =>
      omar.call(postConversation, {
        body: {
          inbox: brand.inbox.id,
          customer: { email: `${customer}@customers.example`, name: customer },
          subject,
          text,
        },
      }),
    letters,
    async settled() {
      await sequencer.idle();
      await jobs.idle();
      await sequencer.idle();
      await jobs.idle();
    },
    async outbox() {
      const names = await readdir(join(folder, "outgoing")).catch(() => []);
      return Promise.all(
        names
          .filter((name) => name.endsWith(".eml") && !name.startsWith("."))
          .sort()
          .map((name) => readFile(join(folder, "outgoing", name), "utf8")),
      );
    },
    async smtp() {
      door ??= await openSmtpDoor({ db, store, log: quiet, host: "127.0.0.1", port: 0 });
      return door;
    },
    async url() {
      if (!app.server.listening) await app.listen({ host: "127.0.0.1", port: 0 });
      const address = app.server.address();
      return `http://localhost:${typeof address === "object" ? address?.port : ""}`;
    },
    folder,
  };
}

/** What was asked stands in the ledger and has an owner, a step and a clock, whatever the tests did. */
async function expectWholeLedgers(db: Db) {
  await proveLedgers(db, new Date());
  const broken = await withoutWall(db, (tx) =>
    tx
      .selectFrom("ledgerBreaks")
      .select(["what", "conversationId", "messageId"])
      .where("mendedAt", "is", null)
      // Tests set clocks back, and no sweep looks at them.
      .where("what", "!=", "clock_not_looked_at")
      .execute(),
  );
  expect(broken, "the ledger is whole").toEqual([]);
}

const nothing = () => undefined;
const emptyDns: Dns = { txt: async () => [], mx: async () => [] };

/** One hash serves everybody: argon2 is slow on purpose. */
let hashed: Promise<string> | undefined;
async function hashOnce() {
  const { hashPassword } = await import("../server/accounts/index.ts");
  hashed ??= hashPassword(password);
  return hashed;
}

async function makeBrand(
  db: Db,
  workspaceId: string,
  name: string,
  address: string,
  lines: string[],
): Promise<WorldBrand> {
  const [id, teamId, inboxId] = [randomUUID(), randomUUID(), randomUUID()];
  await withoutWall(db, async (tx) => {
    await tx
      .insertInto("brands")
      .values({
        workspaceId,
        id,
        name,
        domain: address.split("@")[1]!,
        locales: ["en", "ru", "uk", "zh", "ar"],
        lines,
        colour: "#1f7a5c",
        signatures: JSON.stringify({ en: `${name} team` }),
      })
      .execute();
    await tx
      .insertInto("teams")
      .values({ workspaceId, id: teamId, name: `${name} desk` })
      .execute();
    await tx.insertInto("teamBrands").values({ workspaceId, teamId, brandId: id }).execute();
    await tx
      .insertInto("inboxes")
      .values({
        workspaceId,
        id: inboxId,
        channel: "email",
        address,
        name,
        brandId: id,
        line: "service",
        teamId,
      })
      .execute();
    await tx.insertInto("directoryAddresses").values({ address, workspaceId, inboxId }).execute();
  });
  return { id, name, teamId, inbox: { id: inboxId, address } };
}

function clientOf(app: FastifyInstance, headers: Record<string, string>): Client {
  const ask = (
    route: Route,
    {
      params = {},
      query,
      body,
      headers: more,
    }: { params?: object; query?: object; body?: unknown; headers?: Record<string, string> },
  ) => {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String((params as Record<string, string>)[name])),
    );
    const search = new URLSearchParams(
      Object.entries(query ?? {})
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, String(value)]),
    ).toString();
    return app.inject({
      method: route.method,
      url: `/api/v1${path}${search ? `?${search}` : ""}`,
      headers: { ...headers, ...more },
      ...(body !== undefined && { payload: body as object }),
    });
  };
  return {
    headers,
    ask,
    async call(route, what) {
      const response = await ask(route, what);
      if (response.statusCode >= 400)
        throw new Error(`${route.method} ${route.path}: ${response.statusCode} ${response.body}`);
      const answer = response.body ? response.json() : undefined;
      // What the API page promises is what is sent.
      return (route.reply ? route.reply.parse(answer) : undefined) as never;
    },
    async refused(route, what) {
      const response = await ask(route, what);
      if (response.statusCode < 400)
        throw new Error(`${route.method} ${route.path} was not refused: ${response.body}`);
      return response.json();
    },
  };
}
