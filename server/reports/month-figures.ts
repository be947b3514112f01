import { type RawBuilder, sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import type { OpenRequest, ReportFigures, ReportGroup } from "../../contract/reports.ts";
import { firstContactOf } from "../conversations/index.ts";
import { look, type Tx } from "../db/database.ts";
import { nameOfLine } from "../lines/index.ts";
import type { Asked, ReportSource } from "./source.ts";

/** So many requests that were open are listed; that there are more can be seen from their number. */
const mostListed = 200;
/** So many matters are asked at once whether one contact was enough. */
const atOnce = 2000;

/**
 * A month's figures from the ledger, the clocks, the promises and the handovers, as they stood at its end: what was
 * answered later was open then. First reply and resolution are of the clocks that ended in the month, in minutes by the
 * clock on the wall.
 */
export const monthFigures: ReportSource = (db, asked) =>
  look(db, asked.workspaceId, async (tx) => {
    const groups = new Map<string, Map<string, ReportGroup>>();
    const names = await namesFor(tx, asked);
    for (const [by, key] of Object.entries(dimensions)) groups.set(by, await groupsBy(tx, asked, key, names));
    const whole = (await groupsBy(tx, asked, sql`''`, names)).get("");
    const { rows: months } = await sql<ReportFigures["requests"] & Month>`
      ${requestsOf(asked)}
      select ${counts(asked)},
        count(*) filter (where answered and answered_by = 'reply') as reply,
        count(*) filter (where answered and answered_by = 'article') as article,
        count(*) filter (where answered and answered_by = 'waived') as waived,
        count(*) filter (where not answered) as open,
        count(*) filter (where not answered and due_at < ${asked.to}) as open_late,
        min(asked_at) filter (where not answered) as oldest
      from asked`.execute(tx);
    const month = months[0]!;
    const breaks = await breaksIn(tx, asked);
    const [promises, clocks, handovers, proofs] = await Promise.all([
      promisesIn(tx, asked),
      clocksIn(tx, asked),
      handoversIn(tx, asked),
      proofsIn(tx, asked),
    ]);
    return {
      requests: {
        ...countsFrom(month),
        answeredBy: {
          reply: Number(month.reply),
          article: Number(month.article),
          waived: Number(month.waived),
        },
        open: Number(month.open),
        openLate: Number(month.openLate),
        oldestOpenAt: month.oldest?.toISOString() ?? null,
      },
      byLine: listed(groups.get("line")!),
      byBrand: listed(groups.get("brand")!),
      byChannel: listed(groups.get("channel")!),
      byLanguage: listed(groups.get("language")!),
      byDay: await daysOf(tx, asked),
      firstReply: {
        medianMinutes: whole?.medianFirstReplyMinutes ?? null,
        p90Minutes: whole?.p90FirstReplyMinutes ?? null,
      },
      resolution: {
        medianMinutes: whole?.medianResolutionMinutes ?? null,
        p90Minutes: whole?.p90ResolutionMinutes ?? null,
      },
      promises,
      clocks,
      firstContact: await firstContacts(tx, asked),
      handovers,
      unanswered: await openAtEnd(tx, asked, names.lines),
      neverIgnored: proofs > 0 && breaks.length === 0,
      invariantChecks: proofs,
      invariantBreaks: breaks,
    };
  });

interface Month {
  reply: number;
  article: number;
  waived: number;
  oldest: Date | null;
}

const dimensions = {
  line: sql`line`,
  brand: sql`brand_id::text`,
  channel: sql`channel`,
  language: sql`language`,
};

const ofBrand = ({ brandId }: Asked, column: RawBuilder<unknown>) =>
  brandId ? sql`and ${column} = ${brandId}` : sql``;

/** The month's requests, each with whether it was answered by the month's end. */
const requestsOf = (asked: Asked) => sql`
  with asked as (
    select q.*, c.language, q.answered_at is not null and q.answered_at < ${asked.to} as answered
    from requests q
    join conversations c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
    where q.workspace_id = ${asked.workspaceId} and q.asked_at >= ${asked.from} and q.asked_at < ${asked.to}
      ${ofBrand(asked, sql`q.brand_id`)}
  )`;

const counts = ({ to }: Asked) => sql`
  count(*) as total, count(*) filter (where answered) as answered,
  count(*) filter (where acknowledged_at < ${to}) as acknowledged,
  count(*) filter (where answered and answered_at <= due_at) as in_time,
  count(*) filter (where due_at is not null and (answered or due_at < ${to})) as judged`;

type Counts = Pick<ReportGroup, "total" | "answered" | "acknowledged" | "inTime" | "judged">;

const countsFrom = (row: Counts): Counts => ({
  total: Number(row.total),
  answered: Number(row.answered),
  acknowledged: Number(row.acknowledged),
  inTime: Number(row.inTime),
  judged: Number(row.judged),
});

interface Names {
  lines: Map<string, string>;
  brands: Map<string, string>;
}

async function namesFor(tx: Tx, { workspaceId, locale }: Asked): Promise<Names> {
  const brands = await tx
    .selectFrom("brands")
    .select(["id", "name"])
    .where("workspaceId", "=", workspaceId)
    .execute();
  return {
    brands: new Map(brands.map(({ id, name }) => [id, name])),
    lines: await lineNames(tx, workspaceId, locale),
  };
}

async function lineNames(tx: Tx, workspaceId: string, locale: Locale): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom("lines")
    .select(["line", "names"])
    .where("workspaceId", "=", workspaceId)
    .execute();
  return new Map(rows.map((row) => [row.line, nameOfLine(row, locale)]));
}

