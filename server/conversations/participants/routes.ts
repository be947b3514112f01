import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/participants.ts";
import type { Db } from "../../db/database.ts";
import { serve } from "../../http/serve.ts";
import { letAllIn, setStanding, setVerified } from "./let-in.ts";
import { makeCustomer } from "./make-customer.ts";
import { listParticipants } from "./read.ts";
import { recipientsFor } from "./recipients.ts";

export function participantRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listParticipants, ({ caller, params }) => listParticipants(db, caller, params.id));
  serve(app, contract.postAgreement, ({ caller, params }) => letAllIn(db, caller, params.id));
  serve(app, contract.putParticipant, ({ caller, params, body }) =>
    setStanding(db, caller, params.id, { ...body, address: params.address }),
  );
  serve(app, contract.putVerified, ({ caller, params }) =>
    setVerified(db, caller, params.id, { address: params.address, isVerified: true }),
  );
  serve(app, contract.deleteVerified, ({ caller, params }) =>
    setVerified(db, caller, params.id, { address: params.address, isVerified: false }),
  );
  serve(app, contract.putCustomer, ({ caller, params, body }) => makeCustomer(db, caller, params.id, body));
  serve(app, contract.getRecipients, ({ caller, params, query }) =>
    recipientsFor(db, caller, params.id, query.answering),
  );
}
