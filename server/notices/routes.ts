import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/notices.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { listNotices, noticesSeen } from "./notices.ts";

export function noticeRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listNotices, ({ caller, query }) => listNotices(db, secret, caller, query));
  serve(app, contract.putNoticesSeen, ({ caller, body }) => noticesSeen(db, caller, body.upTo));
}
