-- Queues, who takes from them, who is here, and what passed between the lines.
alter table workspaces
  add column points jsonb not null default '{"email": 1, "form": 1, "api": 1, "chat": 3, "phone": 5, "counter": 3}',
  add column return_after_minutes integer default 30;

create table skills (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table queues (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  position integer not null,
  team_id uuid not null,
  line text check (line in ('service', 'support')),
  -- Empty is no condition.
  brands uuid[] not null default '{}',
  languages text[] not null default '{}',
  intents text[] not null default '{}',
  skills uuid[] not null default '{}',
  giving text not null default 'pull' check (giving in ('pull', 'round_robin', 'least_loaded')),
  same_again boolean not null default true,
  -- Round robin: who was given the last one.
  last_agent_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id, team_id) references teams (workspace_id, id)
);

-- What somebody can take on. Without a row: everything, as much as usual, at all hours.
create table work_profiles (
  workspace_id uuid not null,
  agent_id uuid not null,
  languages text[] not null default '{}',
  lines text[] not null default '{}',
  skills uuid[] not null default '{}',
  service_points integer not null default 12,
  support_points integer not null default 12,
  rota jsonb not null default '[]',
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);

create table presence (
  workspace_id uuid not null,
  agent_id uuid not null,
  -- What they say of themselves; that nobody has seen them for a while, or that their shift is over, goes before it.
  state text not null default 'here' check (state in ('here', 'busy', 'away')),
  since timestamptz not null default now(),
  -- Since when they count as gone; null while they are here.
  gone_since timestamptz,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);

alter table conversations
  add column queue_id uuid,
  -- As what time it is ranked among what waits: its due time, moved by what makes it matter more or less.
  add column rank_at timestamptz;
create index conversations_in_queue on conversations (workspace_id, team_id, rank_at, id)
  where owner_id is null and status in ('new', 'open');

alter table customers add column tier text check (tier in ('valued', 'vip'));

create table handovers (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  from_line text not null,
  to_line text not null,
  from_team_id uuid not null,
  from_owner_id uuid,
  by_id uuid,
  by_name text not null,
  reason text not null,
  -- What the clocks said at that moment (server/conversations/handovers.ts).
  clocks jsonb not null,
  at timestamptz not null default now(),
  taken_at timestamptz,
  answered_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index handovers_by_conversation on handovers (workspace_id, conversation_id, at);

create table conversation_links (
  workspace_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  reason text not null,
  at timestamptz not null default now(),
  primary key (workspace_id, from_id, to_id),
  foreign key (workspace_id, from_id) references conversations (workspace_id, id),
  foreign key (workspace_id, to_id) references conversations (workspace_id, id)
);
create index conversation_links_back on conversation_links (workspace_id, to_id);

do $$
declare
  t text;
begin
  foreach t in array array['skills', 'queues', 'work_profiles', 'presence', 'handovers', 'conversation_links'] loop
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
update conversations set rank_at = next_step_at where status in ('new', 'open') and owner_id is null;
