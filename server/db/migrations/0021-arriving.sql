-- How mail reaches an inbox: under which addresses, by our own door, by a relay, or fetched from mailboxes elsewhere.

-- Besides its own address an inbox has aliases, and `@domain` where it takes all of a domain that no other inbox takes.
create index directory_addresses_of_inbox on directory_addresses (workspace_id, inbox_id);
create index directory_addresses_by_domain on directory_addresses (split_part(address, '@', 2));

alter table raw_mails
  add column way text not null default 'smtp' check (way in ('smtp', 'imap', 'api')),
  -- The address of ours or of theirs that passed it on; whoever connected then says nothing of the sender.
  add column forwarded_by text,
  -- Of one that could not be read: the conversation that was made for it.
  add column shown_in uuid;
-- A relay that tries again sends the same bytes.
create unique index raw_mails_by_relay on raw_mails (workspace_id, inbox_id, sha256) where way = 'api';
create index raw_mails_to_look_at on raw_mails (workspace_id, id) where state in ('unreadable', 'duplicate');

-- What was turned away at the door although its address, or its domain, is ours; counted by day.
create table mail_refusals (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  inbox_id uuid,
  -- As people write it: 2026-11-23.
  day text not null,
  reason text not null check (reason in ('unknown_address', 'too_large')),
  envelope_from text not null,
  envelope_to text not null,
  -- Bytes, where they are known.
  size integer,
  times integer not null default 1,
  at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, day, reason, envelope_to)
);

-- A mailbox elsewhere that an inbox is filled from.
create table mailboxes (
  workspace_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  host text not null,
  port integer not null,
  security text not null check (security in ('tls', 'starttls', 'plain')),
  -- It lies on this machine or in its private network, and somebody said so.
  is_private boolean not null default false,
  username text not null,
  sign_in text not null check (sign_in in ('password', 'oauth')),
  -- Passwords and tokens, sealed.
  secret bytea,
  -- Of OAuth 2: client id, endpoints, scope.
  oauth jsonb,
  folders text[] not null default '{INBOX}',
  with_junk boolean not null default false,
  -- What came before this is left where it is; null: everything is taken.
  since timestamptz,
  after_reading text not null default 'seen' check (after_reading in ('nothing', 'seen', 'move')),
  move_to text,
  is_on boolean not null default true,
  -- Goes up with each change, so that whoever fetches begins anew with what is set now.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  connected_at timestamptz,
  looked_at timestamptz,
  last_mail_at timestamptz,
  failing_since timestamptz,
  failure text,
  failure_words text,
  -- Of the outage that goes on: when those who run the workspace were told.
  told_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id)
);
create index mailboxes_of_inbox on mailboxes (workspace_id, inbox_id);
create unique index mailboxes_once on mailboxes (workspace_id, inbox_id, host, username);

-- How far a folder was looked through.
create table mailbox_folders (
  workspace_id uuid not null,
  mailbox_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  -- The first that came after we had begun: from it on all are taken, before it those that are young enough.
  from_uid bigint not null,
  highest_uid bigint not null,
  primary key (workspace_id, mailbox_id, folder),
  foreign key (workspace_id, mailbox_id) references mailboxes (workspace_id, id) on delete cascade
);

-- Which mails of a folder we have. What others do with them there, reading or marking, plays no part in it.
create table mailbox_mails (
  workspace_id uuid not null,
  mailbox_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  uid bigint not null,
  -- Null where it was left there: larger than we take.
  raw_mail_id uuid,
  -- Of its Message-ID, size and time, by which it is known again when the server has numbered its mails anew.
  known_by text not null,
  arrived_at timestamptz not null,
  kept_at timestamptz not null,
  -- When it was marked or moved there, after it was kept here.
  marked_at timestamptz,
  primary key (workspace_id, mailbox_id, folder, uid_validity, uid),
  foreign key (workspace_id, mailbox_id) references mailboxes (workspace_id, id) on delete cascade
);
create index mailbox_mails_to_mark on mailbox_mails (workspace_id, mailbox_id, folder, uid_validity)
  where marked_at is null;
create index mailbox_mails_known on mailbox_mails (workspace_id, mailbox_id, known_by);
create index mailbox_mails_by_time on mailbox_mails (workspace_id, mailbox_id, arrived_at);

-- A day of a mailbox, counted there and here.
create table mailbox_days (
  workspace_id uuid not null,
  mailbox_id uuid not null,
  -- As people write it: 2026-11-23.
  day text not null,
  there integer not null,
  here integer not null,
  counted_at timestamptz not null,
  primary key (workspace_id, mailbox_id, day),
  foreign key (workspace_id, mailbox_id) references mailboxes (workspace_id, id) on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['mail_refusals', 'mailboxes', 'mailbox_folders',
    'mailbox_mails', 'mailbox_days'] loop
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
