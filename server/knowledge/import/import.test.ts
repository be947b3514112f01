import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  type ArticleImport,
  getArticle,
  getTranslation,
  listArticles,
  postArticleImport,
  postArticleSection,
} from "../../../contract/knowledge.ts";
import { world } from "../../../test/world.ts";
import { zip } from "../../reports/zip.ts";
import { articleForReader, fileForReader } from "../index.ts";
import { pageOf } from "./html-page.ts";
import { isZip, unpack } from "./unpack.ts";

const { db, kolo, nina, omar, safra, salma, workspaceId } = await world();
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const send = (body: Buffer, query: object = {}, who = omar) =>
  who.ask(postArticleImport, {
    query: { brand: kolo.id, ...query },
    body,
    headers: { "content-type": "application/octet-stream" },
  });
const imported = async (body: Buffer, query: object = {}): Promise<ArticleImport> => {
  const answer = await send(body, query);
  expect(answer.statusCode, answer.body).toBe(201);
  return postArticleImport.reply.parse(answer.json());
};
const archive = (files: Record<string, string | Buffer>) =>
  zip(
    Object.entries(files).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes) })),
    new Date(),
  );

describe("an import", () => {
  test("of a folder per language makes one article with its translations, pictures and links", async () => {
    await omar.call(postArticleSection, {
      body: { brand: kolo.id, names: { en: "Home fixes", uk: "Ремонт удома" } },
    });
    const texts: Record<string, [string, string]> = {
      en: ["Chain drops", "Clean the chain."],
      ru: ["Слетает цепь", "Почистите цепь."],
      uk: ["Злітає ланцюг", "Почистьте ланцюг."],
      zh: ["链条脱落", "请清洁链条。"],
      ar: ["السلسلة تسقط", "نظّف السلسلة."],
    };
    const files: Record<string, string | Buffer> = {
      "img/chain.png": png,
      "img/unused.png": png,
      "notes.exe": "x",
      "__MACOSX/x.md": "x",
    };
    for (const [locale, [title, text]] of Object.entries(texts))
      files[`${locale}/chain.md`] =
        `---\ntitle: ${title}\nsection: ${locale === "uk" ? "Ремонт удома" : "Home fixes"}\ntags: chain, gears\ntriggers:\n  - "${title}?"\n---\n${text}\n\n1. A\n2. B\n\n![chain](../img/chain.png)\n\n[See brakes](brakes.md) and [gone](gone.md).\n\n| a | b |\n| - | - |\n| 1 | 2 |\n`;
    files["en/brakes.md"] = "# Brakes\n\nSee [the chain](chain.md#part).\n";
    const report = await imported(archive(files), { publish: "1" });
    expect(report).toMatchObject({ articles: 2, translations: 6 });
    const became = Object.fromEntries(report.files.map((file) => [file.name, file.problem ?? file.became]));
    expect(became).toEqual({
      "notes.exe": "unknown_kind",
      "en/chain.md": "article",
      "ru/chain.md": "translation",
      "uk/chain.md": "translation",
      "zh/chain.md": "translation",
      "ar/chain.md": "translation",
      "en/brakes.md": "article",
      "img/chain.png": "picture",
      "img/unused.png": "unused",
    });
    const chain = report.files.find(({ name }) => name === "en/chain.md")!;
    expect(chain.dropped).toEqual(["missing-file: gone.md"]);
    const article = await omar.call(getArticle, { params: { id: chain.article!.id } });
    expect(article).toMatchObject({
      state: "published",
      tags: ["chain", "gears"],
      section: { name: "Home fixes" },
      missing: [],
    });
    for (const [locale, [title, text]] of Object.entries(texts)) {
      const shown = await articleForReader(db, {
        workspaceId,
        brandId: kolo.id,
        audiences: ["everyone"],
        locale: locale as "en",
        number: article.number,
      });
      expect(shown).toMatchObject({ locale, title });
      if (shown === null || shown === "sign-in") throw new Error("not shown");
      expect(shown.html).toContain(text);
      expect(shown.html).toContain("<ol data-steps>");
      expect(shown.html).toContain("<thead>");
      expect([...shown.files.values()]).toMatchObject([{ filename: "chain.png", mimeType: "image/png" }]);
      if (locale === "en") expect(shown.targets.size).toBe(1);
      const [fileId] = shown.files.keys();
      const reading = { workspaceId, brandId: kolo.id, audiences: ["everyone"] as const, fileId: fileId! };
      expect(await fileForReader(db, reading)).toMatchObject({ filename: "chain.png" });
      expect(await fileForReader(db, { ...reading, audiences: ["agents"] })).toBeNull();
    }
  });

  test("of a whole page finds the article in it and leaves the rest of the site", async () => {
    const page = `<!doctype html><html lang="ru"><head><title>Возврат | Магазин</title><meta name="description" content="Как вернуть"></head>
      <body><nav><ul><li><a href="/">Главная</a></li></ul></nav><div class="sidebar"><p>Реклама</p></div>
      <div id="content"><h1>Возврат</h1><p>У вас есть тридцать дней, чтобы вернуть покупку.</p><script>track()</script>
      <table><tr><th>Что</th><th>Срок</th></tr><tr><td>Велосипед</td><td>30</td></tr></table><iframe src="https://maps.example"></iframe></div>
      <footer><p>© Магазин</p></footer></body></html>`;
    const report = await imported(Buffer.from(page), { filename: "return.html" });
    const [file] = report.files;
    expect(file).toMatchObject({
      became: "article",
      dropped: ["iframe"],
      title: "Возврат",
      locale: "ru",
    });
    const draft = await omar.call(getTranslation, { params: { id: file!.article!.id, locale: "ru" } });
    expect(draft).toMatchObject({ state: "draft", summary: "Как вернуть" });
    expect(draft.html).toContain("<thead>");
    expect(draft.html).not.toMatch(/Главная|Реклама|©|track/);
  });

  test("takes several files of a form", async () => {
    const form = new FormData();
    form.append("files", new File(["# 退货\n\n三十天内可以退货。"], "退货.md"));
    form.append("files", new File([new Uint8Array(png)], "x.png"));
    const body = Buffer.from(await new Response(form).arrayBuffer());
    const report = await imported(body);
    expect(report.files).toMatchObject([
      { name: "退货.md", became: "article", locale: "zh", title: "退货" },
      { name: "x.png", problem: "unused" },
    ]);
  });

  test("says of each file why nothing came of it", async () => {
    const report = await imported(
      archive({
        "empty.md": "---\ntitle: x\n---\n",
        "bad.md": Buffer.from([0xff, 0xfe, 0x41]),
        "long.html": `<p>${"x".repeat(3_000_001)}`,
      }),
    );
    expect(report.files.map(({ name, problem }) => [name, problem])).toEqual([
      ["empty.md", "no_words"],
      ["bad.md", "not_text"],
      ["long.html", "too_long"],
    ]);
  });

  test("tried first tells of each file what would become of it, and writes nothing", async () => {
    const files = {
      "en/fork.md": "---\ntitle: Fork\nsection: Home fixes\n---\nGrease it.\n\n![fork](fork.png)\n",
      "ru/fork.md": "# Вилка\n\nСмажьте её.\n",
      "fork.png": png,
      "empty.md": "",
      "setup.exe": "x",
    };
    const before = await omar.call(listArticles, { query: {} });
    const tried = await imported(archive(files), { dryRun: "1" });
    expect(tried).toMatchObject({ dryRun: true, articles: 1, translations: 2, changed: 0, skipped: 2 });
    expect(await omar.call(listArticles, { query: {} })).toEqual(before);
    expect(tried.files).toMatchObject([
      {
        name: "en/fork.md",
        became: "article",
        title: "Fork",
        section: { name: "Home fixes" },
        article: null,
      },
      { name: "ru/fork.md", became: "translation", title: "Вилка", locale: "ru", article: null },
      { name: "fork.png", became: "picture" },
      { name: "empty.md", became: "skipped", problem: "no_words" },
      { name: "setup.exe", became: "skipped", problem: "unknown_kind" },
    ]);
    const made = await imported(archive(files));
    const outcome = ({ files }: ArticleImport) => files.map(({ article: _, ...file }) => file);
    expect(outcome(made)).toEqual(outcome(tried));
  });

  test("changes the draft of an article that it names, but loses none and touches no other's", async () => {
    const made = await imported(
      archive({ "en/hub.md": "# Hub\n\nOil.\n\n![hub](hub.png)\n", "en/hub.png": png }),
      {
        publish: "1",
      },
    );
    const { id } = made.files[0]!.article!;
    const text = (words: string) => `---\nid: ${id}\ntitle: Hub\n---\n${words}\n\n![hub](hub.png)\n`;
    const sent = (files: Record<string, string>, query: object = {}, who = omar) =>
      send(archive({ ...files, "hub.png": png }), query, who);
    const outcomes = async (answer: Promise<{ json(): ArticleImport }>) =>
      (await answer).json().files.map(({ name, became, problem }) => [name, problem ?? became]);

    expect(await outcomes(sent({ "hub.en.md": text("Oil.") }))).toContainEqual(["hub.en.md", "unchanged"]);
    const files = {
      "hub.en.md": text("Grease."),
      "hub.uk.md": text("Мастило."),
      "hub2.en.md": text("Twice."),
    };
    const expected = [
      ["hub.en.md", "changed"],
      ["hub.uk.md", "translation"],
      ["hub2.en.md", "same_language"],
      ["hub.png", "picture"],
    ];
    expect(await outcomes(sent(files, { dryRun: "1" }))).toEqual(expected);
    expect(await outcomes(sent(files))).toEqual(expected);
    const params = { id, locale: "en" } as const;
    const draft = await omar.call(getTranslation, { params });
    expect(draft).toMatchObject({ hasChanges: true, published: { version: 1 } });
    expect(draft.html).toContain("Grease.");
    expect(await omar.call(getTranslation, { params: { id, locale: "uk" } })).toMatchObject({
      isBehind: false,
    });
    expect((await omar.call(getArticle, { params: { id } })).files).toHaveLength(1);

    // Nobody has published the draft: another text would take its place without a trace.
    expect(await outcomes(sent({ "hub.en.md": text("Wax.") }))).toContainEqual(["hub.en.md", "draft_open"]);
    expect(await omar.call(getTranslation, { params })).toMatchObject({ html: draft.html });
    // To whom the article is not there, it is a name like any other.
    expect(await outcomes(sent({ "hub.en.md": text("Wax.") }, { brand: safra.id }, salma))).toContainEqual([
      "hub.en.md",
      "article",
    ]);
    const [all] = (await imported(Buffer.from("# Everywhere\n\nFor all brands."), { brand: undefined }))
      .files;
    const theirs = `---\nid: ${all!.article!.id}\n---\n# Everywhere\n\nMine.`;
    expect(await outcomes(send(Buffer.from(theirs), { brand: safra.id }, salma))).toEqual([
      ["article.md", "not_yours"],
    ]);
  });

  test("is for those who write there, and publishes for those who publish", async () => {
    expect((await send(Buffer.from("# A\n\nb"), {}, salma)).json().code).toBe("not_found");
    expect((await send(Buffer.from("# A\n\nb"), { publish: "1" }, nina)).json().code).toBe("forbidden");
    expect((await send(Buffer.from("# A\n\nb"), {}, nina)).statusCode).toBe(201);
  });
});

