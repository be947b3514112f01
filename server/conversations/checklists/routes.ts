import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/checklists.ts";
import type { Db } from "../../db/database.ts";
import { serve, wholeList } from "../../http/serve.ts";
import { addToChecklist } from "./add.ts";
import { changeItem, putItemBack, removeItem } from "./items.ts";
import { checklistOf } from "./list.ts";
import { addTemplate, changeTemplate, listTemplates, removeTemplate } from "./templates.ts";

export function checklistRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.getChecklist, ({ caller, params }) => checklistOf(db, caller, params.id));
  serve(app, contract.postChecklist, ({ caller, params, body }) =>
    addToChecklist(db, caller, params.id, body),
  );
  serve(app, contract.patchChecklistItem, ({ caller, params, body }) =>
    changeItem(db, caller, params.id, params.item, body),
  );
  serve(app, contract.deleteChecklistItem, ({ caller, params }) =>
    removeItem(db, caller, params.id, params.item),
  );
  serve(app, contract.deleteChecklistRemoval, ({ caller, params }) =>
    putItemBack(db, caller, params.id, params.item),
  );
  serve(app, contract.listChecklistTemplates, async ({ caller }) =>
    wholeList(await listTemplates(db, caller)),
  );
  serve(app, contract.postChecklistTemplate, ({ caller, body }) => addTemplate(db, caller, body));
  serve(app, contract.patchChecklistTemplate, ({ caller, params, body }) =>
    changeTemplate(db, caller, params.id, body),
  );
  serve(app, contract.deleteChecklistTemplate, ({ caller, params }) => removeTemplate(db, caller, params.id));
}
