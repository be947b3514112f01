-- Promises: what we said we would do, by when, and what became of it.
create table promises (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  brand_id uuid not null,
  line text not null check (line in ('service', 'support')),
  -- The message in which it was made.
  message_id uuid,
  text text not null,
  due_at timestamptz not null,
  -- Null goes with the matter: whoever has it.
  owner_id uuid,
  made_by jsonb not null,
  made_at timestamptz not null,
  -- One that was broken stays so, also when it is kept after all, or given up.
  state text not null default 'open' check (state in ('open', 'kept', 'broken', 'withdrawn')),
  kept_at timestamptz,
  -- The message that kept it.
  kept_message_id uuid,
  -- Since when nothing is owed any more; null as long as something is.
  settled_at timestamptz,
  settled_by jsonb,
  reason text,
  shown_to_customer boolean not null default false,
  warned_at timestamptz,
  broken_at timestamptz,
  -- How many steps of its ladder are done: warned, broken.
  steps_done integer not null default 0,
  -- When the next step is due; null when there is none.
  next_check_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  foreign key (workspace_id, owner_id) references agents (workspace_id, id),
  check (due_at > made_at),
  check (state <> 'open' or settled_at is null),
  check (state not in ('kept', 'withdrawn') or settled_at is not null),
  check ((broken_at is not null) = (state = 'broken')),
  check (kept_at is null or (settled_at is not null and state in ('kept', 'broken'))),
  check ((next_check_at is not null) = (state = 'open'))
);
create index promises_of_conversation on promises (workspace_id, conversation_id, made_at);
create index promises_of_customer on promises (workspace_id, customer_id, made_at);
create index promises_by_message on promises (workspace_id, message_id) where message_id is not null;
create index promises_outstanding on promises (workspace_id, due_at, id) where settled_at is null;
create index promises_of_owner on promises (workspace_id, owner_id) where settled_at is null and owner_id is not null;
create index promises_in_order on promises (workspace_id, due_at desc, id desc);
create index promises_to_check on promises (next_check_at) where next_check_at is not null;

alter table conversations
  -- When the first of its promises that are not settled is due.
  add column promise_at timestamptz,
  -- What comes first: its own next step, or a promise that is due before that.
  add column first_step text generated always as (case when promise_at < next_step_at then 'promise' else next_step end) stored,
  add column first_step_at timestamptz generated always as (least(next_step_at, promise_at)) stored;

grant select, insert, update, delete on promises to tandem_system, tandem_app;
alter table promises enable row level security;
alter table promises force row level security;
create policy workspace_wall on promises to tandem_app
  using (workspace_id = (select nullif(current_setting('tandem.workspace', true), '')::uuid));
create policy system_passes on promises to tandem_system using (true) with check (true);
