import type { FastifyInstance } from "fastify";
import * as contract from "../../../../contract/mail-domains.ts";
import type { Db } from "../../../db/database.ts";
import { serve, wholeList } from "../../../http/serve.ts";
import type { Secret } from "../../../secret.ts";
import type { Dns } from "./dns.ts";
import { checkDomain, listDomains, rotate } from "./domains.ts";

export function mailDomainRoutes(
  app: FastifyInstance,
  { db, secret, dns }: { db: Db; secret: Secret; dns: Dns },
): void {
  serve(app, contract.listMailDomains, async ({ caller }) =>
    wholeList(await listDomains(db, secret, caller)),
  );
  serve(app, contract.postDomainCheck, ({ caller, params }) =>
    checkDomain(db, secret, dns, caller, params.domain),
  );
  serve(app, contract.postDomainKey, ({ caller, params }) => rotate(db, secret, caller, params.domain));
}
