import type { FastifyInstance } from "fastify";
import * as contract from "../../../../contract/outgoing.ts";
import type { Db } from "../../../db/database.ts";
import { serve } from "../../../http/serve.ts";
import { outgoing, tryAllNow } from "./outgoing.ts";

export function outgoingRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.getOutgoing, ({ caller }) => outgoing(db, caller));
  serve(app, contract.postOutgoingTry, ({ caller }) => tryAllNow(db, caller));
}
