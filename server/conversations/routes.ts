import type { FastifyInstance } from "fastify";
import * as clocks from "../../contract/clocks.ts";
import * as contract from "../../contract/conversations.ts";
import * as handovers from "../../contract/handovers.ts";
import * as ledger from "../../contract/ledger.ts";
import * as merging from "../../contract/merging.ts";
import * as routing from "../../contract/routing.ts";
import * as snoozing from "../../contract/snooze.ts";
import * as together from "../../contract/together.ts";
import * as triage from "../../contract/triage.ts";
import type { Db } from "../db/database.ts";
import { look } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { begin } from "./begin.ts";
import { bulkActRoutes } from "./bulk/routes.ts";
import { amend, assign, markRead, reopen, setTags } from "./change.ts";
import { close } from "./close.ts";
import { countViews } from "./counts.ts";
import { retryDelivery } from "./delivery.ts";
import { draftOf, dropDraft, keepDraft } from "./drafts.ts";
import { followingRoutes } from "./following/routes.ts";
import { hold, release } from "./hold.ts";
import { mergesOf } from "./merging/list.ts";
import { merge } from "./merging/merge.ts";
import { unmerge } from "./merging/unmerge.ts";
import { movingRoutes } from "./moving/routes.ts";
import { participantRoutes } from "./participants/routes.ts";
import { plannedReplyRoutes } from "./planned/routes.ts";
import { conversationById, listOfConversations, listOfEvents, listOfMessages } from "./read.ts";
import { repeatRoutes } from "./repeats/routes.ts";
import { note, reply } from "./reply.ts";
import { snooze, unsnooze } from "./snooze/snooze.ts";
import { tellOutsideEvent } from "./snooze/wake.ts";
import { sayLanguage, sortByHand, triageOf, unsort } from "./sort-by-hand.ts";
import { claim, dropClaim } from "./together/claims.ts";
import { draftStates } from "./together/draft-states.ts";
import { keepDraftBack, shareDraft, sharedDrafts, takeDraft } from "./together/shared-drafts.ts";
import { viewRoutes } from "./views/routes.ts";
import { oweAnswerAgain, waive } from "./waive.ts";
import { board, placeInQueue } from "./work/board.ts";
import { handOver, linksOf } from "./work/handovers.ts";
import { openLinked } from "./work/linked.ts";
import { move } from "./work/moves.ts";
import { takeNext } from "./work/next-best.ts";

