import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/search.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import { findEverything } from "./find-everything.ts";

export function findingRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.search, ({ caller, query }) => findEverything(db, caller, query));
}
