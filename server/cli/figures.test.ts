import { PassThrough } from "node:stream";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { postReply } from "../../contract/conversations.ts";
import { getFigures } from "../../contract/insights.ts";
import { urlOf } from "../../test/database.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { foldFigures } from "../insights/index.ts";
import { figuresCommand } from "./figures.ts";

const { conversationFrom, connection, db, nina, settled, workspaceId } = await world();
process.env.DATABASE_URL = urlOf(connection);

async function run(...args: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await figuresCommand(args, { out, err });
  return { code, out: String(out.read() ?? ""), err: String(err.read() ?? "") };
}

test("figures that are wrong are found and counted anew", async () => {
  const { id } = await conversationFrom("ines", "Where is my order?");
  await nina.call(postReply, { params: { id }, body: { text: "On its way." } });
  await settled();
  await foldFigures(db);
  expect(await run("check")).toEqual({ code: 0, out: "The figures are what happened.\n", err: "" });

  await withoutWall(db, (tx) => sql`delete from facts where kind = 'replied'`.execute(tx));
  const wrong = await run("check");
  expect([wrong.code, wrong.out]).toEqual([
    1,
    `${workspaceId}: conversation.replied: counted 0, there are 1\n`,
  ]);
  expect(await run("rebuild", "--workspace", "Meridian Care")).toMatchObject({
    code: 0,
    out: "Meridian Care: counted anew.\n",
  });
  expect(await run("check")).toMatchObject({ code: 0 });
  const { figures } = await nina.call(getFigures, { query: { period: "today" } });
  expect(figures.find(({ metric }) => metric === "replied")).toMatchObject({ value: 1 });
});

test("what is misspelt is said", async () => {
  expect(await run("rebuild", "--workspace", "Nowhere")).toMatchObject({
    code: 1,
    err: "There is no workspace Nowhere. There are: Meridian Care\n",
  });
  expect((await run("recount")).code).toBe(2);
});
