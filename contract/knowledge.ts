import { z } from "zod";
import { longestArticle } from "./article-html.ts";
import { Locale, locales } from "./languages.ts";
import { byId, Id, pageOf, pageQuery, route, words } from "./route.ts";

/** Who may read an article: anybody, customers who signed in, or only those who work here. */
export const audiences = ["everyone", "signed-in", "agents"] as const;
export const Audience = z.enum(audiences);
export type Audience = z.infer<typeof Audience>;

/**
 * Where an article stands, or one translation of it. `draft`: readers have not seen it. `scheduled`: its draft is
 * published at a time to come. `published`: readers see it.
 */
export const ArticleState = z.enum(["draft", "scheduled", "published", "archived"]);
export type ArticleState = z.infer<typeof ArticleState>;

/**
 * What asks for somebody's hand. `review`: its day to be read again has come. `translation`: a language of its brand is
 * missing. `newer-source`: a translation is older than its source. `links`: something it points to is gone. `flags`: an
 * agent says that it is wrong. `votes`: a reader said that it did not help, and nobody has settled it.
 */
export const articleNeeds = ["review", "translation", "newer-source", "links", "flags", "votes"] as const;
export const ArticleNeed = z.enum(articleNeeds);
export type ArticleNeed = z.infer<typeof ArticleNeed>;

const Named = z.object({ id: Id, name: z.string() });
const By = z.object({
  kind: z.enum(["agent", "key", "automation", "customer"]),
  id: Id.nullable(),
  name: z.string(),
});
const byLocale = z.partialRecord(Locale, z.string().trim().max(200));
const Tag = z.string().trim().min(1).max(60);
const Trigger = z.string().trim().min(1).max(200);
const Count = z.number().int();

/** One language of an article, in a line. */
export const TranslationLine = z.object({
  locale: Locale,
  title: z.string(),
  /** A published one whose draft says something else has `hasChanges`. */
  state: z.enum(["draft", "scheduled", "published"]),
  hasChanges: z.boolean(),
  /** Whether the source has been published again since this was made from it. */
  isBehind: z.boolean(),
  publishedAt: z.iso.datetime().nullable(),
  publishAt: z.iso.datetime().nullable(),
  withdrawAt: z.iso.datetime().nullable(),
});
export type TranslationLine = z.infer<typeof TranslationLine>;

/** An article as lists show it. */
export const ArticleLine = z.object({
  id: Id,
  number: Count,
  /** In the language asked for; where it is not there, in the caller's, else that of the source. */
  title: z.string(),
  summary: z.string(),
  locale: Locale,
  /** Null: of all brands. */
  brand: Named.nullable(),
  /** Named in the caller's language. */
  section: Named.extend({ category: Named.nullable() }).nullable(),
  audience: Audience,
  product: z.string().nullable(),
  sourceLocale: Locale,
  tags: z.array(z.string()),
  owner: Named.nullable(),
  state: ArticleState,
  translations: z.array(TranslationLine),
  /** Languages of its brand (of any brand, when it is of all) that have no published translation. */
  missing: z.array(Locale),
  needs: z.array(ArticleNeed),
  reviewAt: z.iso.datetime().nullable(),
  openFlags: Count,
  brokenLinks: Count,
  /** Voices about what readers see or saw, in all languages. */
  helpful: Count,
  unhelpful: Count,
  updatedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});
export type ArticleLine = z.infer<typeof ArticleLine>;

export const ArticleFile = z.object({
  id: Id,
  filename: z.string(),
  mimeType: z.string(),
  /** Bytes. */
  size: Count,
  uploadedAt: z.iso.datetime(),
  /** Whether a draft or a version of the article shows it or leads to it. */
  isUsed: z.boolean(),
});
export type ArticleFile = z.infer<typeof ArticleFile>;

export const ArticleLink = z.object({
  locale: Locale,
  /** `article`: to another article; `anchor`: to a place in it or in another; `file`: of ours; `page`: on the web. */
  kind: z.enum(["article", "anchor", "file", "page"]),
  target: z.string(),
  state: z.enum(["unknown", "good", "broken"]),
  /** `gone`, `withdrawn`, `archived`, `other-brand`, `other-audience`, an HTTP status, or what failed on the way. */
  reason: z.string().nullable(),
  checkedAt: z.iso.datetime().nullable(),
});
export type ArticleLink = z.infer<typeof ArticleLink>;

