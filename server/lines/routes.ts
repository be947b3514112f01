import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/lines.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { addIntent, changeIntent, listIntents } from "./intents.ts";
import { changeLine, listLines } from "./lines.ts";

export function lineRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listLines, async ({ caller }) => wholeList(await listLines(db, caller)));
  serve(app, contract.patchLine, ({ caller, params, body }) => changeLine(db, caller, params.line, body));
  serve(app, contract.listIntents, async ({ caller }) => wholeList(await listIntents(db, caller)));
  serve(app, contract.postIntent, ({ caller, body }) => addIntent(db, caller, body));
  serve(app, contract.patchIntent, ({ caller, params, body }) => changeIntent(db, caller, params.key, body));
}
