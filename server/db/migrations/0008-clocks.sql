-- Clocks, what starts and ends them; the ledger of requests; acknowledgements; notices.

-- What is promised for which matters: the first by position whose conditions a matter meets; an empty list is no condition.
create table clock_policies (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  position integer not null,
  is_on boolean not null default true,
  lines text[] not null default '{}',
  brands uuid[] not null default '{}',
  priorities text[] not null default '{}',
  tiers text[] not null default '{}',
  channels text[] not null default '{}',
  clocks jsonb not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table clocks (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  brand_id uuid not null,
  clock text not null,
  policy_id uuid not null,
  -- Null runs around the clock.
  calendar_id uuid,
  minutes integer not null,
  -- What its policy said when it began: when it stands still, what ends it, the steps of its ladder.
  terms jsonb not null,
  started_at timestamptz not null,
  -- Null while it stands still.
  due_at timestamptz,
  paused_at timestamptz,
  pauses jsonb not null default '[]',
  state text not null check (state in ('running', 'paused', 'met', 'late', 'cancelled')),
  breached_at timestamptz,
  ended_at timestamptz,
  -- How many steps of its ladder are done, and when the next is due.
  steps_done integer not null default 0,
  look_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  check ((ended_at is null) = (state in ('running', 'paused')))
);
create unique index clocks_running on clocks (workspace_id, conversation_id, clock) where ended_at is null;
create index clocks_of_conversation on clocks (workspace_id, conversation_id, started_at) where ended_at is not null;
create index clocks_to_look_at on clocks (look_at) where look_at is not null and ended_at is null;
create index clocks_by_calendar on clocks (workspace_id, calendar_id) where ended_at is null and calendar_id is not null;

-- The ledger: every customer message that wants an answer.
create table requests (
  workspace_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  brand_id uuid not null,
  line text not null,
  channel text not null,
  asked_at timestamptz not null,
  -- By when a clock wants it answered.
  due_at timestamptz,
  acknowledged_at timestamptz,
  -- What the acknowledgement said.
  told_at timestamptz,
  answered_at timestamptz,
  answered_by text check (answered_by in ('reply', 'article', 'waived')),
  -- The message that answered it.
  answer_id uuid,
  reason text,
  -- Minutes of its clock's own time from the question to the answer.
  waited_minutes real,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  check ((answered_at is null) = (answered_by is null))
);
create index requests_open on requests (workspace_id, conversation_id) where answered_at is null;
create index requests_by_answer on requests (workspace_id, answer_id) where answer_id is not null;
create index requests_in_order on requests (workspace_id, asked_at, message_id)
  include (brand_id, line, channel, due_at, acknowledged_at, answered_at);
-- By month, in UTC: when the ledger was last held against the data, how often, and what was looked at that time; and
-- what was wrong with it.
create table ledger_proofs (
  workspace_id uuid not null references workspaces (id),
  month text not null,
  at timestamptz not null,
  times integer not null,
  looked_at integer not null,
  primary key (workspace_id, month)
);
create table ledger_breaks (
  workspace_id uuid not null,
  id uuid not null,
  what text not null,
  conversation_id uuid,
  message_id uuid,
  found_at timestamptz not null,
  mended_at timestamptz,
  primary key (workspace_id, id)
);
create unique index ledger_breaks_open on ledger_breaks (workspace_id, what, coalesce(message_id, conversation_id, workspace_id))
  where mended_at is null;

alter table lines
  -- Whether, where and how messages are acknowledged.
  add column acknowledgement jsonb not null default '{}';

alter table conversations
  add column held_for text check (held_for in ('third_party')),
  add column held_until timestamptz,
  add column acknowledged_at timestamptz,
  add check ((held_for is null) = (held_until is null));
create index conversations_held on conversations (held_until) where held_until is not null;

alter table queues
  -- When its team is there; null is always.
  add column calendar_id uuid,
  -- Where its work goes when its team is not there ("follow the sun").
  add column overflow_id uuid,
  -- Who is given what comes meanwhile, by weekday and hour in the zone of its calendar.
  add column duty jsonb not null default '[]';

-- What somebody is told in the desk.
create table notices (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  kind text not null,
  conversation_id uuid,
  data jsonb not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index notices_of_agent on notices (workspace_id, agent_id, id desc);
create index notices_unseen on notices (workspace_id, agent_id) where seen_at is null;

do $$
declare
  t text;
begin
  foreach t in array array['clock_policies', 'clocks', 'requests', 'ledger_proofs', 'ledger_breaks', 'notices'] loop
    execute format('grant select, insert, update, delete on %I to tandem_system, tandem_app', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy workspace_wall on %I to tandem_app using (workspace_id = (select nullif(current_setting(''tandem.workspace'', true), '''')::uuid))',
      t);
    execute format('create policy system_passes on %I to tandem_system using (true) with check (true)', t);
  end loop;
end
$$;

-- As a role that passes the walls, which the owner of the tables need not be.
set local role tandem_system;
-- What waits already is in the ledger from its first day.
insert into requests (workspace_id, message_id, conversation_id, brand_id, line, channel, asked_at, due_at)
select c.workspace_id, m.id, c.id, c.brand_id, c.line, m.channel, m.sent_at, c.next_step_at
from conversations c
join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
where c.status <> 'closed' and c.waiting_since is not null and m.kind = 'message' and m.author_kind = 'customer'
  and m.auto is null and m.sent_at >= c.waiting_since;
-- What inboxes said so far, as policies that run around the clock as they did.
insert into clock_policies (workspace_id, id, name, position, lines, brands, clocks)
select i.workspace_id, gen_random_uuid(), b.name || ' · ' || i.line, 10, array[i.line], array[i.brand_id],
  jsonb_build_array(
    jsonb_build_object('clock', 'first_reply', 'minutes', min(i.reply_within_minutes), 'time', 'calendar', 'pauses', '[]'::jsonb, 'steps', '[]'::jsonb),
    jsonb_build_object('clock', 'next_reply', 'minutes', min(i.reply_within_minutes), 'time', 'calendar', 'pauses', '[]'::jsonb, 'steps', '[]'::jsonb))
from inboxes i
join brands b on b.workspace_id = i.workspace_id and b.id = i.brand_id
group by i.workspace_id, b.name, i.line, i.brand_id
having min(i.reply_within_minutes) <> 480;
insert into clock_policies (workspace_id, id, name, position, lines, clocks)
select l.workspace_id, gen_random_uuid(), initcap(l.line), 100, array[l.line],
  '[{"clock": "first_reply", "minutes": 480, "time": "calendar", "pauses": [], "steps": []},
    {"clock": "next_reply", "minutes": 480, "time": "calendar", "pauses": [], "steps": []}]'::jsonb
from lines l;
insert into clocks (workspace_id, id, conversation_id, brand_id, clock, policy_id, minutes, terms, started_at, due_at, state,
  look_at)
select c.workspace_id, gen_random_uuid(), c.id, c.brand_id,
  case c.next_step when 'first_reply' then 'first_reply' else 'next_reply' end, p.id,
  greatest(1, extract(epoch from c.next_step_at - c.waiting_since) / 60)::integer, '{"pauses": [], "steps": []}'::jsonb,
  c.waiting_since, c.next_step_at, 'running', c.next_step_at
from conversations c
cross join lateral (
  select id from clock_policies p
  where p.workspace_id = c.workspace_id and c.line = any(p.lines) and (p.brands = '{}' or c.brand_id = any(p.brands))
  order by p.position limit 1) p
where c.status <> 'closed' and c.waiting_since is not null and c.next_step in ('first_reply', 'reply');
reset role;
alter table inboxes drop column reply_within_minutes;
