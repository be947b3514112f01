-- Figures: what happened, as rows that can be counted, and days of them packed for reading.

-- One row for each thing counted. Told by events alone, in the order of the stream, so that all of it can be thrown
-- away and told again. No foreign keys: what happened stays counted when the thing it happened to is gone.
create table facts (
  workspace_id uuid not null,
  -- The event it was told by; of the backlog, the number of the day since 1970.
  seq bigint not null,
  kind text not null,
  -- Tells facts of one event apart: the clock's key; of the backlog, the conversation.
  which text not null,
  at timestamptz not null,
  conversation_id uuid not null,
  -- Where the conversation stood at that moment.
  brand_id uuid not null,
  line text not null,
  team_id uuid not null,
  agent_id uuid,
  channel text not null,
  language text not null,
  intent text,
  -- What of its kind it is, and whether it went well; null where that cannot be said.
  detail text not null,
  good boolean,
  seconds integer,
  working_seconds integer,
  primary key (workspace_id, seq, kind, which)
);
create index facts_by_time on facts (workspace_id, kind, at, seq);

-- What the fold knows of each conversation so far (server/insights/matter.ts).
create table folded_conversations (
  workspace_id uuid not null,
  conversation_id uuid not null,
  is_open boolean not null,
  matter jsonb not null,
  primary key (workspace_id, conversation_id)
);
create index folded_conversations_open on folded_conversations (workspace_id) where is_open;

-- How far each workspace's stream has been folded; whoever folds holds the row.
create table fold_cursors (
  workspace_id uuid primary key references workspaces (id),
  seq bigint not null,
  -- The day whose end is the next at which the backlog is written down, in the zone that days are told in.
  day text,
  time_zone text not null,
  -- When the newest folded event happened.
  at timestamptz,
  -- Which rules it was folded by: other rules begin anew.
  rules integer not null,
  -- Another number whenever all of it was told anew.
  epoch bigint not null default 0
);

-- Small numbers for the words that facts are told apart by, so that a day of them packs small. Never taken away.
create table fact_words (
  workspace_id uuid not null references workspaces (id),
  dimension text not null,
  word text not null,
  code integer not null,
  primary key (workspace_id, dimension, word),
  unique (workspace_id, dimension, code)
);

-- The facts of one kind and one day of the workspace's zone, column by column (server/insights/sheet.ts). Made from
-- facts: one without a size is to be made anew.
create table sheets (
  workspace_id uuid not null references workspaces (id),
  kind text not null,
  day text not null,
  -- How far the stream had been folded when a fact of that day last changed.
  touched bigint not null,
  size integer,
  marks bytea,
  hours bytea,
  brands bytea,
  teams bytea,
  agents bytea,
  channels bytea,
  languages bytea,
  intents bytea,
  seconds bytea,
  working_seconds bytea,
  primary key (workspace_id, kind, day)
);
create index sheets_by_touch on sheets (workspace_id, touched);
create index sheets_unmade on sheets (workspace_id) where size is null;
do $$
declare
  c text;
begin
  -- Packed already: trying to press it further costs more than it saves.
  foreach c in array array['marks', 'hours', 'brands', 'teams', 'agents', 'channels', 'languages', 'intents', 'seconds',
    'working_seconds'] loop
    execute format('alter table sheets alter column %I set storage external', c);
  end loop;
end
$$;

-- Which metrics stand on a line's card; without a row, those that Tandem comes with.
create table scorecards (
  workspace_id uuid not null references workspaces (id),
  line text not null check (line in ('service', 'support')),
  metrics text[] not null,
  primary key (workspace_id, line)
);

do $$
declare
  t text;
begin
  foreach t in array array['facts', 'folded_conversations', 'fold_cursors', 'fact_words', 'sheets', 'scorecards'] loop
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
