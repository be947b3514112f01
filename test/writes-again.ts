import { continueConversation, type Incoming } from "../server/conversations/index.ts";
import { withoutWall } from "../server/db/database.ts";
import type { World } from "./world.ts";

/** Lets more come by mail into a conversation of Kolo Bikes, behind the door: with what a letter has no say in, too. */
export const writesAgainIn =
  ({ db, workspaceId, kolo }: Pick<World, "db" | "workspaceId" | "kolo">) =>
  async (customer: string, { id }: { id: string }, text: string, more: Partial<Incoming> = {}) => {
    const { rulesVersion, lines } = await withoutWall(db, (tx) =>
      tx
        .selectFrom("brands as b")
        .innerJoin("workspaces as w", "w.id", "b.workspaceId")
        .select(["w.rulesVersion", "b.lines"])
        .where("b.id", "=", kolo.id)
        .executeTakeFirstOrThrow(),
    );
    return continueConversation(db, workspaceId, { kind: "customer", id: null, name: customer }, id, {
      inbox: {
        id: kolo.inbox.id,
        brandId: kolo.id,
        line: "service",
        lines: lines as Incoming["inbox"]["lines"],
        teamId: kolo.teamId,
        address: kolo.inbox.address,
        country: null,
        rulesVersion,
      },
      from: { email: `${customer}@customers.example`, name: customer },
      channel: "email",
      subject: "",
      text,
      html: null,
      reply: text,
      sentAt: new Date(),
      linkedBy: "references",
      ...more,
    });
  };
