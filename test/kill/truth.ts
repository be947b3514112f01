/** What the database, the files and the outgoing mails say in the end, beside what was promised. Each gives its faults. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { Desk } from "./listen.ts";
import type { MailLedger } from "./mails.ts";
import type { Write, WriteLedger } from "./writes.ts";

export interface Finding {
  /** One line of figures. */
  figures: string;
  faults: string[];
}

/** Resolves when nothing is left to be done. */
export async function settled(database: pg.Client, patienceSeconds: number): Promise<void> {
  const until = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const { rows } = await database.query<{ what: string; n: number }>(
      `select 'mails to read' as what, count(*)::int as n from raw_mails where state = 'received'
       union all select 'events without a number', count(*)::int from outbox
       union all select 'mails to send', count(*)::int from deliveries where state in ('queued', 'sending')
       union all select 'orders of ' || name, count(*)::int from pgboss.job
         where state in ('created', 'retry', 'active') and name not like '\\_\\_pgboss%' group by name
       union all select 'clocks to look at', count(*)::int from clocks where ended_at is null and look_at < now() - interval '15 seconds'
       union all select 'requests to count', count(*)::int from request_count_changes`,
    );
    const left = rows.filter(({ n }) => n > 0);
    if (!left.length) return;
    if (performance.now() > until)
      throw new Error(`still left to do: ${left.map(({ what, n }) => `${n} ${what}`).join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Every mail that heard 250 is one message in each brand it was written to; nothing else is there. */
export async function mailsIn(database: pg.Client, { mails, refusals }: MailLedger): Promise<Finding> {
  const { rows } = await database.query<{ mail_id: string; address: string; n: number }>(
    `select m.mail_id, i.address, count(*)::int as n
     from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
     join inboxes i on i.workspace_id = c.workspace_id and i.id = c.inbox_id
     where m.raw_mail_id is not null group by 1, 2`,
  );
  const found = new Map(rows.map(({ mail_id, address, n }) => [`${mail_id} ${address}`, n]));
  const wanted = mails
    .filter(({ accepted }) => accepted)
    .flatMap(({ mailId, to }) => to.map((one) => `${mailId} ${one}`));
  const lost = wanted.filter((one) => !found.has(one));
  const twice = [...found].filter(([, n]) => n > 1).map(([one]) => one);
  const strange = [...found.keys()].filter((one) => !wanted.includes(one));

  const { rows: raw } = await database.query<{ state: string; n: number }>(
    "select state, count(*)::int as n from raw_mails group by 1",
  );
  const states = Object.fromEntries(raw.map(({ state, n }) => [state, n]));
  // Of what was kept twice, one was read; of what was read, there is a message.
  const { rows: orphans } = await database.query<{ id: string; state: string }>(
    `select r.id, r.state from raw_mails r where case r.state
       when 'read' then not exists (select from messages m where m.workspace_id = r.workspace_id and m.raw_mail_id = r.id)
       when 'duplicate' then not exists (select from raw_mails o where o.workspace_id = r.workspace_id and o.inbox_id = r.inbox_id and o.sha256 = r.sha256 and o.state = 'read')
       else true end`,
  );
  return {
    figures: `mails: ${wanted.length} promised by 250 (${sum(mails, ({ tries }) => tries)} tries of ${mails.length} mails), ${lost.length} lost, ${twice.length} twice; kept ${raw.map(({ state, n }) => `${state} ${n}`).join(", ")}`,
    faults: [
      ...refusals.map((words) => `refused for good: ${words}`),
      ...lost.map((one) => `lost: ${one}`),
      ...twice.map((one) => `twice: ${one}`),
      ...strange.map((one) => `from nowhere: ${one}`),
      ...orphans.map(({ id, state }) => `raw mail ${id} is ${state} and leads nowhere`),
      ...(states.unreadable ? [`${states.unreadable} good mails were given up as unreadable`] : []),
    ],
  };
}

/** Every write that heard 2xx is there, once, under the id it was told. */
export async function writesIn(
  database: pg.Client,
  { writes, statuses, mistakes }: WriteLedger,
): Promise<Finding> {
  const granted = writes.filter(({ status }) => status);
  const faults = mistakes.map((words) => `mistake: ${words}`);
  const check = (
    one: (typeof writes)[number],
    ids: string[] | undefined,
    right: (ids: string[]) => boolean,
  ) => {
    if (!ids?.length) faults.push(`lost: ${one.what} ${one.marker}`);
    else if (ids.length > 1) faults.push(`${ids.length} times: ${one.what} ${one.marker}`);
    else if (!right(ids)) faults.push(`under another id: ${one.what} ${one.marker}`);
  };

  const said = granted.filter(({ what }) => ["open", "write first", "reply", "note"].includes(what));
  const { rows: messages } = await database.query<{ id: string; conversation_id: string; marker: string }>(
    `select id, conversation_id, substring(text from '[0-9a-f]{8}-[0-9a-f-]{27}') as marker from messages
     where raw_mail_id is null and auto is distinct from 'acknowledgement'`,
  );
  const byMarker = Map.groupBy(messages, ({ marker }) => marker);
  for (const one of said)
    check(
      one,
      byMarker.get(one.marker)?.map(({ id }) => id),
      ([id]) => {
        const message = byMarker.get(one.marker)![0]!;
        return message.conversation_id === one.conversation && (one.conversation === one.id || id === one.id);
      },
    );
  if (messages.length !== said.length) faults.push(`${messages.length} messages for ${said.length} writes`);

  const { rows: files } = await database.query<{ id: string; filename: string; message_id: string | null }>(
    "select id, filename, message_id from attachments where uploaded_by is not null",
  );
  const uploads = granted.filter(({ what }) => what === "file");
  for (const one of uploads)
    check(
      one,
      files.filter(({ filename }) => filename === `${one.marker}.bin`).map(({ id }) => id),
      ([id]) => id === one.id,
    );
  if (files.length !== uploads.length) faults.push(`${files.length} files for ${uploads.length} uploads`);

  for (const [kind, ...by] of [
    ["conversation.changed", "rename"],
    ["conversation.closed", "close", "waive"],
    ["conversation.answer_waived", "waive"],
    ["conversation.reopened", "reopen"],
    ["conversation.assigned", "assign"],
  ] as const satisfies [string, ...Write["what"][]][]) {
    const { rows } = await database.query<{ conversation_id: string; n: number }>(
      "select conversation_id, count(*)::int as n from events where kind = $1 group by 1",
      [kind],
    );
    const counted = new Map(rows.map((row) => [row.conversation_id, row.n]));
    const wished = Map.groupBy(
      granted.filter(({ what }) => by.some((one) => one === what)),
      ({ conversation }) => conversation!,
    );
    for (const [conversation, those] of wished)
      if (counted.get(conversation) !== those.length)
        faults.push(
          `${kind}: ${counted.get(conversation) ?? 0} events for ${those.length} writes to ${conversation}`,
        );
  }
  const heard = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status || "no answer"} ${n}`);
  return {
    figures: `writes: ${granted.length} granted by 2xx (${sum(writes, ({ tries }) => tries)} tries; ${heard.join(", ")}), ${faults.length} lost, twice or mistaken`,
    faults,
  };
}