export function conversationRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listConversations, ({ caller, query }) =>
    listOfConversations(db, secret, caller, query),
  );
  serve(app, contract.listViews, ({ caller }) => countViews(db, caller));
  serve(app, contract.postConversation, ({ caller, body }) => begin(db, caller, body));
  serve(app, contract.getConversation, ({ caller, params }) =>
    look(db, caller.workspaceId, (tx) => conversationById(tx, caller, params.id)),
  );
  serve(app, contract.listMessages, ({ caller, params, query }) =>
    listOfMessages(db, secret, caller, params.id, query),
  );
  serve(app, contract.listEvents, async ({ caller, params }) => ({
    items: await listOfEvents(db, caller, params.id),
    next: null,
  }));
  serve(app, contract.postReply, ({ caller, params, body }) => reply(db, caller, params.id, body));
  serve(app, contract.postNote, ({ caller, params, body }) => note(db, caller, params.id, body));
  serve(app, contract.patchConversation, ({ caller, params, body }) => amend(db, caller, params.id, body));
  serve(app, contract.putOwner, ({ caller, params, body }) => assign(db, caller, params.id, body));
  serve(app, contract.putTags, ({ caller, params, body }) => setTags(db, caller, params.id, body.tags));
  serve(app, contract.postClosure, ({ caller, params }) => close(db, caller, params.id));
  serve(app, contract.deleteClosure, ({ caller, params }) => reopen(db, caller, params.id));
  serve(app, clocks.putHold, ({ caller, params, body }) => hold(db, caller, params.id, body));
  serve(app, clocks.deleteHold, ({ caller, params, query }) => release(db, caller, params.id, query));
  serve(app, snoozing.postSnooze, ({ caller, params, body }) => snooze(db, caller, params.id, body));
  serve(app, snoozing.deleteSnooze, ({ caller, params }) => unsnooze(db, caller, params.id));
  serve(app, snoozing.postOutsideEvent, async ({ caller, params, body }) => ({
    woke: await tellOutsideEvent(db, caller, params.id, body),
  }));
  serve(app, merging.postMerges, ({ caller, params, body }) => merge(db, caller, params.id, body.from));
  serve(app, merging.listMerges, ({ caller, params }) => mergesOf(db, caller, params.id));
  serve(app, merging.deleteMerge, ({ caller, params }) => unmerge(db, caller, params.id));
  serve(app, ledger.postWaiver, ({ caller, params, body }) => waive(db, caller, params.id, body));
  serve(app, ledger.deleteWaiver, ({ caller, params }) => oweAnswerAgain(db, caller, params.id));
  serve(app, contract.putRead, ({ caller, params }) => markRead(db, caller, params.id));
  serve(app, contract.getDraft, async ({ caller, params }) => ({
    draft: await draftOf(db, caller, params.id),
  }));
  serve(app, contract.putDraft, ({ caller, params, body }) => keepDraft(db, caller, params.id, body));
  serve(app, contract.deleteDraft, ({ caller, params }) => dropDraft(db, caller, params.id));
  serve(app, together.putClaim, async ({ caller, params, body }) => ({
    claim: await claim(db, caller, params.id, body),
  }));
  serve(app, together.deleteClaim, ({ caller, params }) => dropClaim(db, caller, params.id));
  serve(app, together.listSharedDrafts, async ({ caller, params }) => ({
    items: await sharedDrafts(db, caller, params.id),
  }));
  serve(app, together.putDraftSharing, ({ caller, params }) => shareDraft(db, caller, params.id));
  serve(app, together.deleteDraftSharing, ({ caller, params }) => keepDraftBack(db, caller, params.id));
  serve(app, together.postDraftTaking, ({ caller, params }) =>
    takeDraft(db, caller, params.id, params.agent),
  );
  serve(app, together.listDraftStates, async ({ caller, params }) => ({
    items: await draftStates(db, caller, params.id),
  }));
  serve(app, triage.getTriage, async ({ caller, params }) => ({
    triage: await triageOf(db, caller, params.id),
  }));
  serve(app, triage.putIntent, ({ caller, params, body }) => sortByHand(db, caller, params.id, body.intent));
  serve(app, triage.deleteIntent, ({ caller, params }) => unsort(db, caller, params.id));
  serve(app, triage.putMessageLanguage, ({ caller, params, body }) =>
    sayLanguage(db, caller, params.id, params.message, body.language),
  );
  serve(app, handovers.postHandover, ({ caller, params, body }) => handOver(db, caller, params.id, body));
  serve(app, handovers.postLinked, ({ caller, params, body }) => openLinked(db, caller, params.id, body));
  serve(app, handovers.listLinks, ({ caller, params }) => linksOf(db, caller, params.id));
  serve(app, routing.postNext, async ({ caller }) => ({ conversation: await takeNext(db, caller) }));
  serve(app, routing.getPlace, ({ caller, params }) => placeInQueue(db, caller, params.id));
  serve(app, routing.getBoard, ({ caller }) => board(db, caller));
  serve(app, routing.postMoves, ({ caller, body }) => move(db, caller, body));
  repeatRoutes(app, { db });
  viewRoutes(app, { db });
  bulkActRoutes(app, { db });
  movingRoutes(app, { db });
  participantRoutes(app, { db });
  plannedReplyRoutes(app, { db, secret });
  followingRoutes(app, { db });
  serve(app, contract.postRetry, ({ caller, params }) =>
    retryDelivery(db, caller, params.id, params.message),
  );
}
