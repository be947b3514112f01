import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/views.ts";
import type { Db } from "../../db/database.ts";
import { serve, wholeList } from "../../http/serve.ts";
import { countSaved } from "./counts.ts";
import { keepLook, looksOf, orderViews } from "./looks.ts";
import { changeView, removeView, savedViews, saveView } from "./saved.ts";

export function viewRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listSavedViews, async ({ caller }) => wholeList(await savedViews(db, caller)));
  serve(app, contract.countSavedViews, ({ caller }) => countSaved(db, caller));
  serve(app, contract.postView, ({ caller, body }) => saveView(db, caller, body));
  serve(app, contract.patchView, ({ caller, params, body }) => changeView(db, caller, params.id, body));
  serve(app, contract.deleteView, ({ caller, params }) => removeView(db, caller, params.id));
  serve(app, contract.putViewOrder, ({ caller, body }) => orderViews(db, caller, body.views));
  serve(app, contract.listViewLooks, async ({ caller }) => wholeList(await looksOf(db, caller)));
  serve(app, contract.putViewLook, ({ caller, params, body }) => keepLook(db, caller, params.id, body));
}
