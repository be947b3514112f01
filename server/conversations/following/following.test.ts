import { describe, expect, test } from "vitest";
import { patchAgent } from "../../../contract/accounts.ts";
import { listMessages, postClosure, postNote, postReply, putOwner } from "../../../contract/conversations.ts";
import {
  deleteFollower,
  deleteMentionDone,
  getFollowing,
  putFollower,
  putMentionDone,
} from "../../../contract/following.ts";
import { listNotices } from "../../../contract/notices.ts";
import { type Person, world } from "../../../test/world.ts";
import { writesAgainIn } from "../../../test/writes-again.ts";

const around = await world();
const { kolo, safra, omar, nina, salma, person, key, stranger, conversationFrom, settled, outbox } = around;
const writesAgain = writesAgainIn(around);

const naming = (who: { id: string; name: string }, words: string, kind = "agent") =>
  `<p><span data-mention="${kind}:${who.id}">@${who.name}</span> ${words}</p>`;
const noteBy = (by: Person, id: string, html: string, ask?: { dueAt: string | null }) =>
  by.call(postNote, { params: { id }, body: { html, ask } });
const following = async (id: string) => omar.call(getFollowing, { params: { id } });
const toldTo = async (reader: Person, id: string) => {
  await settled();
  const { items } = await reader.call(listNotices, {});
  return items.filter(({ conversation }) => conversation?.id === id);
};

describe("who is named in a note", () => {
  test("follows the matter, is told with the first words, and the owner stays who it was", async () => {
    const { id } = await conversationFrom("ines", "Do you have a 54 frame?");
    await nina.call(putOwner, { params: { id }, body: { agent: nina.id } });
    const { text, html } = await noteBy(nina, id, naming(omar, "do we?"));
    expect(text).toContain("@Omar Haddad do we?");
    expect(html).toContain(`data-mention="agent:${omar.id}"`);
    const { followers, mentions } = await following(id);
    expect(followers).toMatchObject([{ agent: { id: omar.id }, because: "mentioned" }]);
    expect(mentions).toMatchObject([
      { agent: { id: omar.id }, by: { id: nina.id }, because: "mentioned", doneAt: null, dueAt: null },
    ]);
    expect(await toldTo(omar, id)).toMatchObject([
      { kind: "mentioned", data: { by: nina.name, text: "@Omar Haddad do we?" } },
    ]);
    expect((await nina.sees({ id })).owner.id).toBe(nina.id);
  });

  test("through their team is named too, each once, and not oneself", async () => {
    const { id } = await conversationFrom("tom", "Hello");
    const lead = await person({ name: "Lena Lead", role: "lead", teams: [kolo.teamId] });
    const team = { id: kolo.teamId, name: "Kolo desk" };
    await noteBy(nina, id, naming(team, "look", "team") + naming(lead, "you too"));
    const { mentions } = await following(id);
    expect(mentions.map(({ agent }) => agent.id)).toEqual([lead.id]);
  });

  test("cannot be somebody who may not see the brand, nor somebody of another workspace; nothing is said then", async () => {
    const { id } = await conversationFrom("una", "Hi");
    const elsewhere = await stranger();
    for (const who of [salma, elsewhere.owner]) {
      const refusal = await nina.refused(postNote, {
        params: { id },
        body: { html: naming(who, "look"), attachments: [] },
      });
      expect(refusal.code).toBe("mention_unseen");
      expect(refusal.fields?.[0]?.path).toBe(`mentions.${who.id}`);
    }
    expect((await nina.call(listMessages, { params: { id } })).items).toHaveLength(1);
    const lost = { id: safra.teamId, name: "Safra desk" };
    const named = await nina.ask(postNote, { params: { id }, body: { html: naming(lost, "hi", "team") } });
    // Nina is in it and serves the brand; it is she alone.
    expect(named.statusCode).toBe(201);
  });

  test("is named once more by the same note sent again, and told once", async () => {
    const { id } = await conversationFrom("vera", "Hi");
    const again = {
      params: { id },
      body: { html: naming(omar, "hi") },
      headers: { "idempotency-key": "told-1" },
    };
    await nina.call(postNote, again);
    await nina.call(postNote, again);
    expect((await following(id)).mentions).toHaveLength(1);
    expect(await toldTo(omar, id)).toHaveLength(1);
  });

  test("in words to a customer names nobody, and the customer reads no ids", async () => {
    const { id } = await conversationFrom("walt", "Hi");
    await nina.call(postReply, { params: { id }, body: { html: naming(omar, "will see") } });
    await settled();
    expect((await following(id)).mentions).toEqual([]);
    expect((await outbox()).at(-1)).not.toContain("data-mention");
  });
});

