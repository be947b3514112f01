import type { Tx } from "../../../db/database.ts";
import type { Secret } from "../../../secret.ts";
import type { OutgoingMail } from "../transport.ts";
import { keyPurpose } from "./domains.ts";

/** With what a mail from this address is signed; nothing while the record of no key has been seen. */
export async function signatureFor(
  tx: Tx,
  secret: Secret,
  workspaceId: string,
  address: string,
): Promise<Pick<OutgoingMail, "dkim">> {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const key = await tx
    .selectFrom("domainKeys")
    .select(["selector", "privateKey"])
    .where("workspaceId", "=", workspaceId)
    .where("domain", "=", domain)
    .where("state", "=", "current")
    .executeTakeFirst();
  if (!key) return {};
  return {
    dkim: {
      domainName: domain,
      keySelector: key.selector,
      privateKey: secret.unseal(keyPurpose, key.privateKey),
    },
  };
}
