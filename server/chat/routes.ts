import type { FastifyInstance, FastifyReply } from "fastify";
import * as contract from "../../contract/chat.ts";
import { network } from "../accounts/index.ts";
import { within } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { Refusal } from "../refusal.ts";
import type { Visitor } from "../visitor.ts";
import { acceptArticle, findArticles, readArticle } from "./articles.ts";
import { availabilityOf, shown } from "./availability.ts";
import { letWrite, listBlocked } from "./blocked.ts";
import { chatById, refuseForeign } from "./chats.ts";
import { end, rate } from "./ending.ts";
import { uploadFile } from "./files.ts";
import { besideOf, block, chatsGoingOn, sendBy } from "./for-agents.ts";
import { noteHere } from "./here.ts";
import { homeOf, launcherOf, visitorShown } from "./home.ts";
import { messagesAfter, messagesBefore, noteTold } from "./messages.ts";
import type { ChatNeeds } from "./needs.ts";
import { paceOf } from "./pace.ts";
import { say } from "./say.ts";
import { see } from "./seen.ts";
import { orderTranscript, sendTranscriptOf } from "./transcripts.ts";
import { amendVisitor, come, leave, notePage, noteTrack } from "./visitors.ts";
import { widgetById, widgetByKey } from "./widget.ts";
import { addSecret, addWidget, changeWidget, listWidgets, removeSecret, removeWidget } from "./widgets.ts";

export function chatRoutes(app: FastifyInstance, needs: ChatNeeds, { isPaced }: { isPaced: boolean }): void {
  settingsRoutes(app, needs);
  launcherRoutes(app, needs);
  visitorRoutes(app, needs, isPaced);
  talkRoutes(app, needs, isPaced);
  agentRoutes(app, needs);
}

function settingsRoutes(app: FastifyInstance, { db, secret }: ChatNeeds): void {
  serve(app, contract.listChatWidgets, async ({ caller }) => wholeList(await listWidgets(db, caller)));
  serve(app, contract.postChatWidget, ({ caller, body }) => addWidget(db, caller, body));
  serve(app, contract.patchChatWidget, ({ caller, params, body }) =>
    changeWidget(db, caller, params.id, body),
  );
  serve(app, contract.deleteChatWidget, ({ caller, params }) => removeWidget(db, caller, params.id));
  serve(app, contract.postChatSecret, ({ caller, params }) => addSecret(db, secret, caller, params.id));
  serve(app, contract.deleteChatSecret, ({ caller, params }) =>
    removeSecret(db, caller, params.id, params.secret),
  );
}

/** What a page of another origin may ask: it is public, and carries nothing of whoever asks. */
function launcherRoutes(app: FastifyInstance, { db }: ChatNeeds): void {
  const forAnySite = (response: FastifyReply, seconds: number) =>
    response
      .header("access-control-allow-origin", "*")
      .header("cross-origin-resource-policy", "cross-origin")
      .header("cache-control", `public, max-age=${seconds}`);

  serve(app, contract.getLauncher, async ({ params, response }) => {
    const widget = await widgetByKey(db, params.key);
    if (!widget) throw new Refusal("not_found");
    forAnySite(response, 300);
    return launcherOf(widget);
  });
  serve(app, contract.getChatAvailability, async ({ params, response }) => {
    const widget = await widgetByKey(db, params.key);
    if (!widget?.isOn) throw new Refusal("not_found");
    forAnySite(response, 15);
    return shown(await availabilityOf(db, widget));
  });
}

function visitorRoutes(app: FastifyInstance, needs: ChatNeeds, isPaced: boolean): void {
  const { db, secret } = needs;
  // An office or a mobile network shares one address; a flood comes from one, too.
  const comesFrom = isPaced ? paceOf(120, 3600) : () => undefined;
  const tells = isPaced ? paceOf(60, 60) : () => undefined;

  serve(app, contract.postVisitor, async ({ body, request, response }) => {
    const widget = await widgetByKey(db, body.key);
    if (!widget?.isOn) throw new Refusal("not_found");
    if (!body.token) comesFrom(network(request.ip));
    const { token, visitor } = await come(db, secret, widget, {
      ...body,
      userAgent: request.headers["user-agent"]?.slice(0, 300) ?? null,
    });
    if (visitor.isBlocked) throw new Refusal("blocked");
    response.header("cache-control", "no-store");
    return { token, home: await homeOf(needs, widget, visitor) };
  });
  serve(app, contract.getChatHome, async ({ visitor }) => {
    const widget = await widgetById(db, visitor.workspaceId, visitor.widgetId);
    if (!widget?.isOn) throw new Refusal("not_signed_in");
    await noteHere(db, visitor);
    return homeOf(needs, widget, visitor);
  });
  serve(app, contract.deleteVisitor, ({ visitor }) => leave(db, visitor));
  serve(app, contract.patchVisitor, async ({ visitor, body }) =>
    visitorShown(await amendVisitor(db, visitor, body)),
  );
  serve(app, contract.putPage, ({ visitor, body }) => {
    tells(visitor.id);
    return notePage(db, visitor, body);
  });
  serve(app, contract.postTrack, ({ visitor, body }) => {
    tells(visitor.id);
    return noteTrack(db, visitor, body);
  });
}

