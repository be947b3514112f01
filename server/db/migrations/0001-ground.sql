-- The ground: workspaces and who works in them, customers, conversations and what was said, mail as it came,
-- the event stream. Keys begin with the workspace, so that the data can be spread and nothing crosses its wall.

-- Installation-wide: which workspace an address belongs to, before anybody is known.
create table directory_emails (
  email text primary key,
  workspace_id uuid not null,
  agent_id uuid not null
);
create table directory_addresses (
  address text primary key,
  workspace_id uuid not null,
  inbox_id uuid not null
);
-- Tries that guess (passwords, codes, resets), counted by what is guessed and by where it comes from.
create table throttles (
  key text primary key,
  tries integer not null,
  resets_at timestamptz not null
);
-- What the whole installation shares, such as the key that signs reply addresses and page markers.
create table installation (
  name text primary key,
  value bytea not null
);
-- Rows that one process at a time may hold.
create table leases (
  name text primary key,
  holder text not null,
  until timestamptz not null
);
insert into leases (name, holder, until) values ('sequencer', '', now()), ('set-up', '', now());

create table workspaces (
  id uuid primary key,
  name text not null,
  trade text not null,
  locale text not null,
  time_zone text not null default 'UTC',
  demo boolean not null default false,
  next_number bigint not null default 1,
  created_at timestamptz not null default now()
);

create table brands (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  domain text,
  locales text[] not null,
  lines text[] not null,
  colour text not null,
  signatures jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table teams (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
create table team_brands (
  workspace_id uuid not null,
  team_id uuid not null,
  brand_id uuid not null,
  primary key (workspace_id, team_id, brand_id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade,
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);

create table agents (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'lead', 'agent', 'light', 'readonly')),
  status text not null check (status in ('invited', 'active', 'disabled')),
  locale text not null,
  time_zone text not null default 'UTC',
  appearance text not null default 'system' check (appearance in ('system', 'light', 'dark')),
  all_brands boolean not null default true,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  -- The step of the last code that was accepted: a code is good once.
  totp_last_step bigint,
  recovery_code_hashes text[] not null default '{}',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, email)
);
create table agent_brands (
  workspace_id uuid not null,
  agent_id uuid not null,
  brand_id uuid not null,
  primary key (workspace_id, agent_id, brand_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);
create table team_members (
  workspace_id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  primary key (workspace_id, team_id, agent_id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);

-- Tokens are kept as SHA-256 of what the person holds.
create table sessions (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  token_hash bytea not null,
  user_agent text,
  address text,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index sessions_by_agent on sessions (workspace_id, agent_id);
create table one_time_tokens (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  purpose text not null check (purpose in ('invitation', 'password-reset')),
  token_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create table api_keys (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  hint text not null,
  token_hash bytea not null,
  scopes text[] not null,
  -- Null reaches all brands.
  brands uuid[],
  created_by uuid,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash)
);

-- One visible effect for a retried request: written in the transaction of the effect itself.
create table idempotency_keys (
  workspace_id uuid not null,
  caller uuid not null,
  key text not null,
  request_hash bytea not null,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, caller, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

create table inboxes (
  workspace_id uuid not null,
  id uuid not null,
  channel text not null,
  address text not null,
  name text not null,
  brand_id uuid not null,
  line text not null check (line in ('service', 'support')),
  team_id uuid not null,
  reply_within_minutes integer not null default 480,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, address),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id)
);

-- A customer belongs to a brand: what one brand knows of a person, another does not.
create table customers (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null,
  email text,
  locale text,
  company text,
  about text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_seen_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);
create index customers_by_name on customers (workspace_id, lower(name), id);
create table identities (
  workspace_id uuid not null,
  brand_id uuid not null,
  kind text not null check (kind in ('email', 'phone', 'account')),
  value text not null,
  customer_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, brand_id, kind, value),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id)
);
create index identities_by_customer on identities (workspace_id, customer_id);

create table tags (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  colour text not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table conversations (
  workspace_id uuid not null,
  id uuid not null,
  number bigint not null,
  brand_id uuid not null,
  inbox_id uuid not null,
  customer_id uuid not null,
  line text not null check (line in ('service', 'support')),
  status text not null check (status in ('new', 'open', 'waiting', 'closed')),
  channel text not null,
  subject text not null,
  language text not null,
  priority text not null check (priority in ('low', 'normal', 'high', 'critical')),
  -- The queue that answers for it; an agent may hold it for the team.
  team_id uuid not null,
  owner_id uuid,
  started_by text not null check (started_by in ('customer', 'company')),
  waiting_since timestamptz,
  next_step text,
  next_step_at timestamptz,
  preview text not null,
  preview_by text not null,
  last_message_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id),
  foreign key (workspace_id, owner_id) references agents (workspace_id, id),
  -- Whatever is not closed has a next step with a time.
  check ((status = 'closed') = (next_step is null)),
  check ((next_step is null) = (next_step_at is null))
);
create index conversations_newest on conversations (workspace_id, last_message_at desc, id desc);
create index conversations_at_work on conversations (workspace_id, last_message_at desc, id desc)
  where status <> 'closed';
create index conversations_waiting on conversations (workspace_id, waiting_since, id)
  where waiting_since is not null;
create index conversations_by_owner on conversations (workspace_id, owner_id, last_message_at desc, id desc)
  where owner_id is not null and status <> 'closed';