describe("an archive", () => {
  test("that is packed comes out whole", () => {
    const content = Buffer.from("word ".repeat(500));
    expect(unpack(deflated("a/b.md", content))).toEqual([{ name: "a/b.md", bytes: content }]);
  });

  test("that lies about its size, is cut off or is none is refused", () => {
    const bomb = deflated("a.md", Buffer.alloc(5_000_000), { says: 10 });
    expect(() => unpack(bomb)).toThrow("invalid");
    const whole = deflated("a.md", Buffer.from("x".repeat(900)));
    for (let at = 0; at < whole.length; at += 7) {
      const part = whole.subarray(0, at);
      if (isZip(part)) expect(() => unpack(part)).toThrow("invalid");
    }
  });
});

/** An archive of one packed file. */
function deflated(name: string, content: Buffer, { says = content.length } = {}): Buffer {
  const packed = deflateRawSync(content);
  const stored = zip([{ name, bytes: packed }], new Date());
  stored.writeUInt16LE(8, 8);
  stored.writeUInt32LE(says, 22);
  const at = stored.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  stored.writeUInt16LE(8, at + 10);
  stored.writeUInt32LE(says, at + 24);
  return stored;
}

test("a piece of a page is taken as it is, and the part with the words is found where nothing says so", () => {
  expect(pageOf("<h1>T</h1><p>a</p>")).toMatchObject({ title: "T", html: "<p>a</p>" });
  const found = pageOf(
    "<html><body><div><a href=x>menu</a></div><div><div><p>The words that matter are here.</p></div></div></body></html>",
  );
  expect(found.html).toBe("<div><p>The words that matter are here.</p></div>");
});
