import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/moving.ts";
import { type Db, look } from "../../db/database.ts";
import { serve } from "../../http/serve.ts";
import { conversationById } from "../read.ts";
import { moveMessages } from "./move-messages.ts";
import { undoMove } from "./undo-move.ts";

export function movingRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.postMessageMove, async ({ caller, params, body }) => {
    const { moveId, toId, messages } = await moveMessages(db, caller, params.id, body);
    const to = await look(db, caller.workspaceId, (tx) => conversationById(tx, caller, toId));
    return { id: moveId, from: params.id, to, messages };
  });
  serve(app, contract.deleteMessageMove, async ({ caller, params }) => {
    await undoMove(db, caller, params.id, params.move);
    return look(db, caller.workspaceId, (tx) => conversationById(tx, caller, params.id));
  });
}
