import type { FastifyInstance } from "fastify";
import * as inboxes from "../../contract/inboxes.ts";
import * as contract from "../../contract/workspace.ts";
import { browserOf, setSessionCookie } from "../accounts/index.ts";
import { type Db, look } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { addBrand, changeBrand, listBrands } from "./brands.ts";
import { addInbox, changeInbox, listInboxes } from "./inboxes.ts";
import { readSetup, setUp } from "./set-up.ts";
import { addTag, listTags, removeTag } from "./tags.ts";
import { addTeam, changeTeam, listTeams, removeTeam } from "./teams.ts";
import { changeWorkspace, readWorkspace } from "./workspace.ts";

export function workspaceRoutes(
  app: FastifyInstance,
  { db, config, demo }: { db: Db; config: { publicUrl: string }; demo: boolean },
): void {
  serve(app, contract.getSetup, async () => readSetup(db, demo));
  serve(app, contract.postSetup, async ({ body, request, response }) => {
    const { workspace, token } = await setUp(db, body, browserOf(request));
    setSessionCookie(request, response, config.publicUrl, token);
    return workspace;
  });

  serve(app, contract.getWorkspace, async ({ caller }) =>
    look(db, caller.workspaceId, (tx) => readWorkspace(tx, caller.workspaceId)),
  );
  serve(app, contract.patchWorkspace, async ({ caller, body }) => changeWorkspace(db, caller, body));

  serve(app, contract.listBrands, async ({ caller }) => wholeList(await listBrands(db, caller)));
  serve(app, contract.postBrand, async ({ caller, body }) => addBrand(db, caller, body));
  serve(app, contract.patchBrand, async ({ caller, params, body }) =>
    changeBrand(db, caller, params.id, body),
  );

  serve(app, contract.listTeams, async ({ caller }) => wholeList(await listTeams(db, caller)));
  serve(app, contract.postTeam, async ({ caller, body }) => addTeam(db, caller, body));
  serve(app, contract.patchTeam, async ({ caller, params, body }) => changeTeam(db, caller, params.id, body));
  serve(app, contract.deleteTeam, async ({ caller, params }) => removeTeam(db, caller, params.id));

  serve(app, contract.listTags, async ({ caller }) => wholeList(await listTags(db, caller)));
  serve(app, contract.postTag, async ({ caller, body }) => addTag(db, caller, body));
  serve(app, contract.deleteTag, async ({ caller, params }) => removeTag(db, caller, params.id));

  serve(app, inboxes.listInboxes, async ({ caller }) => wholeList(await listInboxes(db, caller)));
  serve(app, inboxes.postInbox, async ({ caller, body }) => addInbox(db, caller, body));
  serve(app, inboxes.patchInbox, async ({ caller, params, body }) =>
    changeInbox(db, caller, params.id, body),
  );
}
