import type { FastifyInstance } from "fastify";
import { allRoutes } from "../contract/index.ts";
import { accountRoutes, authenticate, type Mailer } from "./accounts/index.ts";
import { acknowledgementRoutes } from "./acknowledgements/index.ts";
import { automationRoutes } from "./automations/index.ts";
import { widgetBeside } from "./build-pages.ts";
import { cannedReplyRoutes } from "./canned-replies/index.ts";
import {
  type Dns,
  mailDomainRoutes,
  mailRoutes,
  messagePage,
  outgoingRoutes,
  suppressionRoutes,
  systemDns,
} from "./channels/index.ts";
import { chatRoutes, chatSockets, recogniseVisitor, sitesOfWidget } from "./chat/index.ts";
import { calendarRoutes, clockRoutes } from "./clocks/index.ts";
import type { Config } from "./config.ts";
import { conversationRoutes } from "./conversations/index.ts";
import { customerRoutes } from "./customers/index.ts";
import type { Db } from "./db/database.ts";
import { outboxPages } from "./demo/outbox-page.ts";
import { shopPages } from "./demo/shop/index.ts";
import { shopChat } from "./demo/shop/shop-chat.ts";
import { type FileStore, fileRoutes } from "./files/index.ts";
import { findingRoutes } from "./finding/index.ts";
import { formRoutes } from "./forms/index.ts";
import { apiPage } from "./http/api-page.ts";
import { deskFiles } from "./http/desk-files.ts";
import { healthRoutes, type Readiness } from "./http/health.ts";
import { type Limits, limits, usualLimits } from "./http/limits.ts";
import { metricsRoute } from "./http/metrics.ts";
import { openServer } from "./http/server.ts";
import { widgetFiles } from "./http/widget-files.ts";
import { insightRoutes } from "./insights/index.ts";
import { queueHealth } from "./jobs/index.ts";
import { knowledgeRoutes } from "./knowledge/index.ts";
import { ledgerRoutes } from "./ledger/index.ts";
import { lineRoutes } from "./lines/index.ts";
import { type Bus, liveSockets } from "./live/index.ts";
import { loopRoutes } from "./loops/index.ts";
import { noticeRoutes } from "./notices/index.ts";
import { articleAddresses, helpCentreRoutes, helpPages, openCentres, rewriteTo } from "./portal/index.ts";
import { promiseRoutes } from "./promises/index.ts";
import { ratingRoutes } from "./ratings/index.ts";
import { monthFigures, type ReportSource, reportRoutes } from "./reports/index.ts";
import { routingRoutes } from "./routing/index.ts";
import type { Secret } from "./secret.ts";
import { tellingRoutes } from "./telling/index.ts";
import { triageRoutes } from "./triage/index.ts";
import { webAppManifest, workspaceRoutes } from "./workspaces/index.ts";

export interface AppNeeds {
  db: Db;
  bus: Bus;
  store: FileStore;
  secret: Secret;
  mailer: Mailer;
  config: Pick<Config, "publicUrl" | "trustProxy" | "logLevel" | "demo"> &
    Partial<Pick<Config, "privateMailboxes">>;
  readiness: Readiness;
  /** Where `npm start` puts the built pages. */
  pages: string;
  /** Where a demo without a mail server keeps what it would send, to be looked at. */
  outgoing?: string;
  /** Where the figures of the monthly reports come from; the ledger and the clocks, but in tests. */
  reportSource?: ReportSource;
  /** What the records of domains are looked up with; the resolver of this machine, but in tests. */
  dns?: Dns;
  /** Null for none: measuring how fast we are. */
  allowed?: Limits | null;
}

/** Everything that answers by HTTP and WebSocket: the API, the desk, the page about the API, and what machines ask. */
export async function buildApp(needs: AppNeeds): Promise<FastifyInstance> {
  const { db, config, secret, store } = needs;
  const publicUrl = new URL(config.publicUrl);
  const centres = openCentres(db, needs.bus, config.publicUrl);
  const app = await openServer({
    db,
    publicUrl,
    trustProxy: config.trustProxy,
    logLevel: config.logLevel,
    authenticate: authenticate(db, config),
    rewriteUrl: rewriteTo(centres),
    recognise: recogniseVisitor(db),
  });
  await limits(app, needs.allowed === undefined ? usualLimits : needs.allowed);

  healthRoutes(app, db, needs.readiness);
  metricsRoute(app, db, () => queueHealth(db));
  workspaceRoutes(app, { db, config, demo: config.demo });
  accountRoutes(app, { db, config, mailer: needs.mailer });
  loopRoutes(app, { db, secret });
  conversationRoutes(app, { db, secret });
  clockRoutes(app, { db });
  ledgerRoutes(app, { db, secret });
  acknowledgementRoutes(app, { db });
  noticeRoutes(app, { db, secret });
  tellingRoutes(app, { db, secret });
  lineRoutes(app, { db });
  promiseRoutes(app, { db, secret });
  routingRoutes(app, { db });
  calendarRoutes(app, { db });
  triageRoutes(app, { db, secret });
  automationRoutes(app, { db, secret });
  customerRoutes(app, { db, secret });
  findingRoutes(app, { db });
  cannedReplyRoutes(app, { db });
  insightRoutes(app, { db, secret });
  fileRoutes(app, { db, store, secret });
  knowledgeRoutes(app, { db, store, secret, addressOf: articleAddresses(config.publicUrl) });
  const press = { source: needs.reportSource ?? monthFigures, store, publicUrl: config.publicUrl };
  reportRoutes(app, { db, secret, press });
  suppressionRoutes(app, { db, secret });
  outgoingRoutes(app, { db });
  mailDomainRoutes(app, { db, secret, dns: needs.dns ?? systemDns() });
  messagePage(app, { db, store, secret });
  mailRoutes(app, {
    db,
    store,
    secret,
    publicUrl: config.publicUrl,
    mayBePrivate: config.privateMailboxes ?? false,
  });
  const portal = { db, store, secret, centres, mailer: needs.mailer, publicUrl: config.publicUrl };
  helpCentreRoutes(app, portal);
  formRoutes(app, portal);
  ratingRoutes(app, { db });
  await helpPages(app, portal);
  liveSockets(app, { db, bus: needs.bus, publicUrl });
  const chat = { db, bus: needs.bus, store, secret, publicUrl };
  chatRoutes(app, chat, { isPaced: needs.allowed !== null });
  chatSockets(app, chat, needs.allowed === null ? { caps: null } : {});
  if (needs.outgoing) outboxPages(app, { folder: needs.outgoing });
  if (config.demo) shopPages(app, { chat: () => shopChat(db, secret) });
  await widgetFiles(app, { folder: widgetBeside(needs.pages), sitesOf: (key) => sitesOfWidget(db, key) });
  await apiPage(app, allRoutes, { folder: needs.pages, publicUrl });
  webAppManifest(app, { db });
  await deskFiles(app, needs.pages);
  return app;
}
