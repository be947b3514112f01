import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/ledger.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { listOfRequests, readLedger } from "./ledger.ts";

export function ledgerRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.getLedger, ({ caller, query }) => readLedger(db, caller, query));
  serve(app, contract.listRequests, ({ caller, query }) => listOfRequests(db, secret, caller, query));
}