/** The month by one dimension: its requests, and the clocks that ended in it. */
async function groupsBy(
  tx: Tx,
  asked: Asked,
  key: RawBuilder<unknown>,
  { lines, brands }: Names,
): Promise<Map<string, ReportGroup>> {
  const { rows: requests } = await sql<Counts & { key: string }>`
    ${requestsOf(asked)}
    select ${key} as key, ${counts(asked)} from asked group by 1`.execute(tx);
  const { rows: ended } = await sql<{
    key: string;
    clock: string;
    median: number;
    p90: number;
  }>`
    with ended as (
      select k.clock, k.brand_id, c.line, c.channel, c.language,
        extract(epoch from k.ended_at - k.started_at) / 60 as minutes
      from clocks k
      join conversations c on c.workspace_id = k.workspace_id and c.id = k.conversation_id
      where k.workspace_id = ${asked.workspaceId} and k.clock in ('first_reply', 'resolution')
        and k.state in ('met', 'late') and k.ended_at >= ${asked.from} and k.ended_at < ${asked.to}
        ${ofBrand(asked, sql`k.brand_id`)}
    )
    select ${key} as key, clock, percentile_cont(0.5) within group (order by minutes) as median,
      percentile_cont(0.9) within group (order by minutes) as p90
    from ended group by 1, 2`.execute(tx);
  const groups = new Map<string, ReportGroup>();
  const groupOf = (one: string) => {
    const group = groups.get(one) ?? {
      key: one,
      name: lines.get(one) ?? brands.get(one) ?? one,
      ...{ total: 0, answered: 0, acknowledged: 0, inTime: 0, judged: 0 },
      medianFirstReplyMinutes: null,
      p90FirstReplyMinutes: null,
      medianResolutionMinutes: null,
      p90ResolutionMinutes: null,
    };
    groups.set(one, group);
    return group;
  };
  for (const row of requests) Object.assign(groupOf(row.key), countsFrom(row));
  for (const { key: one, clock, median, p90 } of ended)
    Object.assign(
      groupOf(one),
      clock === "first_reply"
        ? { medianFirstReplyMinutes: Number(median), p90FirstReplyMinutes: Number(p90) }
        : { medianResolutionMinutes: Number(median), p90ResolutionMinutes: Number(p90) },
    );
  return groups;
}

const listed = (groups: Map<string, ReportGroup>): ReportGroup[] =>
  [...groups.values()].sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));

/** One row for each day of the month, also for those on which nobody wrote. */
async function daysOf(tx: Tx, asked: Asked): Promise<ReportFigures["byDay"]> {
  const { rows } = await sql<Counts & { date: string }>`
    ${requestsOf(asked)}
    select to_char(asked_at at time zone ${asked.timeZone}, 'YYYY-MM-DD') as date, ${counts(asked)}
    from asked group by 1`.execute(tx);
  const of = new Map(rows.map((row) => [row.date, row]));
  const month = Temporal.PlainYearMonth.from(asked.period);
  return Array.from({ length: month.daysInMonth }, (_, n) => {
    const date = month.toPlainDate({ day: n + 1 }).toString();
    const row = of.get(date);
    return {
      date,
      ...(row ? countsFrom(row) : { total: 0, answered: 0, acknowledged: 0, inTime: 0, judged: 0 }),
    };
  });
}

async function promisesIn(tx: Tx, asked: Asked): Promise<ReportFigures["promises"]> {
  const { rows } = await sql<ReportFigures["promises"]>`
    select count(*) filter (where made_at >= ${asked.from} and made_at < ${asked.to}) as made,
      count(*) filter (where state = 'kept' and kept_at >= ${asked.from} and kept_at < ${asked.to}) as kept,
      count(*) filter (where broken_at >= ${asked.from} and broken_at < ${asked.to}) as broken
    from promises
    where workspace_id = ${asked.workspaceId} ${ofBrand(asked, sql`brand_id`)}`.execute(tx);
  const { made, kept, broken } = rows[0]!;
  return { made: Number(made), kept: Number(kept), broken: Number(broken) };
}

