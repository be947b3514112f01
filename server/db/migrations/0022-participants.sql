-- Who takes part in a matter besides its customer, why a message stands where it stands, and what keeps us out of loops.

alter table messages
  -- Why it stands in its conversation: the proofs, and whether anything is in doubt.
  add column linked jsonb;

create table participants (
  workspace_id uuid not null,
  conversation_id uuid not null,
  -- In lower case.
  address text not null,
  name text not null default '',
  -- Who it is, if we know them.
  customer_id uuid,
  standing text not null check (standing in ('customer', 'agreed', 'asked', 'left')),
  -- Whoever writes from there is who they say, in this conversation: somebody here said so.
  verified_at timestamptz,
  verified_by text,
  -- Who put them in: a person here, or who wrote the message.
  added_by text not null,
  added_at timestamptz not null default now(),
  -- In whose copy they were, or to which they were added.
  message_id uuid,
  primary key (workspace_id, conversation_id, address),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id)
);
-- The matters in which a customer takes part as an equal.
create index participants_by_customer on participants (workspace_id, customer_id, conversation_id)
  where standing = 'customer';
create index participants_by_address on participants (workspace_id, address);

-- Messages that were put elsewhere, with what is needed to put them back.
create table message_moves (
  workspace_id uuid not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  -- The messages, each with why it stood where it was.
  messages jsonb not null,
  -- Both matters as they were, and which state of them the move left.
  before jsonb not null,
  by_id uuid,
  by_name text not null,
  at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_id) references conversations (workspace_id, id),
  foreign key (workspace_id, to_id) references conversations (workspace_id, id)
);
create index message_moves_from on message_moves (workspace_id, from_id, at);
create index message_moves_to on message_moves (workspace_id, to_id, at);

-- Which customer a matter was taken from, so that it can be given back.
create table customer_changes (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index customer_changes_of on customer_changes (workspace_id, conversation_id, at);

-- Mails of late, theirs and the automatic ones of ours, to see when two machines talk with each other.
create table mail_paces (
  workspace_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  -- Theirs, in lower case.
  address text not null,
  conversation_id uuid,
  is_ours boolean not null,
  at timestamptz not null,
  primary key (workspace_id, id)
);
create index mail_paces_of_address on mail_paces (workspace_id, address, at);
create index mail_paces_by_age on mail_paces (at);

-- To these addresses we say nothing by ourselves for a while.
create table loop_brakes (
  workspace_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  address text not null,
  -- In which matter it began.
  conversation_id uuid,
  because text not null check (because in ('answers', 'mails', 'hops', 'own_mail')),
  -- How many there were when it was pulled, and how many came or were held back since.
  seen integer not null,
  held_back integer not null default 0,
  mails integer not null default 0,
  began_at timestamptz not null default now(),
  until_at timestamptz not null,
  let_go_at timestamptz,
  let_go_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create unique index loop_brakes_in_force on loop_brakes (workspace_id, inbox_id, address) where let_go_at is null;
create index loop_brakes_in_order on loop_brakes (workspace_id, began_at desc);

do $$
declare
  t text;
begin
  foreach t in array array['participants', 'message_moves', 'customer_changes', 'mail_paces', 'loop_brakes'] loop
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
