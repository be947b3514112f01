import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/mail-in.ts";
import * as inboxes from "../../../contract/mailboxes.ts";
import type { Db } from "../../db/database.ts";
import type { FileStore } from "../../files/index.ts";
import { serve, wholeList } from "../../http/serve.ts";
import { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import { beginConsent, endConsent } from "./imap/consent.ts";
import { addMailbox, changeMailbox, listMailboxes, removeMailbox } from "./imap/mailboxes.ts";
import { tryMailbox } from "./imap/trial.ts";
import { bringMail, countArrivals, listRawMails, rawMailFile, readAnew } from "./raw-mails.ts";
import { listRefusals } from "./refusals.ts";

interface Needs {
  db: Db;
  store: FileStore;
  secret: Secret;
  publicUrl: string;
  /** Whether mailboxes may lie on this machine or in its private network. */
  mayBePrivate: boolean;
}

/** How mail comes in: mailboxes that are fetched from, mails that relays bring, and what became of what came. */
export function mailRoutes(app: FastifyInstance, needs: Needs): void {
  const { db, store, secret } = needs;
  serve(app, inboxes.listMailboxes, async ({ caller, params }) =>
    wholeList(await listMailboxes(db, caller, params.id)),
  );
  serve(app, inboxes.postMailbox, ({ caller, params, body }) =>
    addMailbox(db, secret, caller, params.id, body),
  );
  serve(app, inboxes.patchMailbox, ({ caller, params, body }) =>
    changeMailbox(db, secret, caller, { inboxId: params.id, id: params.mailbox }, body),
  );
  serve(app, inboxes.deleteMailbox, ({ caller, params }) =>
    removeMailbox(db, caller, { inboxId: params.id, id: params.mailbox }),
  );
  serve(app, inboxes.postMailboxTrial, ({ caller, params, body }) =>
    tryMailbox(needs, caller, params.id, body),
  );
  serve(app, inboxes.postMailboxConsent, async ({ caller, params }) => ({
    url: await beginConsent(needs, caller, { inboxId: params.id, id: params.mailbox }),
  }));
  serve(app, inboxes.putMailboxConsent, ({ caller, body }) => endConsent(needs, caller, body));

  serve(app, contract.postInboxRaw, ({ caller, params, query, request }) => {
    if (!Buffer.isBuffer(request.body) || !request.body.length) throw new Refusal("wrong_content_type");
    return bringMail(db, store, caller, params.id, { raw: request.body, ...query });
  });
  serve(app, contract.listRawMails, ({ caller, query }) => listRawMails(db, secret, caller, query));
  serve(app, contract.getRawMailFile, async ({ caller, params, response }) =>
    response
      .type("message/rfc822")
      .header("content-disposition", `attachment; filename="${params.id}.eml"`)
      .send(await rawMailFile(db, store, caller, params.id)),
  );
  serve(app, contract.postRawMailReading, ({ caller, params }) => readAnew(db, caller, params.id));
  serve(app, contract.listMailRefusals, async ({ caller }) => wholeList(await listRefusals(db, caller)));
  serve(app, contract.listMailArrivals, async ({ caller }) => wholeList(await countArrivals(db, caller)));
}
