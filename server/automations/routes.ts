import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/automations.ts";
import { type Db, look } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { beginDryRun, dryRunOf } from "./dry-run.ts";
import { automationById, listAutomations, runsIn, runsOf, versionsOf } from "./read.ts";
import { templates } from "./templates.ts";
import { addAutomation, changeAutomation, orderAutomations, removeAutomation } from "./write.ts";

export function automationRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listAutomations, async ({ caller }) =>
    wholeList(await look(db, caller.workspaceId, (tx) => listAutomations(tx, caller))),
  );
  serve(app, contract.getAutomation, ({ caller, params }) =>
    look(db, caller.workspaceId, (tx) => automationById(tx, caller, params.id)),
  );
  serve(app, contract.postAutomation, ({ caller, body }) => addAutomation(db, caller, body));
  serve(app, contract.patchAutomation, ({ caller, params, body }) =>
    changeAutomation(db, caller, params.id, body),
  );
  serve(app, contract.deleteAutomation, ({ caller, params }) => removeAutomation(db, caller, params.id));
  serve(app, contract.putAutomationOrder, async ({ caller, body }) =>
    wholeList(await orderAutomations(db, caller, body.automations)),
  );
  serve(app, contract.listAutomationVersions, async ({ caller, params }) =>
    wholeList(await look(db, caller.workspaceId, (tx) => versionsOf(tx, caller, params.id))),
  );
  serve(app, contract.listAutomationRuns, ({ caller, params, query }) =>
    runsOf(db, secret, caller, params.id, query),
  );
  serve(app, contract.listConversationRuns, ({ caller, params, query }) =>
    runsIn(db, secret, caller, params.id, query),
  );
  serve(app, contract.listAutomationTemplates, async ({ caller }) => wholeList(templates(caller.locale)));
  serve(app, contract.postDryRun, ({ caller, body }) => beginDryRun(db, caller, body));
  serve(app, contract.getDryRun, ({ caller, params }) => dryRunOf(db, caller, params.id));
}
