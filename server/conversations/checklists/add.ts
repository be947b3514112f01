import type { postChecklist } from "../../../contract/checklists.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import type { Db } from "../../db/database.ts";
import { actorOf } from "../../events.ts";
import { actOnChecklist } from "./act.ts";
import { addItems } from "./items.ts";
import { putTemplateIn } from "./put-in.ts";

/** Adds items, or those of a template, at the end. */
export const addToChecklist = (db: Db, caller: Caller, id: string, body: BodyOf<typeof postChecklist>) =>
  actOnChecklist(db, caller, id, async (tx, matter, now) =>
    "template" in body
      ? putTemplateIn(tx, caller, matter, body.template, now)
      : addItems(tx, actorOf(caller), matter, body.items, now),
  );
