import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/ledger.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { requestsAsCsv } from "./csv.ts";
import { readLedger } from "./ledger.ts";
import { listOfRequests } from "./list.ts";

export function ledgerRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.getLedger, ({ caller, query }) => readLedger(db, caller, query));
  serve(app, contract.listRequests, ({ caller, query }) => listOfRequests(db, secret, caller, query));
  serve(app, contract.getRequestsCsv, async ({ caller, query, response }) =>
    response
      .type("text/csv; charset=utf-8")
      .header("content-disposition", 'attachment; filename="requests.csv"')
      .header("cache-control", "no-store")
      .send(Readable.from(requestsAsCsv(db, caller, query))),
  );
}
