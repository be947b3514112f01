/**
 * The editor of articles in a real browser: what is stored comes out of it as it went in, and what is pasted from other
 * programs becomes pieces that articles have.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanArticle } from "../server/knowledge/html/clean.ts";
import { openBrowser } from "./browser.ts";

const folder = join(import.meta.dirname, "../desk/knowledge/editor");
const entry = `
  import { Editor } from "@tiptap/core";
  import { piecesOfArticles } from "${folder}/schema.ts";
  import { documentOf, htmlOf } from "${folder}/html.ts";
  import { cleanPasted } from "${folder}/pasted.ts";
  import { shownDirection } from "${folder}/shown-direction.ts";
  const words = { callout: {}, caption: "", summary: "", video: "" };
  const editor = new Editor({
    extensions: [shownDirection("ltr"), ...piecesOfArticles({ srcOf: () => "data:,", words })],
    injectCSS: false,
  });
  globalThis.roundTrip = (html) => {
    const doc = documentOf(html, editor.schema);
    doc.check();
    editor.commands.setContent(doc.toJSON());
    return htmlOf(editor.state.doc, editor.schema);
  };
  globalThis.directions = () =>
    [...editor.view.dom.querySelectorAll("p")].filter((each) => each.textContent).map((each) => each.dir + " " + each.textContent);
  globalThis.pasted = (html) => globalThis.roundTrip(cleanPasted(html));
`;

/** Where the entry would lie if it were a file. */
const place = join(folder, "in-a-page.js");

let page: Page;
const browser = await openBrowser();
afterAll(() => browser.close());
beforeAll(async () => {
  const made = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [
      {
        name: "entry",
        enforce: "pre",
        resolveId: (id) => (id === place ? id : null),
        load: (id) => (id === place ? entry : null),
      },
    ],
    build: { write: false, minify: false, lib: { entry: place, formats: ["iife"], name: "editor" } },
  });
  const [bundle] = Array.isArray(made) ? made : [made];
  if (!bundle || !("output" in bundle)) throw new Error("nothing was built");
  page = await browser.newPage();
  await page.addScriptTag({ content: bundle.output[0].code });
});

const inEditor = (html: string): Promise<string> => page.evaluate(`roundTrip(${JSON.stringify(html)})`);
const pasted = (html: string): Promise<string> => page.evaluate(`pasted(${JSON.stringify(html)})`);

const file = "01890000-0000-7000-8000-00000000000f";
const article = "01890000-0000-7000-8000-00000000000a";

const corpus: Record<string, string> = {
  paragraphs: "<p>One.</p><p>Two &amp; three &lt; four.</p>",
  "words of all kinds":
    "<p>A <strong>bold</strong> and <em>slanted</em>, <u>underlined</u>, <s>struck</s>, <code>code</code>, <kbd>Ctrl</kbd>, H<sub>2</sub>O, x<sup>2</sup>.</p>",
  "a line within a paragraph": "<p>One<br>two</p>",
  "another language within": '<p>Press <span lang="de">Anmelden</span> to go on.</p>',
  headings: '<h2 id="chain">Chain</h2><h3 id="oil">Oil</h3><h4 id="which">Which</h4><p>Any.</p>',
  "headings in Cyrillic, Chinese and Arabic":
    '<h2 id="ланцюг">Ланцюг</h2><h2 id="链条">链条</h2><h2 id="السلسلة">السلسلة</h2><p>…</p>',
  lists: "<ul><li><p>One</p></li><li><p>Two</p><ul><li><p>Two and a half</p></li></ul></li></ul>",
  "a numbered list that goes on": '<ol start="4"><li><p>Four</p></li></ol>',
  steps:
    "<ol data-steps><li><p>Loosen the nut.</p></li><li><p>Take the wheel off.</p><p>Mind the brake.</p></li></ol>",
  "callouts of four kinds":
    '<aside data-callout="note"><p>n</p></aside><aside data-callout="tip"><p>t</p></aside><aside data-callout="warning"><p>w</p></aside><aside data-callout="danger"><p>d</p></aside>',
  "a callout with a list": '<aside data-callout="tip"><p>Bring:</p><ul><li><p>oil</p></li></ul></aside>',
  quote: "<blockquote><p>They said so.</p></blockquote>",
  code: '<pre><code class="language-sh">ls -la\n  cd ..</code></pre>',
  "code without a language": "<pre><code>a &lt; b</code></pre>",
  line: "<p>above</p><hr><p>below</p>",
  fold: "<details><summary>More</summary><p>Here.</p></details>",
  "a fold that stands open":
    "<details open><summary>More <strong>words</strong></summary><p>Here.</p></details>",
  picture: `<figure><img data-file="${file}" alt="A chain"></figure>`,
  "a picture with words below": `<figure><img data-file="${file}" alt="" width="640" height="480"><figcaption>The <em>new</em> chain</figcaption></figure>`,
  "a picture among words": `<p>Press <img data-file="${file}" alt="the gear"> now.</p>`,
  video: '<figure data-video="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>',
  "a video with a name": `<figure data-video="file:${file}"><figcaption>How it is done</figcaption></figure>`,
  links: `<p><a href="https://kolo.example/a?b=1&amp;c=2">page</a> <a href="mailto:hi@kolo.example">mail</a> <a href="#chain">place</a> <a data-article="${article}">article</a> <a data-article="${article}#oil">its part</a> <a data-file="${file}">paper</a></p>`,
  "a link of marked words":
    '<p><a href="https://kolo.example/">see <strong>this</strong> and <code>that</code></a></p>',
  table:
    '<table><thead><tr><th scope="col"><p>Part</p></th><th scope="col"><p>Price</p></th></tr></thead><tbody><tr><td><p>Chain</p></td><td><p>20</p></td></tr></tbody></table>',
  "a table with a caption, a heading column and joined cells":
    '<table><caption>What <em>fits</em></caption><tbody><tr><th scope="row"><p>Chain</p></th><td colspan="2"><p>20</p></td></tr><tr><th scope="row"><p>Oil</p></th><td><p>5</p></td><td><p>6</p></td></tr></tbody></table>',
  "a table of nothing but headings":
    '<table><thead><tr><th scope="col"><p>a</p></th></tr></thead><tbody><tr><th scope="row"><p>b</p></th></tr></tbody></table>',
  "an empty cell": "<table><tbody><tr><td><p></p></td><td><p>x</p></td></tr></tbody></table>",
  "directions and languages of blocks":
    '<p dir="rtl" lang="ar">اتصل بنا</p><h2 id="x" dir="ltr">KB-20418</h2><ul dir="rtl"><li dir="rtl"><p>واحد</p></li></ul><blockquote dir="auto"><p>…</p></blockquote>',
  "spaces that do not break": "<p>10\u00a0km</p>",
};