export const Article = ArticleLine.extend({
  position: Count,
  reviewEveryDays: Count.nullable(),
  createdAt: z.iso.datetime(),
  /** Counts up with every change of the article itself; a change may name the one it saw. */
  version: Count,
  files: z.array(ArticleFile),
  /** The matter that it was written from, if the caller may see it. */
  writtenFrom: z.object({ id: Id, number: Count, subject: z.string() }).nullable(),
  /** Whether the caller may change it: an article of all brands is changed by those who reach all brands. */
  mayChange: z.boolean(),
});
export type Article = z.infer<typeof Article>;

const written = {
  title: z.string(),
  summary: z.string(),
  html: z.string(),
  triggers: z.array(z.string()),
};

/** What readers see or saw. Never changed. */
export const ArticleVersion = z.object({
  locale: Locale,
  version: Count,
  ...written,
  /** The version of the source that it was made from; null for the source. */
  sourceVersion: Count.nullable(),
  note: z.string(),
  publishedBy: By,
  publishedAt: z.iso.datetime(),
});
export type ArticleVersion = z.infer<typeof ArticleVersion>;

/** A version in a list: without its text. */
export const ArticleVersionLine = ArticleVersion.omit({ html: true, triggers: true }).extend({
  /** Whether readers see it now. */
  isCurrent: z.boolean(),
});
export type ArticleVersionLine = z.infer<typeof ArticleVersionLine>;

/** Blocks of a text in order, and what became of each between two versions. */
export const BlockChange = z.object({ kind: z.enum(["same", "added", "removed"]), html: z.string() });
export type BlockChange = z.infer<typeof BlockChange>;

/** One language of an article: what is being written, and what readers see. */
export const Translation = z.object({
  articleId: Id,
  locale: Locale,
  slug: z.string(),
  ...written,
  /** The same text in Markdown. */
  markdown: z.string(),
  /** Counts the saved drafts: a save names the one it was made from. */
  draft: Count,
  changedAt: z.iso.datetime(),
  changedBy: By,
  state: z.enum(["draft", "scheduled", "published"]),
  hasChanges: z.boolean(),
  /** The version that readers see. */
  published: ArticleVersion.nullable(),
  /**
   * Where customers read it. Null: it is not published, is for agents, or no help centre that shows it is on. Of an article of
   * all brands, in the help centre of the first brand, by name, that the caller serves.
   */
  url: z.string().nullable(),
  publishAt: z.iso.datetime().nullable(),
  withdrawAt: z.iso.datetime().nullable(),
  isBehind: z.boolean(),
  /** Of a translation: how its source reads, and what the source changed since this was made from it. Null for the source. */
  source: z
    .object({
      locale: Locale,
      /** The version readers see now; null while none is published. */
      version: Count.nullable(),
      /** The version that the translation follows; null when it was made from a draft. */
      followed: Count.nullable(),
      ...written,
      titleBefore: z.string().nullable(),
      changes: z.array(BlockChange),
    })
    .nullable(),
  links: z.array(ArticleLink),
  /** Of a save or an import: what was taken out of the text, since articles have no such piece. */
  dropped: z.array(z.string()),
});
export type Translation = z.infer<typeof Translation>;

/** A section of a help centre, or with no `parent` a category. */
export const ArticleSection = z.object({
  id: Id,
  /** Null: stands in the help centre of every brand. */
  brand: Named.nullable(),
  parent: Id.nullable(),
  names: byLocale,
  descriptions: z.partialRecord(Locale, z.string()),
  icon: z.string().nullable(),
  position: Count,
  /** Articles that stand in it and are not archived. */
  articles: Count,
  mayChange: z.boolean(),
});
export type ArticleSection = z.infer<typeof ArticleSection>;

export const ArticleVote = z.object({
  id: Id,
  article: Named.extend({ number: Count }),
  locale: Locale,
  version: Count,
  helpful: z.boolean(),
  comment: z.string(),
  at: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
});
export type ArticleVote = z.infer<typeof ArticleVote>;

export const ArticleFlag = z.object({
  id: Id,
  article: Named.extend({ number: Count }),
  locale: Locale,
  words: z.string(),
  /** Null also where the caller may not see the matter. */
  conversation: z.object({ id: Id, number: Count, subject: z.string() }).nullable(),
  raisedBy: By,
  raisedAt: z.iso.datetime(),
  settledBy: By.nullable(),
  settledAt: z.iso.datetime().nullable(),
});
export type ArticleFlag = z.infer<typeof ArticleFlag>;