/** Everything has an owner and a next step, the counts are right, the words can be found. */
export async function orderIn(database: pg.Client, drift: unknown[]): Promise<Finding> {
  const { rows } = await database.query<{ what: string; n: number }>(
    `select 'conversations' as what, count(*)::int as n from conversations
     union all select 'without a next step', count(*)::int from conversations where status <> 'closed' and (next_step is null or next_step_at is null)
     union all select 'without a queue or a person', count(*)::int from conversations c
       where not exists (select from teams t where t.workspace_id = c.workspace_id and t.id = c.team_id)
     union all select 'customers twice', count(*)::int from (select from customers group by workspace_id, brand_id, email having count(*) > 1) as twice
     union all select 'messages not to be found by their words', count(*)::int from messages m
       where m.auto is distinct from 'acknowledgement' and not exists (select from search_documents w where w.workspace_id = m.workspace_id and w.kind = 'message' and w.id = m.id)
     union all select 'conversations without a message', count(*)::int from conversations c
       where not exists (select from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id)
     union all select 'orders given up', count(*)::int from pgboss.job where name like '%.dead'`,
  );
  const [[all], bad] = parted(rows, ["conversations"]);
  return {
    figures: `order: ${all!.n} conversations, ${bad.map(({ what, n }) => `${n} ${what}`).join(", ")}; counts differ in ${drift.length} workspaces`,
    faults: [
      ...bad.filter(({ n }) => n > 0).map(({ what, n }) => `${n} ${what}`),
      ...drift.map((one) => JSON.stringify(one)),
    ],
  };
}

