import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/planned-replies.ts";
import type { Db } from "../../db/database.ts";
import { serve } from "../../http/serve.ts";
import type { Secret } from "../../secret.ts";
import { amendPlan } from "./amend.ts";
import { allPlans, plansOf } from "./list.ts";
import { plan } from "./plan.ts";
import { takeBack } from "./take-back.ts";

export function plannedReplyRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.postPlannedReply, ({ caller, params, body }) => plan(db, caller, params.id, body));
  serve(app, contract.listPlannedOf, ({ caller, params }) => plansOf(db, caller, params.id));
  serve(app, contract.listPlanned, ({ caller, query }) => allPlans(db, secret, caller, query));
  serve(app, contract.patchPlannedReply, ({ caller, params, body }) => amendPlan(db, caller, params, body));
  serve(app, contract.deletePlannedReply, ({ caller, params }) => takeBack(db, caller, params));
}
