import { sql } from "kysely";
import type { listRepeats, Repeat } from "../../../contract/repeats.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look } from "../../db/database.ts";
import { mayRead } from "../read.ts";
import { firstContactOf } from "./first-contact.ts";
import { matterOf } from "./matter.ts";
import { type Why, whyWords } from "./why.ts";

/** So much of what was said is shown at once. */
const shownCharacters = 600;

/** The former matters that a conversation tells again, with the former answer; and the later ones that tell it again. */
export function repeatsOf(db: Db, caller: Caller, id: string): Promise<ReplyOf<typeof listRepeats>> {
  const { workspaceId } = caller;
  return look(db, workspaceId, async (tx) => {
    const { createdAt } = await mayRead(tx, caller, id);
    const earlier = await tx
      .selectFrom("repeats")
      .select("earlierId")
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", id)
      .where("state", "<>", "dismissed")
      .execute();
    const { rows } = await sql<Row>`
      with recursive ${matterOf(
        workspaceId,
        earlier.map((row) => row.earlierId),
        id,
      )}
      select c.id, c.number, c.subject, c.channel, c.line, c.status, c.created_at, r.state, r.likeness, r.why,
        r.settled_by, r.settled_by_name, r.settled_at, c.owner_id, a.name as owner_name, c.team_id, t.name as team_name,
        former.contacts, asked.said as asked, answer.said as answer
      from repeats r
      join conversations c on c.workspace_id = r.workspace_id and c.id = r.earlier_id
      join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
      left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
      cross join lateral (
        select json_agg(json_build_object('id', p.id, 'number', p.number, 'channel', p.channel, 'createdAt', p.created_at)
          order by p.created_at, p.id) as contacts, array_agg(p.id) as ids
        from matter m
        join conversations p on p.workspace_id = ${workspaceId} and p.id = m.id and p.created_at <= ${createdAt}
        where m.asked = c.id
      ) as former
      left join lateral (
        select json_build_object('text', ${start}, 'isCut', ${isCut}, 'at', m.sent_at, 'language', m.language,
          'conversationId', p.id, 'number', p.number, 'author', json_build_object('id', m.author_id, 'name', m.author_name)) as said,
          p.id as conversation_id
        from unnest(former.ids) as one (id)
        join conversations p on p.workspace_id = ${workspaceId} and p.id = one.id
        cross join lateral (
          select * from messages
          where workspace_id = ${workspaceId} and conversation_id = p.id and kind = 'message' and author_kind = 'agent'
          order by sent_at desc, id desc limit 1
        ) as m
        order by m.sent_at desc limit 1
      ) as answer on true
      left join lateral (
        select json_build_object('text', ${start}, 'isCut', ${isCut}, 'at', m.sent_at, 'language', m.language) as said
        from messages m
        where m.workspace_id = ${workspaceId} and m.conversation_id = coalesce(answer.conversation_id, c.id)
          and m.kind = 'message' and m.author_kind = 'customer'
        order by m.sent_at, m.id limit 1
      ) as asked on true
      where r.workspace_id = ${workspaceId} and r.conversation_id = ${id} and r.state <> 'dismissed'
      order by r.state = 'linked' desc, r.likeness desc nulls first, c.number desc`.execute(tx);
    const { rows: later } = await sql<
      Omit<ReplyOf<typeof listRepeats>["later"][number], "createdAt"> & { createdAt: Date }
    >`
      select c.id, c.number, c.subject, c.line, c.status, c.channel, c.created_at, r.state
      from repeats r join conversations c on c.workspace_id = r.workspace_id and c.id = r.conversation_id
      where r.workspace_id = ${workspaceId} and r.earlier_id = ${id} and r.state <> 'dismissed'
      order by c.created_at desc limit 20`.execute(tx);
    const why = await whyWords(
      tx,
      caller,
      rows.map((row) => row.why),
    );
    const [counted] = await firstContactOf(tx, workspaceId, [id]);
    return {
      repeats: rows.map((row, at) => repeatFrom(row, why[at]!)),
      nth: counted!.contacts,
      later: later.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    };
  });
}

// What is new in a message; of a letter without any, all of it.
const words = sql`coalesce(nullif(btrim(m.reply), ''), m.text)`;
const start = sql`left(${words}, ${shownCharacters})`;
const isCut = sql`length(${words}) > ${shownCharacters}`;

type Said = NonNullable<Repeat["asked"]>;

interface Row {
  id: string;
  number: number;
  subject: string;
  channel: Repeat["channel"];
  line: Repeat["line"];
  status: Repeat["status"];
  createdAt: Date;
  state: Repeat["state"];
  likeness: number | null;
  why: Why[];
  settledBy: string | null;
  settledByName: string | null;
  settledAt: Date | null;
  ownerId: string | null;
  ownerName: string | null;
  teamId: string;
  teamName: string;
  contacts: Repeat["contacts"];
  asked: Said | null;
  answer: Repeat["answer"];
}

function repeatFrom(row: Row, why: string[]): Repeat {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    channel: row.channel,
    line: row.line,
    status: row.status,
    owner: row.ownerId
      ? { kind: "agent", id: row.ownerId, name: row.ownerName! }
      : { kind: "team", id: row.teamId, name: row.teamName },
    createdAt: row.createdAt.toISOString(),
    state: row.state,
    likeness: row.likeness,
    why,
    linkedBy:
      row.state === "linked"
        ? { id: row.settledBy, name: row.settledByName!, at: row.settledAt!.toISOString() }
        : null,
    contacts: row.contacts.map((one) => ({ ...one, createdAt: instant(one.createdAt) })),
    asked: row.asked && { ...row.asked, at: instant(row.asked.at) },
    answer: row.answer && { ...row.answer, at: instant(row.answer.at) },
  };
}

/** JSON made by PostgreSQL writes times with an offset. */
const instant = (written: string): string => new Date(written).toISOString();
