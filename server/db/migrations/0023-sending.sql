-- What leaves later, in whose name it is signed, and to whom nothing goes any more.

-- For so long a reply can be taken back before it leaves.
alter table workspaces add column undo_seconds integer not null default 10
  check (undo_seconds between 0 and 60);

-- A reply that waits for its time. Nothing of its conversation has changed yet: the customer has not been answered.
create table planned_replies (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  -- All that was said with it, as the API takes it.
  body jsonb not null,
  -- Its words alone, to be shown.
  words text not null,
  -- Whether its author chose the time; otherwise it waits only to be taken back.
  is_later boolean not null,
  send_at timestamptz not null,
  -- How the matter stood when it was planned: who had it, and the newest message.
  owner_id uuid,
  newest_id uuid,
  state text not null default 'planned' check (state in ('planned', 'sent', 'stopped', 'taken_back')),
  -- Why it was stopped.
  because text,
  message_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id),
  check ((state = 'planned') = (ended_at is null))
);
create index planned_replies_due on planned_replies (send_at) where state = 'planned';
create index planned_replies_open on planned_replies (workspace_id, conversation_id) where state in ('planned', 'stopped');

-- A domain that we send from: the key pairs its mail is signed with, and what its DNS said when we last looked.
create table mail_domains (
  workspace_id uuid not null references workspaces (id),
  domain text not null,
  -- What was found, by record; null before the first look.
  checked jsonb,
  checked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, domain)
);
create index mail_domains_to_check on mail_domains (checked_at);

create table domain_keys (
  workspace_id uuid not null,
  domain text not null,
  selector text not null,
  public_key text not null,
  -- Sealed; nothing but signing opens it.
  private_key bytea not null,
  -- `next` waits until its record is seen, `current` signs, `former` stays in the DNS while mails signed with it travel.
  state text not null check (state in ('next', 'current', 'former')),
  made_at timestamptz not null default now(),
  primary key (workspace_id, domain, selector),
  foreign key (workspace_id, domain) references mail_domains (workspace_id, domain) on delete cascade
);
create unique index domain_keys_one_signs on domain_keys (workspace_id, domain) where state = 'current';
create unique index domain_keys_one_comes on domain_keys (workspace_id, domain) where state = 'next';

-- An address to which nothing goes: it does not exist, its owner complained, or asked for it.
create table suppressions (
  workspace_id uuid not null references workspaces (id),
  address text not null,
  because text not null check (because in ('hard_bounce', 'soft_bounces', 'complaint', 'asked', 'by_hand')),
  -- What is held back: everything, or what is no personal answer.
  kind text not null default 'all' check (kind in ('all', 'not_personal')),
  -- What the other server said.
  said text,
  conversation_id uuid,
  message_id uuid,
  by_agent uuid,
  at timestamptz not null default now(),
  -- Repeated failures that may pass hold back for a while only.
  until timestamptz,
  primary key (workspace_id, address, kind)
);
create index suppressions_newest on suppressions (workspace_id, at desc, address);

-- Failures that may pass, counted until a mail arrives.
create table soft_bounces (
  workspace_id uuid not null references workspaces (id),
  address text not null,
  n integer not null,
  last_at timestamptz not null,
  primary key (workspace_id, address)
);

alter table deliveries
  -- By address, where a mail has gone to several or came back from one.
  add column recipients jsonb not null default '[]',
  -- The receiving server's last words.
  add column answer text;

do $$
declare
  t text;
begin
  foreach t in array array['planned_replies', 'mail_domains', 'domain_keys', 'suppressions', 'soft_bounces'] loop
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
