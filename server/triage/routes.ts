import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/triage.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { forgetLesson, listLessons } from "./lessons.ts";
import { changeSettings, readSettings } from "./settings.ts";

export function triageRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listCorrections, ({ caller, query }) => listLessons(db, secret, caller, query));
  serve(app, contract.deleteCorrection, ({ caller, params }) => forgetLesson(db, caller, params.id));
  serve(app, contract.getTriageSettings, ({ caller }) => readSettings(db, caller));
  serve(app, contract.patchTriageSettings, ({ caller, body }) => changeSettings(db, caller, body));
}