/** Nothing is ignored: every request is in the ledger, has its clock, and was acknowledged once; every step was taken once. */
export async function requestsIn(
  database: pg.Client,
  { broken, drift }: { broken: unknown[]; drift: unknown[] },
): Promise<Finding> {
  const { rows } = await database.query<{ what: string; n: number }>(
    // Clocks go on while this is asked: what they say may not have its number yet.
    `with said as (
       select workspace_id, id, kind, data, conversation_id from events
       union all select workspace_id, id, kind, data, conversation_id from outbox)
     select 'requests' as what, count(*)::int as n from requests
     union all select 'acknowledgements', count(*)::int from messages where auto = 'acknowledgement'
     union all select 'steps of clocks', count(*)::int from said where kind in ('clock.warned', 'clock.breached', 'clock.escalated')
     union all select 'letters of people that are in no ledger', count(*)::int from messages m
       where m.kind = 'message' and m.author_kind = 'customer' and m.auto is null
         and not exists (select from requests q where q.workspace_id = m.workspace_id and q.message_id = m.id)
     union all select 'requests of nobody', count(*)::int from requests q
       where not exists (select from messages m where m.workspace_id = q.workspace_id and m.id = q.message_id
         and m.author_kind = 'customer' and m.auto is null)
     union all select 'matters that wait without a clock, or with two', count(*)::int from (
       select from conversations c join clocks k on k.workspace_id = c.workspace_id and k.conversation_id = c.id
         and k.ended_at is null and k.clock in ('first_reply', 'next_reply')
       right join (select distinct workspace_id, conversation_id from requests where answered_at is null) q
         on q.workspace_id = c.workspace_id and q.conversation_id = c.id
       group by q.conversation_id having count(k.id) <> 1) as astray
     union all select 'clocks of matters that do not wait', count(*)::int from clocks k
       where k.ended_at is null and k.clock in ('first_reply', 'next_reply') and not exists (
         select from requests q where q.workspace_id = k.workspace_id and q.conversation_id = k.conversation_id
           and q.answered_at is null)
     union all select 'matters acknowledged twice', count(*)::int from (
       select from messages where auto = 'acknowledgement' group by workspace_id, conversation_id having count(*) > 1) as twice
     union all select 'acknowledgements that nobody was told of', count(*)::int from messages m
       where m.auto = 'acknowledgement' and not exists (
         select from deliveries d where d.workspace_id = m.workspace_id and d.message_id = m.id)
     union all select 'acknowledgements of machines', count(*)::int from messages m
       where m.auto = 'acknowledgement' and not exists (
         select from requests q where q.workspace_id = m.workspace_id and q.conversation_id = m.conversation_id
           and q.acknowledged_at is not null)
     union all select 'steps taken twice', count(*)::int from (
       select from said where kind in ('clock.warned', 'clock.breached', 'clock.escalated')
       group by workspace_id, kind, data ->> 'clockId', data ->> 'percent' having count(*) > 1) as twice
     union all select 'steps taken that nobody was told of', count(*)::int from (
       select from clocks k left join said e on e.workspace_id = k.workspace_id and e.conversation_id = k.conversation_id
         and e.kind in ('clock.warned', 'clock.escalated') and e.data ->> 'clockId' = k.id::text
       group by k.workspace_id, k.id, k.steps_done having count(e.id) <> k.steps_done) as untold`,
  );
  const [there, bad] = parted(rows, ["requests", "acknowledgements", "steps of clocks"]);
  return {
    figures: `${there.map(({ what, n }) => `${n} ${what}`).join(", ")}; ${bad.map(({ what, n }) => `${n} ${what}`).join(", ")}; the proof finds ${broken.length} broken, counts differ in ${drift.length} workspaces`,
    faults: [
      ...bad.filter(({ n }) => n > 0).map(({ what, n }) => `${n} ${what}`),
      ...there.filter(({ n }) => n < 20).map(({ what, n }) => `only ${n} ${what}`),
      ...[...broken, ...drift].map((one) => JSON.stringify(one)),
    ],
  };
}

