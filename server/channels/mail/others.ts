import { addParticipants } from "../../conversations/index.ts";
import type { Tx } from "../../db/database.ts";
import { record } from "../../events.ts";
import { mailer } from "./actor.ts";
import { senderOf } from "./linking/signals.ts";
import type { RawMail } from "./raw-mail.ts";
import type { ReadMail } from "./reading/index.ts";
import { storable } from "./storable.ts";

/** So many people in copy are noted of one mail; more is a mailing list. */
const most = 50;

/**
 * Notes who else took part in a mail: those in copy, and its sender where the matter is somebody else's. They are asked
 * about; nothing goes to them before somebody here lets them in.
 */
export async function noteOthers(
  tx: Tx,
  mail: RawMail,
  read: ReadMail,
  {
    conversationId,
    messageId,
    isThirdPerson,
  }: { conversationId: string; messageId: string; isThirdPerson: boolean },
): Promise<void> {
  // What a machine writes has whole lists in copy.
  if (read.auto) return;
  const sender = senderOf(read);
  const people = [
    ...(isThirdPerson && read.from ? [read.from] : []),
    ...[...read.to, ...read.cc].filter(({ address }) => address.toLowerCase() !== sender),
  ].map(({ name, address }) => ({ name: storable(name ?? "", 200), address: storable(address, 320) }));
  const ours = mail.address.toLowerCase();
  const others = people.filter(({ address }) => address.toLowerCase() !== ours).slice(0, most);
  if (!others.length) return;
  const asked = await addParticipants(
    tx,
    { workspaceId: mail.workspaceId, id: conversationId, brandId: mail.inbox.brandId },
    { people: others, standing: "asked", by: storable(read.from?.name || sender, 200), messageId },
  );
  if (!asked.length) return;
  await record(tx, {
    workspaceId: mail.workspaceId,
    kind: "participant.asked",
    actor: mailer,
    conversationId,
    brandId: mail.inbox.brandId,
    data: { people: asked, messageId },
  });
}
