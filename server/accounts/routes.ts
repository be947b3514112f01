import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as contract from "../../contract/accounts.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { changeAgent, inviteAgain, inviteAgent, listAgents } from "./agents.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";
import { changePassword } from "./change-password.ts";
import { clearSessionCookie, setSessionCookie } from "./cookie.ts";
import type { Mailer, SystemMail } from "./mails.ts";
import { changeMe, personOf, readMe } from "./me.ts";
import { readLink, sendReset, spendLink } from "./one-time-links.ts";
import { beginSecondFactor, confirmSecondFactor, endSecondFactor } from "./second-factor.ts";
import { type Browser, endSession, listSessions } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

export const browserOf = (request: FastifyRequest): Browser => ({
  userAgent: request.headers["user-agent"] ?? null,
  address: request.ip,
});

export function accountRoutes(
  app: FastifyInstance,
  { db, config, mailer }: { db: Db; config: { publicUrl: string }; mailer: Mailer },
): void {
  const { publicUrl } = config;
  const post = {
    publicUrl,
    send(mail: SystemMail) {
      mailer
        .send(mail)
        .catch((error) => app.log.error({ err: error }, "A mail of the house did not go out."));
    },
  };

  const enter = (
    request: FastifyRequest,
    response: FastifyReply,
    session: { workspaceId: string; agentId: string; token: string },
  ) => {
    setSessionCookie(request, response, publicUrl, session.token);
    return readMe(db, session.workspaceId, session.agentId);
  };

  serve(app, contract.signIn, async ({ body, request, response }) =>
    enter(request, response, await signIn(db, browserOf(request), body)),
  );
  serve(app, contract.signOut, async ({ caller, request, response }) => {
    await endSession(db, caller, personOf(caller).sessionId!);
    clearSessionCookie(request, response, publicUrl);
  });

  serve(app, contract.getMe, async ({ caller }) => readMe(db, caller.workspaceId, personOf(caller).id));
  serve(app, contract.patchMe, async ({ caller, body }) => changeMe(db, personOf(caller), body));
  serve(app, contract.putPassword, async ({ caller, body }) => changePassword(db, personOf(caller), body));
  serve(app, contract.listSessions, async ({ caller }) =>
    wholeList(await listSessions(db, personOf(caller))),
  );
  serve(app, contract.deleteSession, async ({ caller, params }) =>
    endSession(db, personOf(caller), params.id),
  );

  serve(app, contract.postSecondFactor, async ({ caller, body }) =>
    beginSecondFactor(db, personOf(caller), body.password),
  );
  serve(app, contract.putSecondFactor, async ({ caller, body }) =>
    confirmSecondFactor(db, personOf(caller), body.code),
  );
  serve(app, contract.deleteSecondFactor, async ({ caller, body }) =>
    endSecondFactor(db, personOf(caller), body.password),
  );

  serve(app, contract.postPasswordReset, async ({ body, request }) =>
    sendReset(db, post, body.email, request.ip),
  );
  serve(app, contract.getOneTimeLink, async ({ params, request }) => readLink(db, params.token, request.ip));
  serve(app, contract.putOneTimeLink, async ({ params, body, request, response }) =>
    enter(request, response, await spendLink(db, params.token, browserOf(request), body)),
  );

  serve(app, contract.listAgents, async ({ caller }) => wholeList(await listAgents(db, caller)));
  serve(app, contract.postAgent, async ({ caller, body }) => inviteAgent(db, caller, post, body));
  serve(app, contract.postInvitation, async ({ caller, params }) => inviteAgain(db, caller, post, params.id));
  serve(app, contract.patchAgent, async ({ caller, params, body }) =>
    changeAgent(db, caller, params.id, body),
  );

  serve(app, contract.listApiKeys, async ({ caller }) => wholeList(await listApiKeys(db, caller)));
  serve(app, contract.postApiKey, async ({ caller, body }) => createApiKey(db, caller, body));
  serve(app, contract.deleteApiKey, async ({ caller, params }) => revokeApiKey(db, caller, params.id));
}
