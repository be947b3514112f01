import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/notices.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { changeChoices, readChoices } from "./choices.ts";
import { listNotices, noticesDone, noticesSeen, noticesShown } from "./notices.ts";

export function noticeRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listNotices, ({ caller, query }) => listNotices(db, secret, caller, query));
  serve(app, contract.putNoticesSeen, ({ caller, body }) => noticesSeen(db, caller, body));
  serve(app, contract.putNoticesShown, ({ caller, body }) => noticesShown(db, caller, body.upTo));
  serve(app, contract.putNoticesDone, ({ caller, body }) => noticesDone(db, caller, body));
  serve(app, contract.getNoticeChoices, ({ caller }) => readChoices(db, caller));
  serve(app, contract.patchNoticeChoices, ({ caller, body }) => changeChoices(db, caller, body));
}