const filters = {
  brand: Id.optional().describe("articles of this brand and those of all brands"),
  section: z
    .union([Id, z.literal("none")])
    .optional()
    .describe("a section, or a category with all its sections; `none`: what stands in no section"),
  locale: Locale.optional().describe(
    "what has a translation into this language; states and needs are told of it",
  ),
  state: ArticleState.optional().describe("without it, all but the archived"),
  audience: Audience.optional(),
  tag: Tag.optional(),
  owner: z.union([Id, z.literal("nobody")]).optional(),
  need: ArticleNeed.optional(),
  text: z
    .string()
    .trim()
    .max(500)
    .optional()
    .describe("words to find, best first; drafts are found by their title"),
};

export const listArticles = route({
  method: "GET",
  path: "/articles",
  area: "Articles",
  summary:
    "The articles that the caller may read, the last changed first or by their place: those of their brands and those of all brands.",
  access: "articles.read",
  query: z.object({
    ...pageQuery,
    ...filters,
    sort: z
      .enum(["changed", "place"])
      .default("changed")
      .describe("`place`: in the order in which readers see the articles of a section; words are best first"),
  }),
  reply: pageOf(ArticleLine),
  refuses: ["invalid_cursor", "not_found"],
});

export const getArticleCounts = route({
  method: "GET",
  path: "/article-counts",
  area: "Articles",
  summary: "How many articles there are in each state, and how many ask for somebody's hand.",
  access: "articles.read",
  query: z.object({ brand: filters.brand, locale: filters.locale, owner: filters.owner }),
  reply: z.object({
    states: z.object({ draft: Count, scheduled: Count, published: Count, archived: Count }),
    needs: z.object({
      review: Count,
      translation: Count,
      "newer-source": Count,
      links: Count,
      flags: Count,
      votes: Count,
    }),
    /** What stands in no section and is not archived. */
    withoutSection: Count,
    /** Every tag in use, the most used first, at most two hundred. */
    tags: z.array(z.string()),
  }),
  refuses: ["not_found"],
});

const articleFields = z.object({
  brand: Id.nullable(),
  section: Id.nullable(),
  audience: Audience,
  product: words(100).nullable(),
  tags: z.array(Tag).max(30),
  owner: Id.nullable(),
  reviewEveryDays: z.number().int().min(1).max(1000).nullable(),
  /** When it is next to be read again; counted from now when only `reviewEveryDays` is given. */
  reviewAt: z.iso.datetime().nullable(),
});

const draftFields = z.object({
  title: words(200),
  summary: z.string().trim().max(500),
  slug: z
    .string()
    .trim()
    .max(100)
    .describe("the last part of its address; made from the title when left out"),
  html: z.string().max(longestArticle),
  markdown: z.string().max(longestArticle).describe("in the place of `html`"),
  triggers: z.array(Trigger).max(50),
});

export const postArticle = route({
  method: "POST",
  path: "/articles",
  area: "Articles",
  summary: "Begins an article with the draft of its first language.",
  access: "articles.write",
  body: articleFields
    .partial()
    .required({ brand: true })
    .extend({ ...draftFields.partial().required({ title: true }).shape, locale: Locale }),
  reply: Article,
  status: 201,
  refuses: ["not_found", "forbidden"],
});

export const getArticle = route({
  method: "GET",
  path: "/articles/:id",
  area: "Articles",
  summary: "One article with the state of its translations, its files and what it asks for.",
  access: "articles.read",
  params: byId,
  reply: Article,
  refuses: ["not_found"],
});

export const patchArticle = route({
  method: "PATCH",
  path: "/articles/:id",
  area: "Articles",
  summary:
    "Changes where an article stands, for whom it is and who looks after it; readers see that at once.",
  access: "articles.write",
  params: byId,
  body: articleFields
    .extend({ sourceLocale: Locale, version: z.number().int().describe("the one that was changed") })
    .partial(),
  reply: Article,
  refuses: ["not_found", "forbidden", "article_changed"],
});

export const postArticleReview = route({
  method: "POST",
  path: "/articles/:id/reviews",
  area: "Articles",
  summary: "Says that the article was read again and is right: it is due again after its time.",
  access: "articles.write",
  params: byId,
  reply: Article,
  status: 201,
  refuses: ["not_found", "forbidden"],
});

export const postArticleArchival = route({
  method: "POST",
  path: "/articles/:id/archival",
  area: "Articles",
  summary: "Takes an article out of use: readers and search no longer find it. Nothing of it is lost.",
  access: "articles.publish",
  params: byId,
  reply: Article,
  status: 201,
  refuses: ["not_found", "forbidden"],
});

