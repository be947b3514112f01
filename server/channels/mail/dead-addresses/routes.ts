import type { FastifyInstance } from "fastify";
import * as contract from "../../../../contract/suppressions.ts";
import type { Db } from "../../../db/database.ts";
import { serve } from "../../../http/serve.ts";
import type { Secret } from "../../../secret.ts";
import { allSuppressions, lift, suppressByHand } from "./suppressions.ts";

export function suppressionRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listSuppressions, ({ caller, query }) => allSuppressions(db, secret, caller, query));
  serve(app, contract.postSuppression, ({ caller, body }) => suppressByHand(db, caller, body.address));
  serve(app, contract.deleteSuppression, ({ caller, params }) => lift(db, caller, params.address));
}
