import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/ledger.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { changeAcknowledgement, listAcknowledgements, sampleAcknowledgement } from "./settings.ts";

export function acknowledgementRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listAcknowledgements, async ({ caller }) =>
    wholeList(await listAcknowledgements(db, caller)),
  );
  serve(app, contract.patchAcknowledgement, ({ caller, params, body }) =>
    changeAcknowledgement(db, caller, params.line, body),
  );
  serve(app, contract.postAcknowledgementSample, ({ caller, params, body }) =>
    sampleAcknowledgement(db, caller, params.line, body),
  );
}
