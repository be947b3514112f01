-- Rules on what happens and on time that passes; how they read before; what waits for its time; what ran and why.
create table automations (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  position integer not null,
  is_on boolean not null default false,
  version integer not null default 1,
  -- Once it has run on an event, those after it do not.
  stops boolean not null default false,
  -- Empty: all.
  brands uuid[] not null default '{}',
  trigger jsonb not null,
  conditions jsonb not null,
  actions jsonb not null,
  -- Time is counted from nothing that began before this: what waited when the rule was switched on is left in peace,
  -- unless it was switched on for that too.
  counts_from timestamptz not null default now(),
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null default now(),
  -- Logs name what is removed; its name is free again.
  removed_at timestamptz,
  primary key (workspace_id, id)
);
create unique index automations_by_name on automations (workspace_id, name) where removed_at is null;

create table automation_versions (
  workspace_id uuid not null,
  automation_id uuid not null,
  version integer not null,
  name text not null,
  stops boolean not null,
  brands uuid[] not null,
  trigger jsonb not null,
  conditions jsonb not null,
  actions jsonb not null,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, automation_id, version),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
);

-- A rule on elapsed time waits in a conversation for the end of its time, once for each episode of what it counts from.
create table automation_waits (
  workspace_id uuid not null,
  id uuid not null,
  automation_id uuid not null,
  version integer not null,
  conversation_id uuid not null,
  -- The event that began what time is counted from; the same state, begun anew, is another episode.
  episode uuid not null,
  episode_kind text not null,
  began_at timestamptz not null,
  armed_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'armed' check (state in ('armed', 'fired', 'ended', 'cancelled', 'failed')),
  tries integer not null default 0,
  -- The rules that led to its beginning.
  chain uuid[] not null default '{}',
  primary key (workspace_id, id),
  unique (workspace_id, automation_id, conversation_id, episode),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index automation_waits_due on automation_waits (due_at) where state = 'armed';
create index automation_waits_by_conversation on automation_waits (workspace_id, conversation_id);

create table automation_runs (
  workspace_id uuid not null,
  id uuid not null,
  automation_id uuid not null,
  version integer not null,
  conversation_id uuid not null,
  -- What set it off: an event, or a wait whose time was up.
  event_id uuid,
  wait_id uuid,
  set_off_by text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('ran', 'skipped', 'stopped', 'failed', 'loop')),
  because text,
  -- Of each condition what was found and whether it held, and what ids were called.
  why jsonb not null,
  did jsonb not null,
  primary key (workspace_id, id),
  check ((event_id is null) <> (wait_id is null)),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
-- Whatever is told twice is answered once.
create unique index automation_runs_once on automation_runs (workspace_id, event_id, automation_id)
  where event_id is not null;
create index automation_runs_by_conversation on automation_runs (workspace_id, conversation_id, id desc);
create index automation_runs_by_automation on automation_runs (workspace_id, automation_id, id desc);
-- What is looked at for each rule of a list; most of the rows say that a rule had nothing to do.
create index automation_runs_of_note on automation_runs (workspace_id, automation_id, at desc)
  where outcome <> 'skipped';

create index automation_runs_by_age on automation_runs (at);

-- What a rule would have touched, for who asked.
create table automation_dry_runs (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  asked_by uuid not null,
  asked jsonb not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  found jsonb not null,
  made_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index automation_dry_runs_by_age on automation_dry_runs (made_at);

do $$
declare
  t text;
begin
  foreach t in array array['automations', 'automation_versions', 'automation_waits', 'automation_runs', 'automation_dry_runs'] loop
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
