import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/knowledge.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { type FileStore, sendFile } from "../files/index.ts";
import { serve, wholeList } from "../http/serve.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { figuresOfArticle } from "./article-figures.ts";
import { addArticle, changeArticle, reviewArticle, setArchived } from "./articles.ts";
import { draftFromMatter } from "./draft-from-matter.ts";
import { addFile, fileOf, removeFile } from "./files.ts";
import { listFlags, raiseFlag, settleFlag } from "./flags.ts";
import { importArticles } from "./import/import-articles.ts";
import { articleCounts, articlesOf } from "./list.ts";
import { listLinks } from "./list-links.ts";
import { previewOf } from "./preview.ts";
import { withUrl } from "./public-url.ts";
import { plan, publish, withdraw } from "./publish.ts";
import { readArticle } from "./read.ts";
import { articleFigures, deflection, unfound } from "./reports.ts";
import {
  addSection,
  changeSection,
  listSections,
  orderArticles,
  orderSections,
  removeSection,
} from "./sections.ts";
import { type AddressOf, suggestArticles } from "./suggest.ts";
import { type OwnTranslation, readTranslation, removeTranslation, saveTranslation } from "./translations.ts";
import { mattersOf, useArticle, usesIn } from "./uses.ts";
import { listVersions, readVersion, restoreVersion } from "./versions.ts";
import { listVotes, settleVote } from "./voices.ts";

interface Needs {
  db: Db;
  store: FileStore;
  secret: Secret;
  addressOf: AddressOf;
}

export function knowledgeRoutes(app: FastifyInstance, needs: Needs): void {
  articleRoutes(app, needs);
  sectionRoutes(app, needs);
  fileRoutes(app, needs);
  voiceRoutes(app, needs);
  matterRoutes(app, needs);
  reportRoutes(app, needs);
}

function articleRoutes(app: FastifyInstance, { db, secret, addressOf }: Needs) {
  const withAddress = (caller: Caller, translation: OwnTranslation) =>
    withUrl(db, addressOf, caller, translation);
  serve(app, contract.listArticles, ({ caller, query }) => articlesOf(db, secret, caller, query));
  serve(app, contract.getArticleCounts, ({ caller, query }) => articleCounts(db, caller, query));
  serve(app, contract.postArticle, ({ caller, body }) => addArticle(db, caller, body));
  serve(app, contract.getArticle, ({ caller, params }) =>
    look(db, caller.workspaceId, (tx) => readArticle(tx, caller, params.id)),
  );
  serve(app, contract.patchArticle, ({ caller, params, body }) => changeArticle(db, caller, params.id, body));
  serve(app, contract.postArticleReview, ({ caller, params }) => reviewArticle(db, caller, params.id));
  serve(app, contract.postArticleArchival, ({ caller, params }) => setArchived(db, caller, params.id, true));
  serve(app, contract.deleteArticleArchival, ({ caller, params }) =>
    setArchived(db, caller, params.id, false),
  );

  serve(app, contract.getTranslation, async ({ caller, params }) =>
    withAddress(
      caller,
      await look(db, caller.workspaceId, (tx) => readTranslation(tx, caller, params.id, params.locale)),
    ),
  );
  serve(app, contract.putTranslation, async ({ caller, params, body }) =>
    withAddress(caller, await saveTranslation(db, caller, params.id, params.locale, body)),
  );
  serve(app, contract.deleteTranslation, ({ caller, params }) =>
    removeTranslation(db, caller, params.id, params.locale),
  );
  serve(app, contract.getArticlePreview, ({ caller, params, query }) =>
    previewOf(db, caller, params, query.version),
  );
  serve(app, contract.listArticleVersions, ({ caller, params, query }) =>
    listVersions(db, secret, caller, params, query),
  );
  serve(app, contract.getArticleVersion, ({ caller, params }) =>
    look(db, caller.workspaceId, (tx) => readVersion(tx, caller, params)),
  );
  serve(app, contract.postArticleVersionRestoration, async ({ caller, params, body }) =>
    withAddress(caller, await restoreVersion(db, caller, params, body.draft)),
  );

  serve(app, contract.putPublication, ({ caller, params, body }) => publish(db, caller, params.id, body));
  serve(app, contract.deletePublication, ({ caller, params, query }) =>
    withdraw(db, caller, params.id, query.locale),
  );
  serve(app, contract.putPublicationPlan, ({ caller, params, body }) => plan(db, caller, params.id, body));
}

