-- Customers who come again about the same matter: what was found, and what people made of it.
alter table workspaces
  add column repeat_within_days integer not null default 30 check (repeat_within_days between 1 and 365);

create table repeats (
  workspace_id uuid not null,
  conversation_id uuid not null,
  earlier_id uuid not null,
  brand_id uuid not null,
  -- From 0 to 1; null when a person said so and nothing was found.
  likeness real,
  why jsonb not null default '[]',
  -- Days from the last words of the earlier one to the first of this.
  after_days real not null,
  -- Which time the customer comes about the matter with this conversation.
  nth integer not null default 2,
  found_at timestamptz not null default now(),
  state text not null default 'found' check (state in ('found', 'linked', 'dismissed')),
  settled_by uuid,
  settled_by_name text,
  settled_at timestamptz,
  -- What linking changed of the conversation, so that it can be taken back (server/conversations/repeats/link.ts).
  took jsonb,
  primary key (workspace_id, conversation_id, earlier_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  foreign key (workspace_id, earlier_id) references conversations (workspace_id, id)
);
create index repeats_back on repeats (workspace_id, earlier_id);

-- Numbers and codes of things that conversations name, to find others about the same thing by.
create table named_items (
  workspace_id uuid not null,
  brand_id uuid not null,
  item text not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  primary key (workspace_id, brand_id, item, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['repeats', 'named_items'] loop
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
