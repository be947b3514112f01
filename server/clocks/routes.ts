import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/clocks.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { addPolicy, changePolicy, listPolicies, removePolicy } from "./policies.ts";
import { clocksOf } from "./read.ts";
import { tryPolicy } from "./trial.ts";

export function clockRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listClockPolicies, async ({ caller }) => wholeList(await listPolicies(db, caller)));
  serve(app, contract.postClockPolicy, ({ caller, body }) => addPolicy(db, caller, body));
  serve(app, contract.patchClockPolicy, ({ caller, params, body }) =>
    changePolicy(db, caller, params.id, body),
  );
  serve(app, contract.deleteClockPolicy, ({ caller, params }) => removePolicy(db, caller, params.id));
  serve(app, contract.postClockTrial, ({ caller, body }) => tryPolicy(db, caller, body));
  serve(app, contract.listClocks, async ({ caller, params }) =>
    wholeList(await clocksOf(db, caller, params.id)),
  );
}