/** The stream has every number once, tells of every message once, and every desk heard all of it. */
export async function streamIn(database: pg.Client, desks: Desk[]): Promise<Finding> {
  const { rows: streams } = await database.query<{ seq: number }>("select seq::int as seq from streams");
  const { rows: events } = await database.query<{ seq: number; kind: string }>(
    "select seq::int as seq, kind from events where seq <= $1 order by seq",
    [streams[0]?.seq],
  );
  const faults: string[] = [];
  events.forEach(({ seq }, at) => {
    if (seq !== at + 1) faults.push(`event ${seq} stands at place ${at + 1}`);
  });
  if (streams[0]?.seq !== events.length)
    faults.push(`the stream says ${streams[0]?.seq} of ${events.length}`);
  const { rows: untold } = await database.query<{ id: string; n: number }>(
    `select m.id, count(e.seq)::int as n from messages m left join events e on e.workspace_id = m.workspace_id
       and e.conversation_id = m.conversation_id and m.id::text in (e.data ->> 'messageId', e.data ->> 'acknowledged')
       and e.kind in ('conversation.opened', 'conversation.customer_wrote', 'conversation.replied', 'conversation.noted')
     group by m.id, m.author_kind, m.linked_by
     -- What we write first is told as a beginning and as a reply.
     having count(e.seq) not between 1 and 2`,
  );
  faults.push(...untold.map(({ id, n }) => `${n} events tell of message ${id}`));
  desks.forEach((desk, at) => {
    // What was said since the desks were waited for may still be on its way to them, or be newer than what was asked.
    const truth = events
      .filter(({ seq }) => seq > desk.from && seq <= (desk.seq ?? 0))
      .map(({ seq, kind }) => `${seq} ${kind}`);
    const heard = desk.heard
      .filter(({ seq }) => seq <= events.length)
      .map(({ seq, kind }) => `${seq} ${kind}`);
    const first = truth.findIndex((one, place) => one !== heard[place]);
    if (first >= 0 || heard.length !== truth.length)
      faults.push(
        `desk ${at} heard ${heard.length} of ${truth.length}, and differs first at ${truth[first]}`,
      );
    if (desk.resyncs) faults.push(`desk ${at} had to read everything anew ${desk.resyncs} times`);
  });
  return {
    figures: `stream: ${events.length} events without a gap, heard by ${desks.length} desks over ${sum(desks, ({ connections }) => connections)} connections`,
    faults,
  };
}

