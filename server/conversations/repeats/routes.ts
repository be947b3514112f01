import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/repeats.ts";
import type { Db } from "../../db/database.ts";
import { serve } from "../../http/serve.ts";
import { dismiss, link, restore, unlink } from "./link.ts";
import { repeatsOf } from "./list.ts";
import { changeSettings, readSettings } from "./settings.ts";

export function repeatRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listRepeats, ({ caller, params }) => repeatsOf(db, caller, params.id));
  serve(app, contract.postRepeatLink, ({ caller, params }) => link(db, caller, params.id, params.earlier));
  serve(app, contract.deleteRepeatLink, ({ caller, params }) =>
    unlink(db, caller, params.id, params.earlier),
  );
  serve(app, contract.deleteRepeat, ({ caller, params }) => dismiss(db, caller, params.id, params.earlier));
  serve(app, contract.putRepeat, ({ caller, params }) => restore(db, caller, params.id, params.earlier));
  serve(app, contract.getFirstContactSettings, ({ caller }) => readSettings(db, caller));
  serve(app, contract.patchFirstContactSettings, ({ caller, body }) => changeSettings(db, caller, body));
}