create index conversations_by_customer on conversations (workspace_id, customer_id, last_message_at desc, id desc);
create table conversation_tags (
  workspace_id uuid not null,
  conversation_id uuid not null,
  tag_id uuid not null,
  primary key (workspace_id, conversation_id, tag_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  foreign key (workspace_id, tag_id) references tags (workspace_id, id)
);
create index conversation_tags_by_tag on conversation_tags (workspace_id, tag_id, conversation_id);

-- Open counts without counting: changes are written as rows and folded from time to time.
create table conversation_counts (
  workspace_id uuid not null,
  brand_id uuid not null,
  status text not null,
  owner_id uuid not null,
  n bigint not null,
  primary key (workspace_id, brand_id, status, owner_id)
);
create table conversation_count_changes (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  status text not null,
  -- The zero id stands for "the team's queue".
  owner_id uuid not null,
  n integer not null,
  primary key (workspace_id, id, status)
);

create table reads (
  workspace_id uuid not null,
  agent_id uuid not null,
  conversation_id uuid not null,
  read_at timestamptz not null,
  primary key (workspace_id, agent_id, conversation_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);

-- Mail as it came: committed before we say 250, read afterwards.
create table raw_mails (
  workspace_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  envelope_from text not null,
  envelope_to text not null,
  -- client: address, helo, tls
  client jsonb not null,
  size integer not null,
  sha256 text not null,
  -- Small mails lie here, larger ones in the file store under their hash.
  content bytea,
  state text not null default 'received' check (state in ('received', 'read', 'unreadable', 'duplicate')),
  error text,
  received_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id)
);
create index raw_mails_unread on raw_mails (workspace_id, received_at) where state = 'received';

-- A mail that is delivered twice is one message: whoever reads it first leaves its fingerprint.
create table mail_fingerprints (
  workspace_id uuid not null,
  inbox_id uuid not null,
  fingerprint bytea not null,
  message_id uuid not null,
  primary key (workspace_id, inbox_id, fingerprint)
);

create table messages (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('message', 'note')),
  author_kind text not null check (author_kind in ('customer', 'agent', 'automation')),
  author_id uuid,
  author_name text not null,
  channel text not null,
  subject text,
  text text not null,
  html text,
  reply text not null,
  language text not null,
  recipients jsonb,
  auto text,
  linked_by text not null,
  sender_check jsonb,
  problems text[] not null default '{}',
  -- Mail's own Message-ID, ours or theirs, and the mail it came as.
  mail_id text,
  in_reply_to text,
  raw_mail_id uuid,
  has_attachments boolean not null default false,
  sent_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
) partition by hash (workspace_id);
create table messages_0 partition of messages for values with (modulus 8, remainder 0);
create table messages_1 partition of messages for values with (modulus 8, remainder 1);
create table messages_2 partition of messages for values with (modulus 8, remainder 2);
create table messages_3 partition of messages for values with (modulus 8, remainder 3);
create table messages_4 partition of messages for values with (modulus 8, remainder 4);
create table messages_5 partition of messages for values with (modulus 8, remainder 5);
create table messages_6 partition of messages for values with (modulus 8, remainder 6);
create table messages_7 partition of messages for values with (modulus 8, remainder 7);
create index messages_in_order on messages (workspace_id, conversation_id, sent_at desc, id desc);
create index messages_by_mail_id on messages (workspace_id, mail_id) where mail_id is not null;

create table attachments (
  workspace_id uuid not null,
  id uuid not null,
  -- Both null while it is only uploaded.
  conversation_id uuid,
  message_id uuid,
  uploaded_by uuid,
  filename text not null,
  mime_type text not null,
  size bigint not null,
  sha256 text not null,
  inline boolean not null default false,
  content_id text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index attachments_by_message on attachments (workspace_id, message_id) where message_id is not null;

-- What must leave the house: one row per outgoing message.
create table deliveries (
  workspace_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed')),
  tries integer not null default 0,
  next_try_at timestamptz,
  lease_until timestamptz,
  error text,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, message_id)
);
create index deliveries_due on deliveries (next_try_at) where state in ('queued', 'sending');

create table drafts (
  workspace_id uuid not null,
  agent_id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  html text not null,
  attachments uuid[] not null default '{}',
  updated_at timestamptz not null default now(),
  primary key (workspace_id, agent_id, conversation_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);

-- Words to find a conversation by, written after commit.
create table message_words (
  workspace_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  words tsvector not null,
  primary key (workspace_id, message_id)
);
create index message_words_gin on message_words using gin (words);

-- Events wait in the outbox until the sequencer gives each workspace's stream its next numbers.
create table outbox (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  kind text not null,
  conversation_id uuid,
  brand_id uuid,
  actor jsonb not null,
  data jsonb not null,
  primary key (workspace_id, id)
);
create index outbox_in_order on outbox (id);
create table streams (
  workspace_id uuid primary key references workspaces (id),
  seq bigint not null
);
-- By month; server/db/partitions.ts makes the months to come.
create table events (
  workspace_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  id uuid not null,
  kind text not null,
  conversation_id uuid,
  brand_id uuid,
  actor jsonb not null,
  data jsonb not null,
  primary key (workspace_id, seq, at)
) partition by range (at);
create index events_by_conversation on events (workspace_id, conversation_id, at) where conversation_id is not null;