function talkRoutes(app: FastifyInstance, needs: ChatNeeds, isPaced: boolean): void {
  const { db, secret } = needs;
  const speaks = isPaced ? paceOf(20, 60) : () => undefined;
  const sendsFiles = isPaced ? paceOf(20, 600) : () => undefined;
  const searches = isPaced ? paceOf(60, 60) : () => undefined;

  serve(app, contract.postChatMessage, ({ visitor, body }) => {
    speaks(visitor.id);
    return say(needs, visitor, body);
  });
  serve(app, contract.listChatMessages, async ({ visitor, params, query }) => {
    const page = await listMessages(needs, visitor, params.id, query);
    await noteHere(db, visitor);
    return page;
  });
  serve(app, contract.postChatFile, ({ visitor, query, request }) => {
    sendsFiles(visitor.id);
    if (!Buffer.isBuffer(request.body) || !request.body.length) throw new Refusal("wrong_content_type");
    return uploadFile(needs, visitor, query.filename, request.body);
  });
  serve(app, contract.putChatSeen, ({ visitor, params, body }) => see(db, visitor, params.id, body.seq));
  serve(app, contract.postChatEnd, ({ visitor, params }) => end(needs, visitor, params.id));
  serve(app, contract.putChatRating, ({ visitor, params, body }) => rate(needs, visitor, params.id, body));
  serve(app, contract.postTranscript, ({ visitor, params }) => orderTranscript(needs, visitor, params.id));
  serve(app, contract.listChatArticles, ({ visitor, query }) => {
    searches(visitor.id);
    return findArticles(needs, visitor, query);
  });
  serve(app, contract.getChatArticle, ({ visitor, params, query }) =>
    readArticle(needs, visitor, params.number, query),
  );
  serve(app, contract.postArticleAccepted, ({ visitor, params, body }) =>
    acceptArticle(needs, visitor, params.number, body),
  );

  async function listMessages(
    { db }: ChatNeeds,
    visitor: Visitor,
    id: string,
    { after, before, limit }: { after?: number; before?: number; limit: number },
  ) {
    const { workspaceId } = visitor;
    return within(db, workspaceId, async (tx) => {
      await refuseForeign(tx, visitor, id);
      const chat = await chatById(needs, tx, visitor, id);
      if (after !== undefined) {
        const found = await messagesAfter(tx, secret, workspaceId, new Map([[id, after]]), limit);
        await noteTold(tx, workspaceId, found.untold);
        const messages = found.messages.get(id) ?? [];
        return { chat, messages: messages.slice(0, limit), hasMore: messages.length > limit };
      }
      const asked = { before: before ?? chat.lastSeq + 1, limit };
      const found = await messagesBefore(tx, secret, workspaceId, id, asked);
      await noteTold(tx, workspaceId, found.untold);
      const messages = found.messages.get(id) ?? [];
      return { chat, messages: messages.slice(-limit), hasMore: messages.length > limit };
    });
  }
}

function agentRoutes(app: FastifyInstance, needs: ChatNeeds): void {
  const { db } = needs;
  serve(app, contract.getChatBeside, ({ caller, params }) => besideOf(db, caller, params.id));
  serve(app, contract.listChats, async ({ caller, query }) =>
    wholeList(await chatsGoingOn(db, caller, query)),
  );
  serve(app, contract.putConversationChannel, ({ caller, params, body }) =>
    sendBy(db, caller, params.id, body.channel),
  );
  serve(app, contract.postTranscriptToVisitor, ({ caller, params }) =>
    sendTranscriptOf(needs, caller, params.id),
  );
  serve(app, contract.listBlockedVisitors, async ({ caller }) => wholeList(await listBlocked(db, caller)));
  serve(app, contract.deleteBlockedVisitor, ({ caller, params }) => letWrite(db, caller, params.id));
  serve(app, contract.putVisitorBlock, ({ caller, params, body }) =>
    block(db, caller, params.id, body.reason),
  );
  serve(app, contract.deleteVisitorBlock, ({ caller, params }) => block(db, caller, params.id, null));
}
