import { expect, test } from "vitest";
import { deleteBulkAct, getBulkAct, postBulkAct } from "../../contract/bulk-acts.ts";
import { listConversations, listEvents, patchConversation } from "../../contract/conversations.ts";
import { patchLine } from "../../contract/lines.ts";
import { usualMatrix } from "../../contract/priority.ts";
import { world } from "../../test/world.ts";

const { nina, omar, settled, conversationFrom } = await world();

type Ref = { id: string };
const say = ({ id }: Ref, body: object) => nina.call(patchConversation, { params: { id }, body });

test("the priority follows from impact and urgency once both are judged, and the timeline says why", async () => {
  const matter = await conversationFrom("ines", "A question about tents");
  expect(matter).toMatchObject({ priorityBy: "guess", impact: null, urgency: null });
  expect(await say(matter, { impact: "high" })).toMatchObject({
    priority: matter.priority,
    priorityBy: "guess",
  });
  expect(await say(matter, { urgency: "high" })).toMatchObject({
    priority: "critical",
    priorityBy: "matrix",
  });
  expect(await say(matter, { urgency: "low" })).toMatchObject({ priority: "normal", priorityBy: "matrix" });
  await settled();
  const { items } = await nina.call(listEvents, { params: { id: matter.id } });
  expect(items.map(({ data }) => data).filter(({ because }) => because === "matrix")).toMatchObject([
    { priority: { from: matter.priority, to: "critical" } },
    { priority: { from: "critical", to: "normal" } },
  ]);
  expect(await say(matter, { impact: null })).toMatchObject({
    priority: matter.priority,
    priorityBy: "guess",
  });
});

test("what a person sets stands until they give it back", async () => {
  const matter = await conversationFrom("ines", "A question about boots");
  await say(matter, { impact: "low", urgency: "low" });
  expect(await say(matter, { priority: "critical" })).toMatchObject({ priorityBy: "person" });
  expect(await say(matter, { urgency: "high" })).toMatchObject({
    priority: "critical",
    priorityBy: "person",
  });
  expect(await say(matter, { priority: null })).toMatchObject({ priority: "normal", priorityBy: "matrix" });
  const other = await conversationFrom("petr", "A question about maps");
  await say(other, { priority: "high" });
  expect(await say(other, { priority: null })).toMatchObject({
    priority: other.priority,
    priorityBy: "guess",
  });
});

test("each line has a matrix of its own; on another line the priority follows that one", async () => {
  const matter = await conversationFrom("ines", "Do you have lamps in red?");
  expect(matter.line).toBe("service");
  await say(matter, { impact: "medium", urgency: "medium" });
  await omar.call(patchLine, {
    params: { line: "support" },
    body: { priorityMatrix: { ...usualMatrix, medium: { ...usualMatrix.medium, medium: "high" } } },
  });
  expect(await nina.sees(matter)).toMatchObject({ priority: "normal" });
  expect(await say(matter, { line: "support" })).toMatchObject({ priority: "high", priorityBy: "matrix" });
  const lacking = {
    params: { line: "support" },
    body: { priorityMatrix: { high: usualMatrix.high } },
  } as never;
  expect((await omar.refused(patchLine, lacking)).code).toBe("invalid");
  await omar.call(patchLine, { params: { line: "support" }, body: { priorityMatrix: null } });
  expect(
    (await nina.refused(patchLine, { params: { line: "support" }, body: { priorityMatrix: null } })).code,
  ).toBe("forbidden");
});

test("many are judged at once, found by it, and are what they were after the undo", async () => {
  const matters = [];
  for (const customer of ["a", "b", "c"])
    matters.push(await conversationFrom(customer, "A question about ropes"));
  for (const matter of matters) await say(matter, { urgency: "high" });
  const ids = matters.map(({ id }) => id);
  const act = await nina.call(postBulkAct, {
    body: { act: { kind: "impact", impact: "high" }, which: { ids } },
  });
  await settled();
  expect(await nina.call(getBulkAct, { params: { id: act.id } })).toMatchObject({ done: 3 });
  const found = async () =>
    (
      await nina.call(listConversations, {
        query: { view: "all", impact: ["high"], priorityBy: ["matrix"], priority: ["critical"], limit: 100 },
      })
    ).items.filter(({ id }) => ids.includes(id)).length;
  expect(await found()).toBe(3);
  await nina.call(deleteBulkAct, { params: { id: act.id } });
  await settled();
  expect(await found()).toBe(0);
  for (const matter of matters)
    expect(await nina.sees(matter)).toMatchObject({
      impact: null,
      urgency: "high",
      priority: matter.priority,
      priorityBy: "guess",
    });
});
