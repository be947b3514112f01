import { type Db, withoutWall } from "../db/database.ts";
import { changeRules } from "../rules.ts";
import { baseModel } from "./base-model.ts";
import type { Lesson } from "./learnt.ts";
import { inWorker } from "./training.ts";

/** Fewer lessons than these are recalled well enough. */
const fewestLessons = 20;
const mostLessons = 20_000;

/** Makes each workspace's lessons a model of its own, where there are new ones since the last time. */
export async function absorbLessons(db: Db): Promise<void> {
  const { name } = await baseModel();
  const due = await withoutWall(db, (tx) =>
    tx
      .selectFrom("corrections as c")
      .leftJoin("learntModels as m", "m.workspaceId", "c.workspaceId")
      .select(["c.workspaceId"])
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .groupBy(["c.workspaceId", "m.corrections", "m.base", "m.learntAt"])
      .having((eb) =>
        eb.and([
          eb(eb.fn.countAll<number>(), ">=", fewestLessons),
          eb.or([
            eb("m.base", "is", null),
            eb("m.base", "<>", name),
            eb("m.corrections", "<>", eb.fn.countAll<number>()),
            eb(eb.fn.max("c.createdAt"), ">", eb.ref("m.learntAt")),
          ]),
        ]),
      )
      .execute(),
  );
  for (const { workspaceId } of due) await absorb(db, workspaceId, name);
}

async function absorb(db: Db, workspaceId: string, base: string): Promise<void> {
  const lessons = (await withoutWall(db, (tx) =>
    tx
      .selectFrom("corrections")
      .select(["id", "text", "language", "intent"])
      .where("workspaceId", "=", workspaceId)
      .orderBy("id", "desc")
      .limit(mostLessons)
      .execute(),
  )) as Lesson[];
  const model = Buffer.from((await inWorker({ learn: "lessons", lessons }))!);
  await withoutWall(db, async (tx) => {
    const set = { base, model, corrections: lessons.length, learntAt: new Date() };
    await tx
      .insertInto("learntModels")
      .values({ workspaceId, ...set })
      .onConflict((conflict) => conflict.column("workspaceId").doUpdateSet(set))
      .execute();
    await changeRules(tx, workspaceId);
  });
}
