-- Who is answering a matter at this moment, drafts that colleagues may read and finish, and what drafts were before.

-- Soft: it tells others, and stops nobody. Ends with the reply, or some minutes after the last stroke.
create table claims (
  workspace_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  since timestamptz not null,
  written_at timestamptz not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index claims_by_stroke on claims (written_at);
create index claims_of_agent on claims (workspace_id, agent_id);

alter table drafts
  -- Since when colleagues may read and finish it; null while it is for its author alone.
  add column shared_at timestamptz;
create index drafts_shared on drafts (workspace_id, conversation_id) where shared_at is not null;

-- What somebody's draft was, for some while: the newest twenty of each person and matter.
create table draft_states (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  html text not null,
  attachments uuid[] not null default '{}',
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index draft_states_of on draft_states (workspace_id, conversation_id, agent_id, at desc);
create index draft_states_by_age on draft_states (at);

do $$
declare
  t text;
begin
  foreach t in array array['claims', 'draft_states'] loop
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
