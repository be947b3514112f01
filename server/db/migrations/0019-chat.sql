-- Chat: the widgets on sites, who comes by them, and what they have seen; prepared answers.

create table chat_widgets (
  workspace_id uuid not null,
  id uuid not null,
  -- Stands in pages of the site; begins with the workspace, so that it is looked up behind its wall.
  key text not null,
  brand_id uuid not null,
  inbox_id uuid not null,
  name text not null,
  is_on boolean not null default true,
  -- All else that is configured, as in contract/chat.ts.
  settings jsonb not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id)
);
create unique index chat_widgets_by_name on chat_widgets (workspace_id, name) where deleted_at is null;

-- Secrets are made of their id and the installation's key, so that none is kept.
create table chat_secrets (
  workspace_id uuid not null,
  id uuid not null,
  widget_id uuid not null,
  ending text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, widget_id) references chat_widgets (workspace_id, id)
);
create index chat_secrets_of_widget on chat_secrets (workspace_id, widget_id);

-- Somebody in one browser.
create table chat_visitors (
  workspace_id uuid not null,
  id uuid not null,
  widget_id uuid not null,
  brand_id uuid not null,
  token_hash bytea not null,
  -- Null until they write.
  customer_id uuid,
  -- The user's id at the site, which has signed it.
  account text,
  name text,
  -- Where answers go that are not seen; whose it is, nobody has shown unless the identity says so.
  email text,
  -- The address that the site has signed for.
  vouched_email text,
  locale text not null,
  consents boolean not null default false,
  page jsonb,
  -- By whose clock they live, and what their browser calls itself; with consent.
  time_zone text,
  user_agent text,
  trail jsonb not null default '[]',
  blocked jsonb,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- When their last connection was lost, until they come back.
  left_at timestamptz,
  -- Whether those who look after their chats have been told that they are here.
  is_told_here boolean not null default false,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, widget_id) references chat_widgets (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id)
);
create index chat_visitors_of_customer on chat_visitors (workspace_id, customer_id) where customer_id is not null;
create index chat_visitors_who_left on chat_visitors (left_at) where left_at is not null;
create index chat_visitors_told_here on chat_visitors (seen_at) where is_told_here;
create index chat_visitors_blocked on chat_visitors (workspace_id) where blocked is not null;
create index chat_visitors_unheard on chat_visitors (seen_at) where customer_id is null;

-- What a conversation that came by chat has besides.
create table chats (
  workspace_id uuid not null,
  conversation_id uuid not null,
  visitor_id uuid not null,
  widget_id uuid not null,
  -- How many of its messages have a number, and how far its visitor has read.
  last_seq integer not null default 0,
  seen_seq integer not null default 0,
  seen_at timestamptz,
  -- Somebody here said that answers go by mail from now on.
  by_mail boolean not null default false,
  -- The address that was left for answers, and since when we know that whoever reads there is its visitor.
  email text,
  verified_at timestamptz,
  ended_at timestamptz,
  invitation_id uuid,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  foreign key (workspace_id, visitor_id) references chat_visitors (workspace_id, id)
);
create index chats_of_visitor on chats (workspace_id, visitor_id);

-- The numbers of messages, given when they are first told to a visitor.
create table chat_messages (
  workspace_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  message_id uuid not null,
  primary key (workspace_id, conversation_id, seq),
  unique (workspace_id, message_id)
);

-- What browsers called their messages, so that one that is sent again is not said again.
create table chat_sent (
  workspace_id uuid not null,
  visitor_id uuid not null,
  client_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  at timestamptz not null default now(),
  primary key (workspace_id, visitor_id, client_id),
  unique (workspace_id, message_id)
);

create table chat_transcripts (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  -- To whom, since the visitor may have left another address meanwhile.
  address text not null,
  locale text not null,
  asked_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index chat_transcripts_of_conversation on chat_transcripts (workspace_id, conversation_id, asked_at);

alter table messages add column quick_replies jsonb;

alter table deliveries
  add column by text not null default 'email' check (by in ('email', 'chat')),
  -- Of a chat: when its visitor saw it, and when it goes by mail unless they do.
  add column seen_at timestamptz,
  add column mail_at timestamptz,
  -- The message with which it goes in one mail.
  add column carried_by uuid;
create index deliveries_to_mail on deliveries (mail_at) where mail_at is not null;
create index deliveries_unseen on deliveries (workspace_id, conversation_id) where by = 'chat' and seen_at is null;
create index deliveries_carried on deliveries (workspace_id, carried_by) where carried_by is not null;

-- An address that somebody typed is theirs by their own word alone.
alter table identities add column is_verified boolean not null default true;

create table canned_replies (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  shortcut text not null,
  name text not null,
  -- Null: of all brands.
  brand_id uuid,
  line text check (line in ('service', 'support')),
  -- By locale.
  bodies jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);
create unique index canned_replies_by_shortcut on canned_replies
  (workspace_id, coalesce(brand_id, '00000000-0000-0000-0000-000000000000'), shortcut);

create table canned_uses (
  workspace_id uuid not null,
  reply_id uuid not null,
  day bigint not null,
  n integer not null,
  primary key (workspace_id, reply_id, day),
  foreign key (workspace_id, reply_id) references canned_replies (workspace_id, id) on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['chat_widgets', 'chat_secrets', 'chat_visitors', 'chats', 'chat_messages', 'chat_sent',
    'chat_transcripts', 'canned_replies', 'canned_uses'] loop
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
