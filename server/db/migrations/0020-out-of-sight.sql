-- What a mail says besides its words, what is out of sight for a while or for good, and who follows a matter.

alter table messages add column mail jsonb;

alter table conversations
  -- Out of the working lists until then at the latest; `snoozed_for` says what brings it back sooner.
  add column snoozed_until timestamptz,
  add column snoozed_for text,
  add constraint conversations_snoozed_for_something check ((snoozed_until is null) = (snoozed_for is null)),
  -- It became part of another one, whose number people are led to.
  add column merged_into uuid,
  add constraint conversations_merged_into foreign key (workspace_id, merged_into)
    references conversations (workspace_id, id);
create index conversations_snoozed on conversations (workspace_id, snoozed_until) where snoozed_until is not null;
create index conversations_merged on conversations (workspace_id, merged_into) where merged_into is not null;

-- Who was named in a note, and who wants to hear of a matter that is not theirs.
create table mentions (
  workspace_id uuid not null,
  agent_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  at timestamptz not null,
  -- When they said they were done with it; they find it among what they were named in until then.
  done_at timestamptz,
  primary key (workspace_id, agent_id, message_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index mentions_of_agent on mentions (workspace_id, agent_id, conversation_id) where done_at is null;
create index mentions_in_conversation on mentions (workspace_id, conversation_id);

create table followers (
  workspace_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  -- By their own wish, or because they were named.
  because text not null check (because in ('chosen', 'mentioned', 'asked')),
  since timestamptz not null default now(),
  primary key (workspace_id, conversation_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index followers_by_agent on followers (workspace_id, agent_id);

do $$
declare
  t text;
begin
  foreach t in array array['mentions', 'followers'] loop
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
