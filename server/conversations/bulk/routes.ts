import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/bulk-acts.ts";
import { type Db, look } from "../../db/database.ts";
import { serve, wholeList } from "../../http/serve.ts";
import { orderBulkAct } from "./order.ts";
import { bulkActById, bulkActsOf } from "./show.ts";
import { undoBulkAct } from "./undo.ts";

export function bulkActRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.postBulkAct, ({ caller, body }) => orderBulkAct(db, caller, body));
  serve(app, contract.listBulkActs, async ({ caller, query }) =>
    wholeList(await bulkActsOf(db, caller, query.limit)),
  );
  serve(app, contract.getBulkAct, ({ caller, params }) =>
    look(db, caller.workspaceId, (tx) => bulkActById(tx, caller, params.id)),
  );
  serve(app, contract.deleteBulkAct, ({ caller, params }) => undoBulkAct(db, caller, params.id));
}
