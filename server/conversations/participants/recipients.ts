import { sql } from "kysely";
import type { MailAddress } from "../../../contract/mail.ts";
import type { Recipients } from "../../../contract/participants.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import { mayRead } from "../read.ts";
import { participantsOf } from "./read.ts";
import { addParticipants, comparable, isAddress, ownAmong } from "./rows.ts";

interface Matter {
  workspaceId: string;
  id: string;
  brandId: string;
}

/** What a reply says of whom it goes to; what it does not say follows from the message that it answers. */
export interface Addressed {
  to?: MailAddress[] | undefined;
  cc?: MailAddress[] | undefined;
  bcc?: MailAddress[] | undefined;
  answering?: string | undefined;
}

/** Whom an answer goes to, for whoever may read the conversation. */
export const recipientsFor = (
  db: Db,
  caller: Caller,
  id: string,
  answering: string | undefined,
): Promise<Recipients> =>
  look(db, caller.workspaceId, async (tx) => {
    const { brandId } = await mayRead(tx, caller, id);
    return derivedRecipients(tx, { workspaceId: caller.workspaceId, id, brandId }, answering);
  });

/**
 * Whom an answer to a message goes to: its sender, or where they want answers; in copy those of its other recipients who
 * take part with our consent. Those nobody has agreed to are named apart and get nothing.
 */
export async function derivedRecipients(
  tx: Tx,
  matter: Matter,
  answering: string | undefined,
): Promise<Recipients> {
  const people = await participantsOf(tx, matter);
  const first = people.find((one) => one.isFirst)!;
  const message = await answered(tx, matter, answering);
  const standings = new Map(people.map((one) => [comparable(one.address), one.standing]));
  const mayGetIt = (address: string) =>
    ["customer", "agreed"].includes(standings.get(comparable(address)) ?? "");
  const inCopy = [...(message?.to ?? []), ...(message?.cc ?? [])];
  const own = await ownAmong(
    tx,
    matter.workspaceId,
    [...(message?.replyTo ?? []), message?.from, ...inCopy].flatMap((one) => one?.address ?? []),
  );

  const wanted = message && !message.isUnverified ? sendersOf(message) : [];
  const customers = people.filter((one) => one.standing === "customer" && one.address);
  // An answer to somebody of whom nobody is sure, or who takes no part, goes to those whose matter it is.
  const senders = wanted.filter(({ address }) => !own.has(comparable(address)));
  const believed =
    senders.length > 0 && (message!.isTrusted || senders.every(({ address }) => mayGetIt(address)));
  const to = unique(believed ? senders : first.address ? [first] : customers.slice(0, 1));
  const taken = new Set(to.map(({ address }) => comparable(address)));
  const others = [
    ...inCopy.filter(({ address }) => mayGetIt(address)),
    // Whose matter it is hears of it, whoever was answered.
    ...customers,
    ...(message ? [] : people.filter((one) => one.standing === "agreed")),
  ];
  const cc = unique(others).filter(
    ({ address }) => !taken.has(comparable(address)) && !own.has(comparable(address)) && address,
  );
  return {
    to,
    cc,
    asked: people.filter((one) => one.standing === "asked").map(named),
    known: people.filter((one) => one.standing !== "asked" && one.address).map(named),
    domains: [
      ...new Set(
        people.filter((one) => one.standing !== "asked" && one.address).map((one) => domainOf(one.address)),
      ),
    ],
    answering: message?.id ?? null,
  };
}

interface Answered {
  id: string;
  from: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  isUnverified: boolean;
  /** Its sender's domain vouches for it, or it came with what only they have. */
  isTrusted: boolean;
  isOurs: boolean;
}

const sendersOf = ({ isOurs, from, replyTo, to }: Answered): MailAddress[] =>
  isOurs ? to : replyTo.length ? replyTo : from ? [from] : [];