export const deleteArticleArchival = route({
  method: "DELETE",
  path: "/articles/:id/archival",
  area: "Articles",
  summary: "Takes an article back into use, as it was.",
  access: "articles.publish",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

const byLanguage = z.object({ id: Id, locale: Locale });

export const getTranslation = route({
  method: "GET",
  path: "/articles/:id/translations/:locale",
  area: "Articles",
  summary: "One language of an article: its draft, what readers see, and what its source changed since.",
  access: "articles.read",
  params: byLanguage,
  reply: Translation,
  refuses: ["not_found"],
});

export const putTranslation = route({
  method: "PUT",
  path: "/articles/:id/translations/:locale",
  area: "Articles",
  summary:
    "Saves the draft of one language; `draft` names the one it was made from, null begins a translation. When somebody else saved meanwhile it is refused and theirs stands.",
  access: "articles.write",
  params: byLanguage,
  body: draftFields
    .partial()
    .required({ title: true })
    .extend({
      draft: z.number().int().nullable(),
      follows: z
        .number()
        .int()
        .optional()
        .describe(
          "the version of the source that the text now says; a new translation follows the published one",
        ),
    }),
  reply: Translation,
  refuses: ["not_found", "forbidden", "article_changed"],
});

export const deleteTranslation = route({
  method: "DELETE",
  path: "/articles/:id/translations/:locale",
  area: "Articles",
  summary:
    "Removes a language with all its versions. The source stays, and what readers see is withdrawn first.",
  access: "articles.publish",
  params: byLanguage,
  status: 204,
  refuses: ["not_found", "forbidden", "still_in_use"],
});

export const getArticlePreview = route({
  method: "GET",
  path: "/articles/:id/translations/:locale/preview",
  area: "Articles",
  summary: "The draft, or a version, as readers would see it; its links lead into the desk.",
  access: "articles.read",
  params: byLanguage,
  query: z.object({ version: z.coerce.number().int().optional() }),
  reply: z.object({ title: z.string(), summary: z.string(), html: z.string(), locale: Locale }),
  refuses: ["not_found"],
});

export const listArticleVersions = route({
  method: "GET",
  path: "/articles/:id/translations/:locale/versions",
  area: "Articles",
  summary: "What readers saw over time, newest first.",
  access: "articles.read",
  params: byLanguage,
  query: z.object(pageQuery),
  reply: pageOf(ArticleVersionLine),
  refuses: ["not_found", "invalid_cursor"],
});

const oneVersion = byLanguage.extend({ version: z.coerce.number().int().min(1).max(1_000_000) });

export const getArticleVersion = route({
  method: "GET",
  path: "/articles/:id/translations/:locale/versions/:version",
  area: "Articles",
  summary: "One version, and what it changed from the one before.",
  access: "articles.read",
  params: oneVersion,
  reply: ArticleVersion.extend({ titleBefore: z.string().nullable(), changes: z.array(BlockChange) }),
  refuses: ["not_found"],
});

export const postArticleVersionRestoration = route({
  method: "POST",
  path: "/articles/:id/translations/:locale/versions/:version/restoration",
  area: "Articles",
  summary: "Makes the draft say again what a version said. Readers see it when it is published.",
  access: "articles.write",
  params: oneVersion,
  body: z.object({ draft: z.number().int().describe("the draft that it takes the place of") }),
  reply: Translation,
  status: 201,
  refuses: ["not_found", "forbidden", "article_changed"],
});

const someLanguages = z.array(Locale).min(1).max(locales.length).optional();

export const putPublication = route({
  method: "PUT",
  path: "/articles/:id/publication",
  area: "Articles",
  summary:
    "Publishes the drafts of an article, of some languages or of all: each that says something new becomes a version.",
  access: "articles.publish",
  params: byId,
  body: z.object({
    locales: someLanguages,
    /** The drafts that were looked at; a newer one is refused rather than published unseen. */
    drafts: z.partialRecord(Locale, z.number().int()).optional(),
    note: z.string().trim().max(500).default(""),
  }),
  reply: Article,
  refuses: ["not_found", "forbidden", "article_changed", "article_archived"],
});

export const deletePublication = route({
  method: "DELETE",
  path: "/articles/:id/publication",
  area: "Articles",
  summary: "Withdraws an article from readers, in one language or in all; its drafts and versions stay.",
  access: "articles.publish",
  params: byId,
  query: z.object({ locale: Locale.optional() }),
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const putPublicationPlan = route({
  method: "PUT",
  path: "/articles/:id/publication-plan",
  area: "Articles",
  summary:
    "Sets when the drafts of an article, as they are then, are published, and when readers are to see them no longer; null for never.",
  access: "articles.publish",
  params: byId,
  body: z.object({
    locales: someLanguages,
    publishAt: z.iso.datetime().nullable(),
    withdrawAt: z.iso.datetime().nullable(),
  }),
  reply: Article,
  refuses: ["not_found", "forbidden", "article_archived"],
});

export const listArticleSections = route({
  method: "GET",
  path: "/article-sections",
  area: "Articles",
  summary:
    "Categories and sections in the order in which readers see them, each category before its sections.",
  access: "articles.read",
  query: z.object({ brand: Id.optional() }),
  reply: pageOf(ArticleSection),
  refuses: ["not_found"],
});

const Names = byLocale.refine((names) => Object.values(names).some((name) => name), { error: "some_name" });
const sectionFields = z.object({
  names: Names,
  descriptions: z.partialRecord(Locale, z.string().trim().max(1000)),
  icon: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .nullable(),
  parent: Id.nullable(),
});

export const postArticleSection = route({
  method: "POST",
  path: "/article-sections",
  area: "Articles",
  summary: "Adds a category, or a section to one, as the last.",
  access: "articles.publish",
  body: sectionFields.partial().required({ names: true }).extend({ brand: Id.nullable() }),
  reply: ArticleSection,
  status: 201,
  refuses: ["not_found", "forbidden"],
});

export const patchArticleSection = route({
  method: "PATCH",
  path: "/article-sections/:id",
  area: "Articles",
  summary: "Renames a category or section, or moves a section to another category.",
  access: "articles.publish",
  params: byId,
  body: sectionFields.partial(),
  reply: ArticleSection,
  refuses: ["not_found", "forbidden"],
});

export const deleteArticleSection = route({
  method: "DELETE",
  path: "/article-sections/:id",
  area: "Articles",
  summary: "Removes a category or section in which nothing stands.",
  access: "articles.publish",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden", "still_in_use"],
});

export const putArticleSectionOrder = route({
  method: "PUT",
  path: "/article-section-order",
  area: "Articles",
  summary:
    "Sets the order of categories, or of the sections of one: these, in the places that they hold together.",
  access: "articles.publish",
  body: z.object({ sections: z.array(Id).min(1).max(500) }),
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const putArticleOrder = route({
  method: "PUT",
  path: "/article-sections/:id/article-order",
  area: "Articles",
  summary: "Sets the order in which readers see the articles of a section.",
  access: "articles.publish",
  params: byId,
  body: z.object({ articles: z.array(Id).min(1).max(1000) }),
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const postArticleFile = route({
  method: "POST",
  path: "/articles/:id/files",
  area: "Articles",
  summary: "Uploads a picture, a video or a paper of an article as the request's body.",
  access: "articles.write",
  params: byId,
  query: z.object({ filename: z.string().trim().min(1).max(255) }),
  upload: true,
  reply: ArticleFile,
  status: 201,
  refuses: ["not_found", "forbidden", "too_large", "wrong_content_type"],
});

/** Answers with the file's bytes: shown in place only for harmless types, saved otherwise. */
export const getArticleFile = route({
  method: "GET",
  path: "/article-files/:id",
  area: "Articles",
  summary: "The bytes of a file of an article.",
  access: "articles.read",
  params: byId,
  refuses: ["not_found"],
});

export const deleteArticleFile = route({
  method: "DELETE",
  path: "/article-files/:id",
  area: "Articles",
  summary: "Removes a file that no draft and no version of the article shows.",
  access: "articles.write",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden", "still_in_use"],
});

/** The largest import, in bytes. */
export const largestImport = 50 * 1024 * 1024;

export const ArticleImport = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      /**
       * `article`: a new one; `translation`: a new language of one, of this import or from before. `changed`: the draft of an
       * article that was there before; `unchanged`: it said the same already. `picture`: a file of the articles that show it.
       * `skipped`: why stands in `problem`.
       */
      became: z.enum(["article", "translation", "changed", "unchanged", "picture", "skipped"]),
      /** What the text is called and its language; null of what is no text or cannot be read. */
      title: z.string().nullable(),
      locale: Locale.nullable(),
      /** Where the article stands; null: in no section, or no text. */
      section: Named.nullable(),
      /** Null also where a dry run found that it would be made. */
      article: z.object({ id: Id, number: Count }).nullable(),
      /** What was taken out of the text, by what it was: `script`, `iframe`, `remote-picture`, `missing-file: chain.png`. */
      dropped: z.array(z.string()),
      /**
       * `not_yours`, `archived`: its `id` is that of an article which the caller may not change, or which is out of use.
       * `draft_open`: the article has a draft that nobody has published, which would be lost. `same_language`: a file before it
       * says what the article says in this language. `unused`: no text that is taken shows it.
       */
      problem: z
        .enum([
          "not_text",
          "no_words",
          "too_long",
          "unknown_kind",
          "unused",
          "not_yours",
          "archived",
          "draft_open",
          "same_language",
        ])
        .nullable(),
    }),
  ),
  /** How many articles were made, and languages of articles in all; how many drafts were changed, how many files refused. */
  articles: Count,
  translations: Count,
  changed: Count,
  skipped: Count,
  /** Whether nothing was written. */
  dryRun: z.boolean(),
});
export type ArticleImport = z.infer<typeof ArticleImport>;

export const postArticleImport = route({
  method: "POST",
  path: "/article-imports",
  area: "Articles",
  summary:
    "Makes articles of Markdown or HTML files: the body is one file, a .zip of several, or a form (multipart/form-data) with several. Files of one name in folders named by language (`en/returns.md`, `ru/returns.md`), or with the same `id` in their front matter, become translations of one article. An `id` that is the id of an article changes its draft. With `dryRun` the answer says the same and nothing is written.",
  access: "articles.write",
  query: z.object({
    filename: z.string().trim().min(1).max(255).optional().describe("of a single file"),
    brand: Id.optional().describe("left out: for all brands"),
    section: Id.optional().describe(
      "for files that name none; sections are found by the name in their front matter",
    ),
    locale: Locale.optional().describe("of files that do not say; told from their words when left out"),
    audience: Audience.default("everyone"),
    publish: z.enum(["0", "1"]).default("0").describe("`1` publishes what was made; needs articles.publish"),
    dryRun: z.enum(["0", "1"]).default("0").describe("`1` tells what would become of each file"),
  }),
  upload: true,
  largest: largestImport,
  reply: ArticleImport,
  status: 201,
  refuses: ["not_found", "forbidden", "too_large", "wrong_content_type"],
});

export const listArticleLinks = route({
  method: "GET",
  path: "/article-links",
  area: "Articles",
  summary: "Where articles point to, and whether something is there.",
  access: "articles.read",
  query: z.object({
    ...pageQuery,
    brand: Id.optional(),
    article: Id.optional(),
    state: z.enum(["unknown", "good", "broken"]).optional(),
  }),
  reply: pageOf(ArticleLink.extend({ article: Named.extend({ number: Count }) })),
  refuses: ["invalid_cursor", "not_found"],
});

export const listArticleVotes = route({
  method: "GET",
  path: "/article-votes",
  area: "Articles",
  summary: "What readers said of articles, newest first.",
  access: "articles.read",
  query: z.object({
    ...pageQuery,
    brand: Id.optional(),
    article: Id.optional(),
    helpful: z.enum(["yes", "no"]).optional(),
    comment: z.enum(["yes"]).optional().describe("`yes`: only those with words"),
    settled: z.enum(["yes", "no"]).optional(),
  }),
  reply: pageOf(ArticleVote),
  refuses: ["invalid_cursor", "not_found"],
});

export const postVoteSettlement = route({
  method: "POST",
  path: "/article-votes/:id/settlement",
  area: "Articles",
  summary: "Says that what a reader told us has been seen to.",
  access: "articles.write",
  params: byId,
  reply: ArticleVote,
  status: 201,
  refuses: ["not_found", "forbidden"],
});

export const deleteVoteSettlement = route({
  method: "DELETE",
  path: "/article-votes/:id/settlement",
  area: "Articles",
  summary: "Opens it again.",
  access: "articles.write",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const postArticleFlag = route({
  method: "POST",
  path: "/articles/:id/flags",
  area: "Articles",
  summary: "Says that an article is wrong, perhaps out of a matter; its owner is told.",
  access: "articles.read",
  params: byId,
  body: z.object({ locale: Locale, words: words(2000), conversation: Id.optional() }),
  reply: ArticleFlag,
  status: 201,
  refuses: ["not_found"],
});

export const listArticleFlags = route({
  method: "GET",
  path: "/article-flags",
  area: "Articles",
  summary: "What agents say is wrong, newest first.",
  access: "articles.read",
  query: z.object({
    ...pageQuery,
    brand: Id.optional(),
    article: Id.optional(),
    settled: z.enum(["yes", "no"]).optional(),
  }),
  reply: pageOf(ArticleFlag),
  refuses: ["invalid_cursor", "not_found"],
});

export const postFlagSettlement = route({
  method: "POST",
  path: "/article-flags/:id/settlement",
  area: "Articles",
  summary: "Says that what was wrong has been seen to.",
  access: "articles.write",
  params: byId,
  reply: ArticleFlag,
  status: 201,
  refuses: ["not_found", "forbidden"],
});

export const deleteFlagSettlement = route({
  method: "DELETE",
  path: "/article-flags/:id/settlement",
  area: "Articles",
  summary: "Opens it again.",
  access: "articles.write",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

/** An article that may answer what is asked, as agents are shown it. */
export const FoundArticle = z.object({
  id: Id,
  number: Count,
  audience: Audience,
  locale: Locale,
  /** It is not there in the language that was asked for. */
  isOtherLanguage: z.boolean(),
  title: z.string(),
  summary: z.string(),
  /** The passage with the words, and where in it they stand: [from, to) in UTF-16 units. */
  excerpt: z.string(),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** Whether it truly answers, as far as words can tell. */
  isGood: z.boolean(),
  /** Where customers read it; null where they cannot. */
  url: z.string().nullable(),
  /** What is put into an answer: links lead to the help centre, pictures are left out. */
  html: z.string(),
  text: z.string(),
  /** `yes`; `no`: customers cannot read it, its words are for agents; `signed-in`: only after they signed in. */
  mayLink: z.enum(["yes", "no", "signed-in"]),
  /** Set when its words are not meant for customers: to be asked before they are put in. */
  isForAgents: z.boolean(),
});
export type FoundArticle = z.infer<typeof FoundArticle>;

export const listArticleSuggestions = route({
  method: "GET",
  path: "/conversations/:id/article-suggestions",
  area: "Articles",
  summary:
    "Articles that may answer a matter, best first: from what its customer wrote, or from the words given, in the customer's language where it is there.",
  access: "articles.read",
  params: byId,
  query: z.object({
    text: z.string().trim().max(1000).optional(),
    locale: Locale.optional().describe("another language than the customer's"),
    limit: z.coerce.number().int().min(1).max(20).default(5),
  }),
  reply: z.object({ items: z.array(FoundArticle), locale: Locale }),
  refuses: ["not_found"],
});

export const ArticleUse = z.object({
  id: Id,
  article: Named.extend({ number: Count }),
  locale: Locale,
  how: z.enum(["link", "text", "written-from"]),
  agent: Named.nullable(),
  at: z.iso.datetime(),
});
export type ArticleUse = z.infer<typeof ArticleUse>;

export const postArticleUse = route({
  method: "POST",
  path: "/conversations/:id/article-uses",
  area: "Articles",
  summary: "Notes that an article was put into an answer, as a link or as text.",
  access: "conversations.reply",
  params: byId,
  body: z.object({ article: Id, locale: Locale, how: z.enum(["link", "text"]) }),
  reply: ArticleUse,
  status: 201,
  refuses: ["not_found"],
});

export const listArticleUses = route({
  method: "GET",
  path: "/conversations/:id/article-uses",
  area: "Articles",
  summary: "Which articles were used in a matter, and which were written from it.",
  access: "articles.read",
  params: byId,
  reply: pageOf(ArticleUse),
  refuses: ["not_found"],
});

/** A use of an article, told from the article's side. */
export const ArticleMatter = ArticleUse.omit({ article: true }).extend({
  conversation: z.object({ id: Id, number: Count, subject: z.string() }),
});
export type ArticleMatter = z.infer<typeof ArticleMatter>;

export const listArticleMatters = route({
  method: "GET",
  path: "/articles/:id/uses",
  area: "Articles",
  summary:
    "In which matters an article was put into an answer, and from which it was written, newest first: those that the caller may read.",
  access: "articles.read",
  params: byId,
  query: z.object(pageQuery),
  reply: pageOf(ArticleMatter),
  refuses: ["not_found", "invalid_cursor"],
});

export const ArticleFigures = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  views: Count.describe(
    "Times it was read in a help centre or a chat: a reader counts once a day. Programs that say so and pages that a browser fetched ahead do not count.",
  ),
  helpful: Count.describe("Readers who said that it helped; one who votes again has one voice."),
  unhelpful: Count.describe("Readers who said that it did not help."),
  shown: Count.describe(
    "Matters beside which an agent was shown it, as a suggestion or as found by words; a matter counts once.",
  ),
  used: Count.describe("Matters in which it was put into an answer; a matter counts once."),
  links: Count.describe("Times it was put into an answer as a link."),
  texts: Count.describe("Times it was put into an answer as text."),
  searches: Count.describe("Searches of customers after which it was opened."),
  flags: Count.describe("Times an agent said that it is wrong."),
});
export type ArticleFigures = z.infer<typeof ArticleFigures>;

export const getArticleFigures = route({
  method: "GET",
  path: "/articles/:id/figures",
  area: "Articles",
  summary:
    "What became of one article, in all languages, in ninety days or the time asked for. What belongs to a brand counts where the caller serves it.",
  access: "articles.read",
  params: byId,
  query: z.object({
    from: z.iso.datetime().optional().describe("ninety days before `to` when left out"),
    to: z.iso.datetime().optional().describe("now when left out"),
  }),
  reply: ArticleFigures,
  refuses: ["not_found"],
});

export const postArticleDraft = route({
  method: "POST",
  path: "/conversations/:id/article-draft",
  area: "Articles",
  summary:
    "Drafts an article from a matter: the question and our answers, with names, addresses, numbers, greetings and signatures taken out.",
  access: "articles.write",
  params: byId,
  body: z.object({ audience: Audience.default("everyone"), locale: Locale.optional() }),
  reply: Article.extend({
    /** How much of what was taken out, so that the writer looks at what is left. */
    takenOut: z.object({ names: Count, addresses: Count, phones: Count, numbers: Count, greetings: Count }),
  }),
  status: 201,
  refuses: ["not_found", "forbidden", "answer_owed"],
});

const span = {
  brand: Id.optional(),
  from: z.iso.datetime().optional().describe("four weeks ago when left out"),
  to: z.iso.datetime().optional(),
};

export const listUnfound = route({
  method: "GET",
  path: "/article-reports/not-found",
  area: "Articles",
  summary:
    "What customers looked for and did not find, the most asked first: searches without a good result, the same question once.",
  access: "articles.write",
  query: z.object({
    ...pageQuery,
    ...span,
    language: Locale.optional(),
    place: z.enum(["help", "form", "chat"]).optional(),
  }),
  reply: pageOf(
    z.object({
      /** The newest way in which it was asked, and others. */
      words: z.string(),
      examples: z.array(z.string()),
      language: Locale,
      times: Count,
      /** How many people; a reader who asked thrice is one. */
      people: Count,
      lastAt: z.iso.datetime(),
      /** What was opened all the same, most often first. */
      opened: z.array(Named.extend({ number: Count })),
    }),
  ).extend({
    byLanguage: z.array(z.object({ language: Locale, searches: Count, notFound: Count })),
  }),
  refuses: ["invalid_cursor", "not_found"],
});

export const listArticleFigures = route({
  method: "GET",
  path: "/article-reports/articles",
  area: "Articles",
  summary:
    "What became of each article: votes, uses by agents, offers that were opened and that were the answer.",
  access: "articles.write",
  query: z.object({ ...pageQuery, ...span }),
  reply: pageOf(
    z.object({
      article: Named.extend({ number: Count }),
      helpful: Count,
      unhelpful: Count,
      uses: Count,
      /** Times it was found and opened. */
      found: Count,
      offered: Count,
      opened: Count,
      /** Offers whose reader said that this was the answer. */
      accepted: Count,
      /** Offers that were opened with this article and after which nobody wrote within a day. */
      deflected: Count,
    }),
  ),
  refuses: ["invalid_cursor", "not_found"],
});

export const getDeflection = route({
  method: "GET",
  path: "/article-reports/deflection",
  area: "Articles",
  summary:
    "Of those who were about to write and were offered articles, how many did not write within twenty-four hours: told apart by what is known of them.",
  access: "articles.write",
  query: z.object({ ...span, place: z.enum(["form", "chat"]).optional() }),
  reply: z.object({
    /** Only offers whose day is over count. */
    offers: Count,
    opened: Count,
    accepted: Count,
    /** Opened, and did not write within a day by any way that we could tell. */
    deflected: Count,
    /** Said that it was the answer, and wrote within a day all the same. */
    acceptedButWrote: Count,
    /** Did not open anything and did not write: they gave up or went elsewhere, and are not counted as deflected. */
    silent: Count,
    /** Of the deflected, those who are known to us, so that a mail or a call would have been noticed. */
    deflectedKnown: Count,
    /** Offers whose day is not over yet. */
    pending: Count,
    byDay: z.array(z.object({ day: z.iso.date(), offers: Count, opened: Count, deflected: Count })),
  }),
  refuses: ["not_found"],
});
