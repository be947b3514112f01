import { authenticate } from "mailauth";
import type { Incoming } from "../../conversations/index.ts";
import { isNear } from "./near.ts";
import type { RawMail } from "./raw-mail.ts";

/**
 * What the sender's domain says of the mail (SPF, DKIM, DMARC). A relay of our own hides who connected, so mails
 * from private addresses are not judged.
 */
export async function checkSender(raw: Buffer, mail: RawMail): Promise<Incoming["senderCheck"]> {
  const client = mail.client as { address: string; helo: string };
  if (isNear(client.address)) return null;
  const result = await authenticate(raw, {
    ip: client.address.replace(/^::ffff:/, ""),
    helo: client.helo,
    sender: mail.envelopeFrom,
    mta: "tandem",
    disableBimi: true,
    disableArc: true,
  });
  return {
    spf: result.spf ? result.spf.status.result : "none",
    dkim: result.dkim?.results.some(({ status }) => status.result === "pass")
      ? "pass"
      : (result.dkim?.results[0]?.status.result ?? "none"),
    dmarc: result.dmarc ? result.dmarc.status.result : "none",
  };
}
