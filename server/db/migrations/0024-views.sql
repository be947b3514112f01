-- Lists under a name, how each person looks at them, and acts on many conversations at once.

-- What must be done soonest, of what is in sight.
create index conversations_due on conversations (workspace_id, first_step_at, id)
  where status <> 'closed' and snoozed_until is null and merged_into is null;

-- A view is its maker's own, a team's or everybody's.
create table views (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  emoji text,
  -- The view of ours that it narrows down.
  base text not null,
  -- As they stand in an address.
  filters jsonb not null default '{}',
  sort text,
  columns text[],
  shared text not null check (shared in ('nobody', 'team', 'everybody')),
  owner_id uuid not null,
  team_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references agents (workspace_id, id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade,
  check ((shared = 'team') = (team_id is not null))
);
create index views_by_owner on views (workspace_id, owner_id);

-- How somebody looks at a view: one of ours by its key, or a saved one by its id.
create table view_looks (
  workspace_id uuid not null,
  agent_id uuid not null,
  view text not null,
  layout text not null default 'rows' check (layout in ('rows', 'table')),
  columns text[],
  sort text,
  -- Where it stands among the saved ones.
  place int,
  primary key (workspace_id, agent_id, view),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);

-- One act on many conversations, carried out by a job.
create table bulk_acts (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  by_kind text not null check (by_kind in ('agent', 'key')),
  by_id uuid not null,
  by_name text not null,
  act jsonb not null,
  state text not null check (state in ('running', 'done', 'undoing', 'undone')),
  total int not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (workspace_id, id)
);
create index bulk_acts_by_maker on bulk_acts (workspace_id, by_id, created_at desc);
create index bulk_acts_old on bulk_acts (created_at);

create table bulk_act_items (
  workspace_id uuid not null,
  act_id uuid not null,
  place int not null,
  conversation_id uuid not null,
  -- `left`: the act was refused; `same`: nothing was to be done; `kept`: not undone, since somebody changed it.
  state text not null default 'waiting' check (state in ('waiting', 'done', 'same', 'left', 'undone', 'kept')),
  why text,
  -- What undoing needs: how it was, and how the act left it.
  was jsonb,
  became jsonb,
  primary key (workspace_id, act_id, place),
  foreign key (workspace_id, act_id) references bulk_acts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index bulk_act_items_waiting on bulk_act_items (workspace_id, act_id, place) where state = 'waiting';
create index bulk_act_items_of_conversation on bulk_act_items (workspace_id, conversation_id);

do $$
declare
  t text;
begin
  foreach t in array array['views', 'view_looks', 'bulk_acts', 'bulk_act_items'] loop
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