/** The message that is answered: the one that was chosen, else the newest of the customer's. */
async function answered(
  tx: Tx,
  { workspaceId, id }: Matter,
  chosen: string | undefined,
): Promise<Answered | null> {
  const { rows } = await sql<Answered & { third: boolean | null }>`
    select m.id, m.mail -> 'from' as "from", coalesce(m.mail -> 'replyTo', '[]') as reply_to,
      coalesce(m.recipients -> 'to', '[]') as "to", coalesce(m.recipients -> 'cc', '[]') as cc,
      coalesce((m.linked ->> 'isUnverified')::boolean, false) or coalesce((m.linked ->> 'isForged')::boolean, false) as is_unverified,
      m.linked_by = 'new' or coalesce(m.sender_check ->> 'verdict' = 'confirmed', false) as is_trusted,
      coalesce(m.linked @> '{"reasons": [{"what": "third_person"}]}', false) as third,
      m.author_kind <> 'customer' as is_ours
    from messages m
    where m.workspace_id = ${workspaceId} and m.conversation_id = ${id} and m.kind = 'message'
      and ${chosen ? sql`m.id = ${chosen}` : sql`m.author_kind = 'customer' and m.auto is null and not coalesce(m.linked @> '{"reasons": [{"what": "third_person"}]}', false)`}
    order by m.sent_at desc, m.id desc limit 1`.execute(tx);
  if (!rows[0] && chosen) throw new Refusal("not_found");
  const row = rows[0];
  // Whoever came from outside is let in first.
  return row ? { ...row, isTrusted: row.isTrusted && !row.third } : null;
}

/** What stands in a message of ours about whom it goes to. */
export interface Addressees {
  to: MailAddress[];
  cc: MailAddress[];
  bcc?: MailAddress[];
}

/**
 * Whom a reply goes to in the end, and lets those into the matter who were put into To or Cc. Refuses addresses that are
 * none, and our own, beside the field in which they stand.
 */
export async function addresseesOf(
  tx: Tx,
  caller: Pick<Caller, "name">,
  matter: Matter,
  said: Addressed,
): Promise<{ recipients: Addressees; answering: string | null }> {
  const derived = await derivedRecipients(tx, matter, said.answering);
  const recipients: Addressees = {
    to: unique(said.to ?? derived.to),
    cc: unique(said.cc ?? (said.to ? [] : derived.cc)),
    ...(said.bcc?.length && { bcc: unique(said.bcc) }),
  };
  const all = (["to", "cc", "bcc"] as const).flatMap((field) =>
    (recipients[field] ?? []).map((one, at) => ({ ...one, path: `${field}.${at}.address` })),
  );
  const own = await ownAmong(
    tx,
    matter.workspaceId,
    all.map(({ address }) => address),
  );
  const faults = all.flatMap(({ path, address }) =>
    !isAddress(address)
      ? [{ path, message: "not_an_address" }]
      : own.has(comparable(address))
        ? [{ path, message: "our_own_address" }]
        : [],
  );
  // What follows by itself is checked where it arrives: there may be no address at all.
  if (faults.length && (said.to || said.cc || said.bcc)) throw new Refusal("invalid", { fields: faults });
  if (said.to?.length === 0) throw new Refusal("invalid", { fields: [{ path: "to", message: "nobody" }] });
  if (said.to || said.cc)
    await addParticipants(tx, matter, {
      people: [...recipients.to, ...recipients.cc],
      standing: "agreed",
      by: caller.name,
      messageId: null,
    });
  return { recipients, answering: derived.answering };
}

const named = ({ name, address }: MailAddress): MailAddress => ({ name, address });

/** Each address once, in the order of their first naming. */
function unique(people: MailAddress[]): MailAddress[] {
  const seen = new Map<string, MailAddress>();
  for (const one of people) {
    const key = comparable(one.address);
    if (!seen.has(key)) seen.set(key, { name: one.name, address: one.address.trim() });
  }
  return [...seen.values()];
}

const domainOf = (address: string) => comparable(address).slice(address.lastIndexOf("@") + 1);
