import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress, publicLookup } from "../../../public-address.ts";
import { isNear } from "../near.ts";
import { MailboxProblem } from "./failure.ts";

/** Who set a mailbox up is not who runs the machine: a private network is open only where both have said so. */
export interface Reach {
  /** The mailbox says that it lies there. */
  isPrivate: boolean;
  /** The installation allows it (PRIVATE_MAILBOXES). */
  mayBePrivate: boolean;
}

/** Looks hosts up as far as the mailbox may reach. */
export function lookupWithin({ isPrivate, mayBePrivate }: Reach): LookupFunction {
  if (!isPrivate) return publicLookup;
  if (!mayBePrivate) throw new MailboxProblem("private_address");
  return (host, options, callback) => {
    lookup(host, { all: true }).then(
      (found) => (options.all ? callback(null, found) : callback(null, found[0]!.address, found[0]!.family)),
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}

/**
 * The address of a host, looked up once: what was judged is what is connected to. Words that are not encrypted go no
 * further than the private network.
 */
export async function addressOf(host: string, reach: Reach, isEncrypted: boolean): Promise<string> {
  const where = lookupWithin(reach);
  const address = isIP(host)
    ? host
    : await new Promise<string>((resolve, reject) =>
        where(host, {}, (error, found) => (error ? reject(error) : resolve(String(found)))),
      );
  if (!reach.isPrivate && !isPublicAddress(address)) throw new MailboxProblem("private_address");
  if (!isEncrypted && !isNear(address)) throw new MailboxProblem("tls_missing");
  return address;
}
