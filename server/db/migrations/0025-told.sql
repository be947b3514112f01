-- Who is asked by whom, what people want to be told and by which way, and the devices they are told on.

alter table mentions
  -- Who named them; null for somebody who is no agent.
  add column by_agent uuid,
  add column because text not null default 'mentioned' check (because in ('mentioned', 'asked')),
  add column due_at timestamptz,
  add column done_by text check (done_by in ('said', 'answered')),
  add constraint mentions_by_agent_fkey foreign key (workspace_id, by_agent) references agents (workspace_id, id);

alter table notices
  -- How many events are folded into it, and which: a reaction that runs twice tells nobody twice.
  add column times integer not null default 1,
  add column events uuid[] not null default '{}',
  -- Whether it stands in the desk's list, or only goes elsewhere.
  add column in_desk boolean not null default true,
  add column done_at timestamptz,
  -- When it is pushed, and when it is mailed, should nobody have seen it by then.
  add column push_at timestamptz,
  add column mail_at timestamptz,
  -- By which one way it was told outside of the desk.
  add column told_by text check (told_by in ('push', 'mail')),
  add column told_at timestamptz,
  add column digest_id uuid;
create index notices_to_push on notices (push_at) where push_at is not null;
create index notices_to_mail on notices (mail_at) where mail_at is not null;
create index notices_of_digest on notices (workspace_id, digest_id) where digest_id is not null;
create index notices_of_matter on notices (workspace_id, agent_id, conversation_id) where seen_at is null;

create table notice_choices (
  workspace_id uuid not null,
  agent_id uuid not null,
  -- What differs from the usual: by the group of a kind, and by the name of a choice.
  groups jsonb not null default '{}',
  choices jsonb not null default '{}',
  paused_until timestamptz,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);

-- Whoever signs out of a browser is no longer told there.
create table push_devices (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  session_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  user_agent text,
  created_at timestamptz not null default now(),
  told_at timestamptz,
  primary key (workspace_id, id),
  unique (endpoint),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, session_id) references sessions (workspace_id, id) on delete cascade
);
create index push_devices_by_agent on push_devices (workspace_id, agent_id);
create index push_devices_by_session on push_devices (workspace_id, session_id);

create table digests (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  made_at timestamptz not null,
  -- Null until it has left, or until nothing in it was new any more.
  ended_at timestamptz,
  ended text check (ended in ('sent', 'empty', 'failed')),
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);

-- Whether a push tells of a customer's words, which pass through the browser's maker, sealed.
alter table workspaces add column push_shows text not null default 'number' check (push_shows in ('number', 'words'));

do $$
declare
  t text;
begin
  foreach t in array array['notice_choices', 'push_devices', 'digests'] loop
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
