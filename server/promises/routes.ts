import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/promises.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { changePromise, makePromise } from "./make.ts";
import { listOfPromises, promisesOf } from "./read.ts";
import { settle, unsettle } from "./settle.ts";
import { suggestPromises } from "./suggest.ts";

export function promiseRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listPromises, ({ caller, query }) => listOfPromises(db, secret, caller, query));
  serve(app, contract.listPromisesOf, async ({ caller, params }) => ({
    items: await promisesOf(db, caller, params.id),
    next: null,
  }));
  serve(app, contract.postPromise, ({ caller, params, body }) => makePromise(db, caller, params.id, body));
  serve(app, contract.patchPromise, ({ caller, params, body }) => changePromise(db, caller, params.id, body));
  serve(app, contract.postSettlement, ({ caller, params, body }) => settle(db, caller, params.id, body));
  serve(app, contract.deleteSettlement, ({ caller, params }) => unsettle(db, caller, params.id));
  serve(app, contract.postPromiseSuggestions, ({ caller, params, body }) =>
    suggestPromises(db, caller, params.id, body),
  );
}
