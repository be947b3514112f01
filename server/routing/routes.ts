import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/routing.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { readPresence, sayPresence } from "./presence.ts";
import { changeProfile, listProfiles } from "./profiles.ts";
import { addQueue, changeQueue, listQueues, removeQueue } from "./queues.ts";
import { changeRoutingSettings, readRoutingSettings } from "./settings.ts";
import { addSkill, listSkills, removeSkill } from "./skills.ts";

export function routingRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listQueues, async ({ caller }) => wholeList(await listQueues(db, caller)));
  serve(app, contract.postQueue, ({ caller, body }) => addQueue(db, caller, body));
  serve(app, contract.patchQueue, ({ caller, params, body }) => changeQueue(db, caller, params.id, body));
  serve(app, contract.deleteQueue, ({ caller, params }) => removeQueue(db, caller, params.id));
  serve(app, contract.listSkills, async ({ caller }) => wholeList(await listSkills(db, caller)));
  serve(app, contract.postSkill, ({ caller, body }) => addSkill(db, caller, body.name));
  serve(app, contract.deleteSkill, ({ caller, params }) => removeSkill(db, caller, params.id));
  serve(app, contract.listWorkProfiles, async ({ caller }) => wholeList(await listProfiles(db, caller)));
  serve(app, contract.patchWorkProfile, ({ caller, params, body }) =>
    changeProfile(db, caller, params.id, body),
  );
  serve(app, contract.getRoutingSettings, ({ caller }) => readRoutingSettings(db, caller));
  serve(app, contract.patchRoutingSettings, ({ caller, body }) => changeRoutingSettings(db, caller, body));
  serve(app, contract.getPresence, ({ caller }) => readPresence(db, caller));
  serve(app, contract.putPresence, ({ caller, body }) => sayPresence(db, caller, body.state));
}
