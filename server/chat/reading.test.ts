/** A visitor finds articles, reads them, takes one for the answer, and says how it was. */
import { expect, test } from "vitest";
import {
  getChatArticle,
  listChatArticles,
  postArticleAccepted,
  postChatEnd,
  putChatRating,
} from "../../contract/chat.ts";
import { listMessages, postReply } from "../../contract/conversations.ts";
import { patchHelpCentre } from "../../contract/help-centres.ts";
import { getDeflection, postArticle, putPublication } from "../../contract/knowledge.ts";
import { listRatings } from "../../contract/ratings.ts";
import { world } from "../../test/world.ts";
import { browserOn, widgetFor } from "./browser-for-test.ts";

const w = await world();
const { kolo, nina, omar, settled } = w;
const widget = await widgetFor(w, kolo);

async function published(title: string, html: string, audience: "everyone" | "agents" = "everyone") {
  const article = await omar.call(postArticle, {
    body: { brand: kolo.id, locale: "en", title, html, audience },
  });
  await omar.call(putPublication, { params: article, body: {} });
  return article;
}
const tyres = await published("Pumping up tyres", "<p>City 7 tyres take 4.5 bar.</p>");
const brakes = await published(
  "Squeaking brakes",
  `<p>Clean the discs. Then <a data-article="${tyres.id}">pump up the tyres</a>.</p>`,
);
await published("Goodwill for squeaking brakes", "<p>Up to 25 pounds.</p>", "agents");
await settled();

test("articles are found and read in the chat; their links lead to the help centre while it is on", async () => {
  const ines = await browserOn(w, widget);
  const { items } = await ines.client.call(listChatArticles, { query: { text: "squeaking brakes" } });
  expect(items.map(({ title }) => title)).toContain("Squeaking brakes");
  expect(items.map(({ title }) => title)).not.toContain("Goodwill for squeaking brakes");

  const params = { number: brakes.number };
  const closed = await ines.client.call(getChatArticle, { params });
  expect(closed).toMatchObject({ title: "Squeaking brakes", url: null });
  expect(closed.html).toContain("pump up the tyres");
  expect(closed.html).not.toContain("href");

  const centre = await omar.call(patchHelpCentre, {
    params: { brand: kolo.id },
    body: { isOn: true, slug: "kolo", locale: "en" },
  });
  const open = await ines.client.call(getChatArticle, { params });
  expect(open.url).toBe(`${centre.address}/en/articles/${brakes.number}-squeaking-brakes`);
  expect(open.html).toContain(`${centre.address}/en/articles/${tyres.number}-pumping-up-tyres`);
});

test("a chat without articles finds none and shows none", async () => {
  const ines = await browserOn(w, await widgetFor(w, kolo, { hasArticles: false }));
  expect(await ines.client.call(listChatArticles, { query: { text: "squeaking brakes" } })).toEqual({
    items: [],
    offer: null,
  });
  await ines.client.refused(getChatArticle, { params: { number: brakes.number } });
});

test("what a visitor takes for the answer answers what they asked, and is counted as an offer", async () => {
  const ines = await browserOn(w, widget);
  const { offer } = await ines.client.call(listChatArticles, {
    query: { text: "squeaking brakes", isOffer: "true" },
  });
  const params = { number: brakes.number };
  await ines.client.call(getChatArticle, { params, query: { offer: offer! } });
  const { chat } = await ines.say("My brakes are squeaking");
  await ines.client.call(postArticleAccepted, {
    params,
    body: { offer: offer!, conversation: chat.conversation },
  });
  const { items } = await nina.call(listMessages, { params: { id: chat.conversation } });
  expect(items[0]!.request).toMatchObject({ answeredBy: "article", answeredAt: expect.any(String) });
  // They wrote all the same: it has spared nobody anything, and its day is not over.
  expect(await omar.call(getDeflection, {})).toMatchObject({ pending: 1, deflected: 0 });
});

test("how it was is said once it was answered, and stands with the conversation", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Is the workshop open?");
  const params = { id: chat.conversation };
  expect(chat.canRate).toBe(false);
  await ines.client.refused(putChatRating, { params, body: { score: 5 } });
  await nina.call(postReply, { params, body: { text: "Until six." } });
  const rated = await ines.client.call(putChatRating, { params, body: { score: 4, comment: "Quick" } });
  expect(rated).toMatchObject({ canRate: true, rating: { score: 4, comment: "Quick" } });
  const { items } = await nina.call(listRatings, { params });
  expect(items).toMatchObject([{ score: 4, comment: "Quick", via: "chat", agent: { id: nina.id } }]);
});

test("each of several chats can be rated, whichever is the newest", async () => {
  const ines = await browserOn(w, widget);
  for (const words of ["Do you sell bells?", "And lamps?"]) {
    const { chat } = await ines.say(words);
    const params = { id: chat.conversation };
    await nina.call(postReply, { params, body: { text: "We do." } });
    await ines.client.call(postChatEnd, { params });
  }
  const { chats } = await ines.goHome();
  expect(chats.map(({ canRate, canHaveTranscript }) => [canRate, canHaveTranscript])).toEqual([
    [true, false],
    [true, false],
  ]);
});