function sectionRoutes(app: FastifyInstance, { db }: Needs) {
  serve(app, contract.listArticleSections, async ({ caller, query }) =>
    wholeList(await listSections(db, caller, query.brand)),
  );
  serve(app, contract.postArticleSection, ({ caller, body }) => addSection(db, caller, body));
  serve(app, contract.patchArticleSection, ({ caller, params, body }) =>
    changeSection(db, caller, params.id, body),
  );
  serve(app, contract.deleteArticleSection, ({ caller, params }) => removeSection(db, caller, params.id));
  serve(app, contract.putArticleSectionOrder, ({ caller, body }) => orderSections(db, caller, body.sections));
  serve(app, contract.putArticleOrder, ({ caller, params, body }) =>
    orderArticles(db, caller, params.id, body.articles),
  );
}

const sentBytes = (body: unknown): Buffer => {
  if (!Buffer.isBuffer(body) || !body.length) throw new Refusal("wrong_content_type");
  return body;
};

function fileRoutes(app: FastifyInstance, { db, store }: Needs) {
  serve(app, contract.postArticleFile, ({ caller, params, query, request }) =>
    addFile(db, store, caller, params.id, query.filename, sentBytes(request.body)),
  );
  serve(app, contract.getArticleFile, async ({ caller, params, response }) => {
    const file = await look(db, caller.workspaceId, (tx) => fileOf(tx, caller, params.id));
    return sendFile(response, store, caller.workspaceId, file);
  });
  serve(app, contract.deleteArticleFile, ({ caller, params }) => removeFile(db, caller, params.id));
  serve(app, contract.postArticleImport, ({ caller, query, request }) =>
    importArticles(db, store, caller, sentBytes(request.body), query),
  );
}

function voiceRoutes(app: FastifyInstance, { db, secret }: Needs) {
  serve(app, contract.listArticleLinks, ({ caller, query }) => listLinks(db, secret, caller, query));
  serve(app, contract.listArticleVotes, ({ caller, query }) => listVotes(db, secret, caller, query));
  serve(app, contract.postVoteSettlement, ({ caller, params }) => settleVote(db, caller, params.id, true));
  serve(app, contract.deleteVoteSettlement, ({ caller, params }) => settleVote(db, caller, params.id, false));
  serve(app, contract.listArticleFlags, ({ caller, query }) => listFlags(db, secret, caller, query));
  serve(app, contract.postArticleFlag, ({ caller, params, body }) => raiseFlag(db, caller, params.id, body));
  serve(app, contract.postFlagSettlement, ({ caller, params }) => settleFlag(db, caller, params.id, true));
  serve(app, contract.deleteFlagSettlement, ({ caller, params }) => settleFlag(db, caller, params.id, false));
}

function matterRoutes(app: FastifyInstance, { db, secret, addressOf }: Needs) {
  serve(app, contract.listArticleSuggestions, ({ caller, params, query }) =>
    suggestArticles(db, addressOf, caller, params.id, query),
  );
  serve(app, contract.postArticleUse, ({ caller, params, body }) => useArticle(db, caller, params.id, body));
  serve(app, contract.listArticleUses, async ({ caller, params }) =>
    wholeList(await usesIn(db, caller, params.id)),
  );
  serve(app, contract.listArticleMatters, ({ caller, params, query }) =>
    mattersOf(db, secret, caller, params.id, query),
  );
  serve(app, contract.postArticleDraft, ({ caller, params, body }) =>
    draftFromMatter(db, caller, params.id, body),
  );
}

function reportRoutes(app: FastifyInstance, { db, secret }: Needs) {
  serve(app, contract.listUnfound, ({ caller, query }) => unfound(db, secret, caller, query));
  serve(app, contract.listArticleFigures, ({ caller, query }) => articleFigures(db, secret, caller, query));
  serve(app, contract.getArticleFigures, ({ caller, params, query }) =>
    figuresOfArticle(db, caller, params.id, query),
  );
  serve(app, contract.getDeflection, ({ caller, query }) => deflection(db, caller, query));
}