/** Every answer went out under its Message-ID; those that went out twice are counted. */
export async function outgoingIn(database: pg.Client, folder: string): Promise<Finding> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml") && !name.startsWith("."));
  const sent = new Map<string, number>();
  for (const name of names) {
    const id = (await readFile(join(folder, name), "utf8")).match(/^Message-ID: *(<[^>]*>)/im)?.[1] ?? name;
    sent.set(id, (sent.get(id) ?? 0) + 1);
  }
  const { rows } = await database.query<{ mail_id: string; state: string }>(
    "select m.mail_id, d.state from deliveries d join messages m on m.workspace_id = d.workspace_id and m.id = d.message_id",
  );
  const again = sum([...sent.values()], (n) => n - 1);
  return {
    figures: `answers: ${rows.length} to send, ${sent.size} sent, ${again} of them once more under the same Message-ID`,
    faults: [
      ...rows.filter(({ state }) => state !== "sent").map(({ mail_id, state }) => `${mail_id} is ${state}`),
      ...rows.filter(({ mail_id }) => !sent.has(mail_id)).map(({ mail_id }) => `never went out: ${mail_id}`),
      ...[...sent.keys()]
        .filter((id) => !rows.some(({ mail_id }) => mail_id === id))
        .map((id) => `from nowhere: ${id}`),
    ],
  };
}

/** Every file that a row names lies in the store and is what it was. */
export async function filesIn(
  database: pg.Client,
  folder: string,
  { mails }: MailLedger,
  { writes }: WriteLedger,
): Promise<Finding> {
  const { rows } = await database.query<{ workspace_id: string; sha256: string }>(
    `select distinct workspace_id, sha256 from attachments
     union select workspace_id, sha256 from raw_mails where content is null`,
  );
  const faults: string[] = [];
  for (const { workspace_id, sha256 } of rows) {
    const bytes = await readFile(join(folder, workspace_id, sha256.slice(0, 2), sha256)).catch(() => null);
    if (!bytes) faults.push(`file ${sha256} is not there`);
    else if (hashOf(bytes) !== sha256) faults.push(`file ${sha256} is not what it was`);
  }
  const sent = [
    ...mails
      .filter(({ accepted, attachment }) => accepted && attachment)
      .map(({ attachment }) => attachment!),
    ...writes.filter(({ status, file }) => status && file).map(({ file }) => file!),
  ];
  const known = new Set(rows.map(({ sha256 }) => sha256));
  for (const bytes of sent)
    if (!known.has(hashOf(bytes))) faults.push(`nothing holds the ${bytes.length} bytes that were sent`);
  return {
    figures: `files: ${rows.length} named, ${sent.length} sent by us, ${faults.length} missing or broken`,
    faults,
  };
}

/** PostgreSQL's own view of its indexes and pages. */
export async function pagesIn(database: pg.Client): Promise<Finding> {
  await database.query("create extension if not exists amcheck");
  const { rows } = await database.query<{ name: string }>(
    `select c.oid::regclass::text as name, bt_index_check(c.oid, true) from pg_class c
     join pg_index i on i.indexrelid = c.oid join pg_am a on a.oid = c.relam
     join pg_namespace n on n.oid = c.relnamespace
     where a.amname = 'btree' and c.relkind = 'i' and i.indisvalid and n.nspname in ('public', 'pgboss')`,
  );
  const { rows: sums } = await database.query<{ n: number }>(
    "select coalesce(sum(checksum_failures), 0)::int as n from pg_stat_database",
  );
  return {
    figures: `pages: ${rows.length} indexes agree with their tables, ${sums[0]!.n} checksums do not hold`,
    faults: sums[0]!.n ? [`${sums[0]!.n} checksums do not hold`] : [],
  };
}

/** How much there is of some things, and of what must not be. */
const parted = (rows: { what: string; n: number }[], things: string[]) => {
  const isThing = ({ what }: { what: string }) => things.includes(what);
  return [rows.filter(isThing), rows.filter((row) => !isThing(row))] as const;
};

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const sum = <T>(all: T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);