test.each(Object.entries(corpus))("%s come out as they went in", async (_name, html) => {
  expect(await inEditor(html)).toBe(html);
});

test.each(Object.entries(corpus))("the server leaves %s as the editor writes them", async (_name, html) => {
  expect(cleanArticle(await inEditor(html)).html).toBe(html);
});

test("a long article in one piece comes out as it went in", async () => {
  const whole = Object.entries(corpus)
    .filter(([name]) => name !== "directions and languages of blocks")
    .map(([, html]) => html)
    .join("");
  expect(await inEditor(whole)).toBe(whole);
});

test("what articles do not have goes, and its words stay", async () => {
  const html =
    '<p onclick="x()">a <a href="javascript:alert(1)">b</a> <font color="red">c</font></p><script>d</script><img src="https://e.example/f.png">';
  expect(await inEditor(html)).toBe("<p>a b c</p>");
});

test("lists out of Word are lists", async () => {
  const word = (level: number, mark: string, words: string) =>
    `<p class="MsoListParagraph" style="margin-left:36pt;mso-list:l0 level${level} lfo1"><span style="mso-list:Ignore">${mark}<span>&nbsp;&nbsp;</span></span>${words}<o:p></o:p></p>`;
  const html = `<html><head><style>p{color:red}</style></head><body><!--[if !supportLists]-->x<![endif]--><h1>Title</h1>${word(1, "1.", "One")}${word(2, "·", "Deep")}${word(1, "2.", "Two")}<p class="MsoNormal">After<o:p></o:p></p></body></html>`;
  expect(await pasted(html)).toBe(
    "<h2>Title</h2><ol><li><p>One</p><ul><li><p>Deep</p></li></ul></li><li><p>Two</p></li></ol><p>After</p>",
  );
});

test("words out of Google Docs keep what they mean and lose how they look", async () => {
  const html =
    '<b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span style="font-weight:700">Title</span></h1><p dir="ltr"><span style="font-size:11pt;font-weight:700">bold</span><span style="font-style:italic;color:#000"> slanted</span> <a href="https://www.google.com/url?q=https://kolo.example/&sa=D"><span style="text-decoration:underline">link</span></a></p></b>';
  expect(await pasted(html)).toBe(
    '<h2 dir="ltr">Title</h2><p dir="ltr"><strong>bold</strong><em> slanted</em> <a href="https://kolo.example/">link</a></p>',
  );
});

test("a block written the other way is shown in its own direction, and nothing of that is kept", async () => {
  const html =
    '<p>Open the app.</p><ul><li><p>انتظر.</p></li></ul><aside data-callout="tip"><p>KB-10: افتح التطبيق.</p></aside><blockquote dir="rtl"><p>Ours</p></blockquote>';
  expect(await inEditor(html)).toBe(html);
  expect(await page.evaluate("directions()")).toEqual([
    " Open the app.",
    "rtl انتظر.",
    "rtl KB-10: افتح التطبيق.",
    " Ours",
  ]);
});