async function clocksIn(tx: Tx, asked: Asked): Promise<ReportFigures["clocks"]> {
  const { rows } = await sql<ReportFigures["clocks"]>`
    select count(*) filter (where state = 'met') as kept, count(*) filter (where state = 'late') as missed
    from clocks
    where workspace_id = ${asked.workspaceId} and ended_at >= ${asked.from} and ended_at < ${asked.to}
      ${ofBrand(asked, sql`brand_id`)}`.execute(tx);
  return { kept: Number(rows[0]!.kept), missed: Number(rows[0]!.missed) };
}

async function handoversIn(tx: Tx, asked: Asked): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from handovers h
    join conversations c on c.workspace_id = h.workspace_id and c.id = h.conversation_id
    where h.workspace_id = ${asked.workspaceId} and h.at >= ${asked.from} and h.at < ${asked.to}
      ${ofBrand(asked, sql`c.brand_id`)}`.execute(tx);
  return Number(rows[0]!.n);
}

/** Of the matters that were closed in the month, those of which it is known by now whether one contact was enough. */
async function firstContacts(tx: Tx, asked: Asked): Promise<ReportFigures["firstContact"]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from conversations c
    where c.workspace_id = ${asked.workspaceId} and c.closed_at >= ${asked.from} and c.closed_at < ${asked.to}
      ${ofBrand(asked, sql`c.brand_id`)}`.execute(tx);
  let [resolved, ofResolved] = [0, 0];
  for (let at = 0; at < rows.length; at += atOnce) {
    const ids = rows.slice(at, at + atOnce).map(({ id }) => id);
    for (const { firstContact } of await firstContactOf(tx, asked.workspaceId, ids)) {
      if (firstContact === null) continue;
      ofResolved++;
      if (firstContact) resolved++;
    }
  }
  return { resolved, ofResolved };
}

async function openAtEnd(tx: Tx, asked: Asked, lines: Map<string, string>): Promise<OpenRequest[]> {
  const { rows } = await sql<{
    number: number;
    askedAt: Date;
    dueAt: Date | null;
    brand: string;
    line: string;
    channel: string;
    owner: string;
    nextStep: string | null;
    nextStepAt: Date | null;
  }>`
    ${requestsOf(asked)}
    select c.number, a.asked_at, a.due_at, b.name as brand, a.line, a.channel, coalesce(g.name, t.name) as owner,
      c.next_step, c.next_step_at
    from asked a
    join conversations c on c.workspace_id = a.workspace_id and c.id = a.conversation_id
    join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
    join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
    left join agents g on g.workspace_id = c.workspace_id and g.id = c.owner_id
    where not a.answered
    order by a.asked_at, c.number
    limit ${mostListed}`.execute(tx);
  return rows.map(({ askedAt, dueAt, nextStep, nextStepAt, line, ...row }) => ({
    ...row,
    line: lines.get(line) ?? line,
    askedAt: askedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    nextStep: nextStep && nextStepAt ? { what: nextStep, at: nextStepAt.toISOString() } : null,
  }));
}

async function proofsIn(tx: Tx, asked: Asked): Promise<number> {
  const { times } = await tx
    .selectFrom("ledgerProofs")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("times"), sql<number>`0`).as("times"))
    .where("workspaceId", "=", asked.workspaceId)
    .where("month", "=", asked.period)
    .executeTakeFirstOrThrow();
  return Number(times);
}

/** What was wrong at some time of the month; of one brand, what concerned it or nobody in particular. */
async function breaksIn(tx: Tx, asked: Asked): Promise<ReportFigures["invariantBreaks"]> {
  const { rows } = await sql<{ foundAt: Date; mendedAt: Date | null; what: string }>`
    select l.found_at, l.mended_at, l.what from ledger_breaks l
    left join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id
    where l.workspace_id = ${asked.workspaceId} and l.found_at < ${asked.to}
      and (l.mended_at is null or l.mended_at >= ${asked.from})
      ${asked.brandId ? sql`and (c.id is null or c.brand_id = ${asked.brandId})` : sql``}
    order by l.found_at
    limit 500`.execute(tx);
  return rows.map(({ foundAt, mendedAt, what }) => ({
    at: foundAt.toISOString(),
    mendedAt: mendedAt?.toISOString() ?? null,
    what,
  }));
}
