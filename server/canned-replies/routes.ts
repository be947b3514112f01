import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/canned-replies.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import {
  addCannedReply,
  changeCannedReply,
  listCannedReplies,
  removeCannedReply,
  useCannedReply,
} from "./canned-replies.ts";

export function cannedReplyRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listCannedReplies, async ({ caller }) =>
    wholeList(await listCannedReplies(db, caller)),
  );
  serve(app, contract.postCannedReply, ({ caller, body }) => addCannedReply(db, caller, body));
  serve(app, contract.patchCannedReply, ({ caller, params, body }) =>
    changeCannedReply(db, caller, params.id, body),
  );
  serve(app, contract.deleteCannedReply, ({ caller, params }) => removeCannedReply(db, caller, params.id));
  serve(app, contract.postCannedUse, ({ caller, params }) =>
    useCannedReply(db, caller, params.id, params.reply),
  );
}