describe("asking a colleague", () => {
  test("puts it among what they were asked until they answer by a note; then the asker is told", async () => {
    const { id } = await conversationFrom("xenia", "Is it covered?");
    const expert = await person({ name: "Petra Expert", role: "light" });
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    await noteBy(nina, id, naming(expert, "is it?"), { dueAt });
    expect((await following(id)).mentions).toMatchObject([{ because: "asked", dueAt, doneAt: null }]);
    expect(await toldTo(expert, id)).toMatchObject([{ kind: "asked", data: { dueAt } }]);

    await noteBy(expert, id, "<p>Yes, until May.</p>");
    expect((await following(id)).mentions[0]?.doneAt).not.toBeNull();
    expect(await toldTo(nina, id)).toMatchObject([
      { kind: "answered", data: { by: expert.name, text: "Yes, until May." } },
    ]);
  });

  test("is answered by a reply to the customer as well", async () => {
    const { id } = await conversationFrom("yara", "Is it covered?");
    await noteBy(nina, id, naming(omar, "is it?"), { dueAt: null });
    await omar.call(postReply, { params: { id }, body: { text: "It is." } });
    expect((await toldTo(nina, id)).map(({ kind }) => kind)).toContain("answered");
    expect((await following(id)).mentions[0]?.doneAt).not.toBeNull();
  });

  test("wants somebody to be asked", async () => {
    const { id } = await conversationFrom("zoe", "Hi");
    for (const html of ["<p>who?</p>", naming(nina, "me?")])
      expect(
        (await nina.refused(postNote, { params: { id }, body: { html, ask: { dueAt: null } } })).code,
      ).toBe("nobody_asked");
  });

  test("is done when they say so, and that can be taken back; nobody else says it for them", async () => {
    const { id } = await conversationFrom("adam", "Hi");
    const { id: message } = await noteBy(nina, id, naming(omar, "?"), { dueAt: null });
    await nina.call(putMentionDone, { params: { id } });
    expect((await following(id)).mentions[0]?.doneAt).toBeNull();
    await omar.call(putMentionDone, { params: { id } });
    expect((await following(id)).mentions[0]?.doneAt).not.toBeNull();
    await omar.call(deleteMentionDone, { params: { id, message } });
    expect((await following(id)).mentions[0]?.doneAt).toBeNull();
    expect((await nina.refused(deleteMentionDone, { params: { id, message } })).code).toBe("not_found");
  });
});

describe("who follows a matter", () => {
  test("hears what others do there and not what they do themselves, and no more once they stop", async () => {
    const { id } = await conversationFrom("bea", "Hi", { subject: "Wheel" });
    await omar.call(putFollower, { params: { id } });
    await omar.call(putFollower, { params: { id } });
    await nina.call(postReply, { params: { id }, body: { text: "On its way." } });
    await noteBy(nina, id, "<p>Check on Monday</p>");
    await noteBy(omar, id, "<p>I will</p>");
    await nina.call(postClosure, { params: { id } });
    expect((await toldTo(omar, id)).map(({ kind }) => kind).sort()).toEqual(["closed", "noted", "replied"]);
    await omar.call(deleteFollower, { params: { id } });
    await noteBy(nina, id, "<p>Quietly</p>");
    expect(await toldTo(omar, id)).toHaveLength(3);
  });

  test("may be a person alone, who sees it", async () => {
    const { id } = await conversationFrom("carl", "Hi");
    expect((await salma.refused(putFollower, { params: { id } })).code).toBe("not_found");
    expect((await (await key("conversations.read")).refused(putFollower, { params: { id } })).code).toBe(
      "forbidden",
    );
    const elsewhere = await stranger();
    expect((await elsewhere.owner.refused(getFollowing, { params: { id } })).code).toBe("not_found");
  });

  test("hears nothing any more once they no longer serve the brand", async () => {
    const { id } = await conversationFrom("dora", "Hi");
    const helper = await person({ name: "Hana Helper", role: "agent" });
    await helper.call(putFollower, { params: { id } });
    await omar.call(patchAgent, { params: { id: helper.id }, body: { brands: [safra.id] } });
    await nina.call(postReply, { params: { id }, body: { text: "Hello" } });
    await settled();
    expect((await helper.call(listNotices, {})).items).toEqual([]);
  });
});

test("who is given a matter by somebody else is told, and not who takes it", async () => {
  const { id } = await conversationFrom("emil", "Hi");
  await omar.call(putOwner, { params: { id }, body: { agent: nina.id } });
  expect(await toldTo(nina, id)).toMatchObject([{ kind: "assigned", data: { by: omar.name } }]);
  await omar.call(putOwner, { params: { id }, body: { agent: omar.id } });
  expect((await toldTo(omar, id)).filter(({ kind }) => kind === "assigned")).toEqual([]);
});

test("three messages of a customer within minutes are one notice to whoever has the matter", async () => {
  const { id } = await conversationFrom("finn", "First");
  await omar.call(putOwner, { params: { id }, body: { agent: nina.id } });
  await settled();
  for (const words of ["Second", "Third", "Fourth"]) {
    await writesAgain("finn", { id }, words);
    await settled();
  }
  const wrote = (await toldTo(nina, id)).filter(({ kind }) => kind === "wrote_mine");
  expect(wrote).toMatchObject([{ times: 3, data: { by: "finn", text: "Fourth" } }]);
});

test("a machine's mail is told to nobody", async () => {
  const { id } = await conversationFrom("gina", "First");
  await omar.call(putFollower, { params: { id } });
  await settled();
  await writesAgain("gina", { id }, "I am out of office", { auto: "auto-reply" });
  expect(await toldTo(omar, id)).toEqual([]);
});
