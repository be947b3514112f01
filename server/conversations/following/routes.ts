import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/following.ts";
import type { Db } from "../../db/database.ts";
import { serve } from "../../http/serve.ts";
import { follow, followingOf, unfollow } from "./followers.ts";
import { mentionDone, mentionOpen } from "./mentions.ts";

export function followingRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.getFollowing, ({ caller, params }) => followingOf(db, caller, params.id));
  serve(app, contract.putFollower, ({ caller, params }) => follow(db, caller, params.id));
  serve(app, contract.deleteFollower, ({ caller, params }) => unfollow(db, caller, params.id));
  serve(app, contract.putMentionDone, ({ caller, params }) => mentionDone(db, caller, params.id));
  serve(app, contract.deleteMentionDone, ({ caller, params }) =>
    mentionOpen(db, caller, params.id, params.message),
  );
}
