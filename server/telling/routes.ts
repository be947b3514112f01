import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/notices.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { addDevice, choosePushShows, readPush, removeDevice } from "./devices.ts";

export function tellingRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.getPush, ({ caller }) => readPush(db, secret, caller));
  serve(app, contract.postPushDevice, ({ caller, body, request }) =>
    addDevice(db, caller, request.headers["user-agent"] ?? null, body),
  );
  serve(app, contract.deletePushDevice, ({ caller, params }) => removeDevice(db, caller, params.id));
  serve(app, contract.putPushShows, ({ caller, body }) => choosePushShows(db, caller, body.shows));
}
