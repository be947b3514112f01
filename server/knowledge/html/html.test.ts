import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anchorOf,
  articleLinkOf,
  attributesOf,
  blockTags,
  isAnchor,
  videoOf,
  wordTags,
} from "../../../contract/article-html.ts";
import { locales } from "../../../contract/languages.ts";
import { frontMatterOf } from "../import/front-matter.ts";
import { changesOf } from "./changes.ts";
import { cleanArticle } from "./clean.ts";
import { gistOf, plainText } from "./gist.ts";
import { fromMarkdown } from "./markdown-in.ts";
import { markdownOf } from "./markdown-out.ts";
import { renderArticle, renderForAnswer } from "./render.ts";
import { readTree, walk } from "./tree.ts";

const id = "0199d3b0-5c1e-7a40-9c6e-1f2a3b4c5d6e";

describe("hostile HTML", () => {
  const cases: [name: string, given: string, kept: string][] = [
    ["a script", "<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"],
    ["a script in capitals, broken", "<p>a<ScRiPt >alert(1)</sCrIpT\n>b", "<p>ab</p>"],
    ["a script that is never closed", "<p>a</p><script>alert(1)", "<p>a</p>"],
    ["an event handler", '<p onclick="x()" onmouseover=x()>a</p>', "<p>a</p>"],
    ["a javascript: link", '<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"],
    ["one with white space in it", '<p><a href="java\nscript:alert(1)">a</a></p>', "<p>a</p>"],
    ["one with entities in it", '<p><a href="&#106;avascript&colon;alert(1)">a</a></p>', "<p>a</p>"],
    ["a data: link", '<p><a href="data:text/html,<script>1</script>">a</a></p>', "<p>a</p>"],
    ["a vbscript: link", '<p><a href="vbscript:x">a</a></p>', "<p>a</p>"],
    ["a link without a scheme", '<p><a href="//evil.example/x">a</a></p>', "<p>a</p>"],
    ["a relative link", '<p><a href="/admin">a</a></p>', "<p>a</p>"],
    [
      "a link that opens a window",
      '<p><a href="https://a.example/" target="_top" onclick="x">a</a></p>',
      '<p><a href="https://a.example/">a</a></p>',
    ],
    ["a picture from elsewhere", '<p>a<img src="https://spy.example/x.png">b</p>', "<p>ab</p>"],
    ["a picture with a handler", "<p>a<img src=x onerror=alert(1)>b</p>", "<p>ab</p>"],
    ["a picture in the text", '<p>a<img src="data:image/svg+xml,<svg onload=x>">b</p>', "<p>ab</p>"],
    ["a frame", '<p>a</p><iframe src="https://evil.example"></iframe>', "<p>a</p>"],
    [
      "a form",
      '<form action="https://evil.example"><p>a<input name=x><button>b</button></p></form>',
      "<p>ab</p>",
    ],
    [
      "drawings that hold scripts",
      "<svg><script>x</script><a href=javascript:x>y</a></svg><p>a</p>",
      "<p>a</p>",
    ],
    ["formulas that hold HTML", "<math><mtext><img src=x onerror=x></mtext></math><p>a</p>", "<p>a</p>"],
    ["styles", '<style>p{display:none}</style><p style="position:fixed">a</p>', "<p>a</p>"],
    ["a template", "<template><p>x</p></template><p>a</p>", "<p>a</p>"],
    [
      "text that looks like HTML",
      "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
      "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    ],
    ["a comment with conditions", "<p>a</p><!--[if IE]><script>x</script><![endif]-->", "<p>a</p>"],
    ["a closing tag out of nowhere", "</div></p></body><p>a</p>", "<p>a</p>"],
    ["an unknown callout", '<aside data-callout="onclick"><p>a</p></aside>', "<p>a</p>"],
    ["an id that is none", '<h2 id="a&quot; onclick=&quot;x">Title</h2>', '<h2 id="title">Title</h2>'],
    [
      "a video that is none",
      '<figure data-video="javascript:x"><figcaption>a</figcaption></figure>',
      "<p>a</p>",
    ],
    ["an article that is none", '<p><a data-article="x&quot;y">a</a></p>', "<p>a</p>"],
    [
      "base and meta",
      '<base href="https://evil.example/"><meta http-equiv=refresh content=0><p>a</p>',
      "<p>a</p>",
    ],
    ["noscript tricks", '<noscript><p title="</noscript><img src=x onerror=x>">', ""],
  ];
  test.each(cases)("%s does no harm", (_, given, kept) => {
    expect(cleanArticle(given).html).toBe(kept);
  });

  test("however deep, is read in time and keeps its words", () => {
    for (const tag of ["div", "blockquote", "ul><li", "b", "table><tr><td", "details"]) {
      const { html } = cleanArticle(`${`<${tag}>`.repeat(8000)}word`);
      expect(html).toContain("word");
      expect(html.length).toBeLessThan(5000);
    }
  });

  test("whatever it is, leaves nothing but our pieces, and is the same when cleaned again", () => {
    const known = new Set<string>([...blockTags, ...wordTags]);
    const tags = [...known, "script", "div", "svg", "iframe", "h1", "font", "center", "dl", "dt", "body"];
    const attribute = fc.constantFrom(
      "",
      ' id="x"',
      ' href="javascript:x"',
      ' onclick="x"',
      ` data-article="${id}"`,
      ` data-file="${id}"`,
      ' data-callout="tip"',
      " data-steps",
      ' colspan="2"',
      ' dir="rtl"',
    );
    const part = fc.oneof(
      fc.constantFrom("words ", "слова ", "字", "<", "&amp;", "\n"),
      fc.tuple(fc.constantFrom(...tags), attribute).map(([tag, more]) => `<${tag}${more}>`),
      fc.constantFrom(...tags).map((tag) => `</${tag}>`),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const { html } = cleanArticle(parts.join(""));
        expect(cleanArticle(html).html).toBe(html);
        for (const { tag, attributes } of walk(readTree(html))) {
          expect(known.has(tag), tag).toBe(true);
          const allowed = new Set(["dir", "lang", ...(attributesOf[tag] ?? [])]);
          for (const name of Object.keys(attributes)) expect(allowed.has(name), `${tag} ${name}`).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("pieces", () => {
  test("what was taken out is told", () => {
    expect(
      cleanArticle('<p>a</p><script>x</script><iframe src="x"></iframe><img src="https://a.example/x.png">')
        .dropped,
    ).toEqual(["iframe", "remote-picture", "script"]);
  });

  test("headings have ids that stay, in any script, and none twice", () => {
    const { html } = cleanArticle(
      "<h1>Гальма скриплять</h1><h2>刹车</h2><h2>刹车</h2><h3 id=kept>Was called otherwise</h3>",
    );
    expect(gistOf(html).headings.map((one) => one.id)).toEqual([
      "гальма-скриплять",
      "刹车",
      "刹车-2",
      "kept",
    ]);
  });

  test("tables have heads that say of what", () => {
    expect(cleanArticle("<table><tr><th>A<th>B<tr><th>1<td colspan=3>2</table>").html).toBe(
      '<table><thead><tr><th scope="col"><p>A</p></th><th scope="col"><p>B</p></th></tr></thead><tbody><tr><th scope="row"><p>1</p></th><td colspan="3"><p>2</p></td></tr></tbody></table>',
    );
  });

  const videos: [string, ReturnType<typeof videoOf>][] = [
    [
      "https://youtu.be/dQw4w9WgXcQ?t=3",
      { host: "youtube", id: "dQw4w9WgXcQ", address: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" },
    ],
    [
      "https://www.youtube.com/embed/dQw4w9WgXcQ",
      { host: "youtube", id: "dQw4w9WgXcQ", address: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" },
    ],
    [
      "https://player.vimeo.com/video/123456",
      { host: "vimeo", id: "123456", address: "https://vimeo.com/123456" },
    ],
    [
      "https://www.bilibili.com/video/BV1xx411c7mD/",
      { host: "bilibili", id: "BV1xx411c7mD", address: "https://www.bilibili.com/video/BV1xx411c7mD" },
    ],
    [
      "https://vk.com/video-123_456",
      { host: "vk", id: "-123_456", address: "https://vkvideo.ru/video-123_456" },
    ],
    [
      "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
      {
        host: "rutube",
        id: "0123456789abcdef0123456789abcdef",
        address: "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
      },
    ],
    [`file:${id}`, { host: "file", id, address: null }],
    ["https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", null],
    ["https://user@youtube.com/watch?v=dQw4w9WgXcQ", null],
    ["javascript:alert(1)", null],
    ["https://example.com/film.mp4", null],
  ];
  test.each(videos)("%s is a video or not", (address, video) => {
    expect(videoOf(address)).toEqual(video);
  });

  test("anchors are made of words and can be told from what is none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (words) => {
        const anchor = anchorOf(words);
        expect(anchor === "" || isAnchor(anchor), anchor).toBe(true);
      }),
    );
    expect(articleLinkOf(`${id.toUpperCase()}#part-2`)).toEqual({ articleId: id, anchor: "part-2" });
    expect(articleLinkOf("12")).toBeNull();
  });
});

describe("Markdown", () => {
  const folder = join(import.meta.dirname, "../../demo/articles");
  test.each(locales)(
    "of the sample articles in %s becomes HTML and comes back as it was, and readers see its words",
    (locale) => {
      for (const name of readdirSync(join(folder, locale))) {
        const { about, body } = frontMatterOf(readFileSync(join(folder, locale, name), "utf8"));
        expect(about.title, name).toBeTruthy();
        const { html, dropped } = fromMarkdown(
          body.replace(/\]\(article:[a-z0-9-]+\)/g, `](article:${id}#x)`),
        );
        expect(dropped, name).toEqual([]);
        expect(fromMarkdown(markdownOf(html)).html, name).toBe(html);
        const page = renderArticle(html, { locale, linkOf: () => "/there", fileOf: () => null });
        for (const line of gistOf(html).text.split("\n").slice(0, 3))
          expect(gistOf(page).text.replace(/\s/g, ""), name).toContain(line.replace(/\s| · /g, ""));
      }
    },
  );

  test("with callouts of every custom", () => {
    expect(fromMarkdown("> [!CAUTION]\n> Hot.").html).toBe(
      '<aside data-callout="danger"><p>Hot.</p></aside>',
    );
    expect(fromMarkdown("> **Увага:** гаряче.").html).toBe(
      '<aside data-callout="warning"><p>Гаряче.</p></aside>',
    );
    expect(fromMarkdown("> **注意：** 烫。").html).toBe('<aside data-callout="warning"><p>烫。</p></aside>');
    expect(fromMarkdown("> **تنبيه:** ساخن.").html).toBe(
      '<aside data-callout="warning"><p>ساخن.</p></aside>',
    );
    expect(fromMarkdown("> **Nina:** hello.").html).toBe(
      "<blockquote><p><strong>Nina:</strong> hello.</p></blockquote>",
    );
  });

  test("keeps what it has no sign for as HTML", () => {
    const html = `<p dir="rtl">نص</p><details><summary>More</summary><p>Text</p></details><ol><li><p>no steps</p></li></ol><table><tbody><tr><td colspan="2"><p>wide</p></td></tr></tbody></table><figure data-video="https://vimeo.com/123456"><figcaption>How</figcaption></figure><h2 id="own">Another</h2><p><u>under</u> <kbd>Ctrl</kbd> 1. <code>a\`b</code></p>`;
    expect(fromMarkdown(markdownOf(html)).html).toBe(cleanArticle(html).html);
  });
});

describe("readers", () => {
  const how = {
    locale: "en" as const,
    linkOf: (article: string, anchor: string | null) => `/a/${article}${anchor ? `#${anchor}` : ""}`,
    fileOf: (file: string) => `/f/${file}`,
  };

  test("are shown pictures, callouts that say so, tables by themselves, and videos to follow", () => {
    const html = renderArticle(
      `<aside data-callout="tip"><p>a</p></aside><figure><img data-file="${id}" alt="chain"></figure><figure data-video="https://vimeo.com/123456"><figcaption>How</figcaption></figure><p><a href="https://x.example/">x</a> <a data-article="${id}#p">y</a></p><table><tbody><tr><td><p>1</p></td></tr></tbody></table>`,
      how,
    );
    expect(html).toContain(
      '<aside data-callout="tip" role="note"><p data-label><strong>Tip</strong></p><p>a</p></aside>',
    );
    expect(html).toContain(`<img src="/f/${id}" alt="chain" loading="lazy" decoding="async">`);
    expect(html).toContain(
      '<a href="https://vimeo.com/123456" rel="noopener nofollow" target="_blank"><strong>How</strong> <span>on Vimeo</span></a>',
    );
    expect(html).toContain(`<a href="/a/${id}#p">y</a>`);
    expect(html).toContain('<div data-table role="region" tabindex="0" aria-label="Table"><table>');
    expect(html).not.toMatch(/<(?:iframe|script|video|embed)/);
  });

  test("see each block in its own direction where an article is written in both", () => {
    const how = { linkOf: () => null, fileOf: () => null, locale: "en" as const };
    const english = "<p>Open the app.</p><ol data-steps><li><p>Wait.</p></li></ol>";
    expect(renderArticle(english, how)).toBe(english);
    const arabic = "<p>افتح التطبيق <strong>KB-10</strong>.</p>";
    expect(renderArticle(arabic, how)).toBe(arabic);
    expect(
      renderArticle(
        `${english}<aside data-callout="tip">${arabic}</aside><ul><li><p>انتظر.</p></li></ul><blockquote dir="rtl"><p>Ours</p></blockquote><pre><code>x</code></pre><p>12</p>`,
        how,
      ),
    ).toBe(
      '<p dir="ltr">Open the app.</p><ol data-steps><li><p dir="ltr">Wait.</p></li></ol><aside data-callout="tip" role="note"><p data-label><strong>Tip</strong></p><p dir="rtl">افتح التطبيق <strong>KB-10</strong>.</p></aside><ul><li><p dir="rtl">انتظر.</p></li></ul><blockquote dir="rtl"><p>Ours</p></blockquote><pre tabindex="0"><code>x</code></pre><p>12</p>',
    );
  });

  test("see words where a link leads nowhere", () => {
    expect(renderArticle(`<p><a data-article="${id}">y</a></p>`, { ...how, linkOf: () => null })).toBe(
      "<p>y</p>",
    );
  });

  test("are answered without pictures and without what opens", () => {
    const stored = `<h2 id="a">Head</h2><details><summary>S</summary><p>t</p></details><figure><img data-file="${id}" alt="x"></figure><p><a href="#a">up</a></p><ol data-steps><li><p>do</p></li></ol>`;
    expect(renderForAnswer(stored, how)).toBe(
      "<p><strong>Head</strong></p><p><strong>S</strong></p><p>t</p><p>up</p><ol><li><p>do</p></li></ol>",
    );
    expect(plainText(stored, () => null)).toBe("Head\n\nS\n\nt\n\nup\n\n1. do");
  });
});

test("changes between two texts are told by blocks, and nothing is lost of either", () => {
  const block = fc.constantFrom("<p>a</p>", "<p>b</p>", "<p>c</p>", "<hr>");
  fc.assert(
    fc.property(fc.array(block), fc.array(block), (before, now) => {
      const changes = changesOf(before.join(""), now.join(""));
      const of = (...kinds: string[]) =>
        changes
          .filter(({ kind }) => kinds.includes(kind))
          .map(({ html }) => html)
          .join("");
      expect(of("same", "removed")).toBe(before.join(""));
      expect(of("same", "added")).toBe(now.join(""));
    }),
  );
});
