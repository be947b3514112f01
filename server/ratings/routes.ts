import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/ratings.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { listRatings } from "./read.ts";

export function ratingRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listRatings, async ({ caller, params }) =>
    wholeList(await listRatings(db, caller, params.id)),
  );
}
