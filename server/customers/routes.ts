import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/customers.ts";
import { type Db, look } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { amendCustomer, customerById, listOfCustomers } from "./customers.ts";

export function customerRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listCustomers, ({ caller, query }) => listOfCustomers(db, secret, caller, query));
  serve(app, contract.getCustomer, ({ caller, params }) =>
    look(db, caller.workspaceId, (tx) => customerById(tx, caller, params.id)),
  );
  serve(app, contract.patchCustomer, ({ caller, params, body }) =>
    amendCustomer(db, caller, params.id, body),
  );
}
