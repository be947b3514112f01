import { expect, test } from "vitest";
import { patchConversation, postClosure, postReply } from "../../contract/conversations.ts";
import { postWaiver } from "../../contract/ledger.ts";
import { listIntents, listLines, patchIntent, patchLine, postIntent } from "../../contract/lines.ts";
import { world } from "../../test/world.ts";

const { omar, nina, conversationFrom } = await world();
const wish = "Where is my parcel? The tracking has not moved for days";

test("a workspace begins with the lines of its trade, named as usual", async () => {
  const { items } = await nina.call(listLines, {});
  expect(items.map(({ line, isOn, names }) => [line, isOn, names])).toEqual([
    ["service", true, {}],
    ["support", true, {}],
  ]);
});

test("a line has names, colour, stages and fields of the workspace's own", async () => {
  const changed = await omar.call(patchLine, {
    params: { line: "service" },
    body: {
      names: { en: "Guest care", ar: "العناية بالضيوف" },
      colour: "#7a3b6e",
      stages: [
        { key: "with_kitchen", names: { en: "With the kitchen" }, countsAs: "open" },
        { key: "offered", names: { en: "Offered" }, countsAs: "waiting" },
      ],
      fields: [
        { key: "guests", names: { en: "Guests" }, kind: "number", required: true, intents: ["booking"] },
        {
          key: "seat",
          names: { en: "Seat" },
          kind: "choice",
          choices: [{ key: "window", names: { en: "Window" } }],
        },
      ],
    },
  });
  expect(changed).toMatchObject({
    names: { en: "Guest care" },
    stages: [{ key: "with_kitchen" }, { key: "offered" }],
  });
  expect((await nina.refused(patchLine, { params: { line: "service" }, body: { names: {} } })).code).toBe(
    "forbidden",
  );
  const twice = await omar.refused(patchLine, {
    params: { line: "service" },
    body: { stages: [changed.stages[0]!, changed.stages[0]!] },
  });
  expect(twice.code).toBe("invalid");
});

test("a matter stands at a stage of its line, which decides whose turn it is", async () => {
  const { id } = await conversationFrom("ines", wish);
  await nina.call(postReply, { params: { id }, body: { text: "We look", after: "keep" } });
  const at = (stage: string | null) => nina.call(patchConversation, { params: { id }, body: { stage } });
  expect(await at("offered")).toMatchObject({ stage: "offered", status: "waiting" });
  expect(await at("with_kitchen")).toMatchObject({ stage: "with_kitchen", status: "open" });
  const unknown = await nina.refused(patchConversation, { params: { id }, body: { stage: "nowhere" } });
  expect(unknown.fields?.[0]).toMatchObject({ path: "stage" });
  const inUse = await omar.refused(patchLine, { params: { line: "service" }, body: { stages: [] } });
  expect([inUse.code, inUse.fields?.[0]?.path]).toEqual(["still_in_use", "stages"]);
  // Another line has other stages.
  expect(await nina.call(patchConversation, { params: { id }, body: { line: "support" } })).toMatchObject({
    stage: null,
  });
});

test("values must fit their fields, and what is required is asked before closing", async () => {
  const { id, intent } = await conversationFrom("ines", "I would like to book a table for Friday evening");
  expect(intent).toBe("booking");
  const write = (fields: object) => ({ params: { id }, body: { fields: fields as Record<string, string> } });
  for (const wrong of [{ guests: "four" }, { seat: "door" }, { nothing: "x" }])
    expect((await nina.refused(patchConversation, write(wrong))).fields?.[0]?.path).toBe(
      `fields.${Object.keys(wrong)[0]}`,
    );
  const refused = await nina.refused(postClosure, { params: { id } });
  expect([refused.code, refused.fields?.[0]?.path]).toEqual(["fields_missing", "fields.guests"]);
  const reply = await nina.refused(postReply, { params: { id }, body: { text: "Done", after: "close" } });
  expect(reply.code).toBe("fields_missing");
  const filled = await nina.call(patchConversation, write({ guests: 4, seat: "window" }));
  expect(filled.fields).toEqual({ guests: 4, seat: "window" });
  expect((await nina.call(patchConversation, write({ seat: null }))).fields).toEqual({ guests: 4 });
  await nina.call(postWaiver, { params: { id }, body: { reason: "thanks" } });
  expect((await nina.call(postClosure, { params: { id } })).status).toBe("closed");
});

test("intents are renamed, hidden and added", async () => {
  await omar.call(patchIntent, { params: { key: "booking" }, body: { names: { en: "Table" } } });
  await omar.call(postIntent, { body: { key: "wedding", line: "service", names: { en: "Wedding" } } });
  expect(
    (await omar.refused(postIntent, { body: { key: "wedding", line: "service", names: {} } })).code,
  ).toBe("already_exists");
  expect(
    (await omar.refused(postIntent, { body: { key: "booking", line: "service", names: {} } })).code,
  ).toBe("already_exists");
  expect((await omar.refused(patchIntent, { params: { key: "none" }, body: { isHidden: true } })).code).toBe(
    "not_found",
  );
  const { items } = await nina.call(listIntents, {});
  expect(items.find(({ key }) => key === "booking")).toMatchObject({ isBase: true, names: { en: "Table" } });
  expect(items.at(-1)).toMatchObject({ key: "wedding", isBase: false });
  expect(items).toHaveLength(25);
});
