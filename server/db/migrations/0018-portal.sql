-- The customer's side: help centres, forms, customers who signed in, what they thought of our answers.

create table help_centres (
  workspace_id uuid not null references workspaces (id),
  brand_id uuid not null,
  is_on boolean not null default false,
  slug text not null,
  host text,
  locales text[] not null,
  locale text not null,
  -- By locale.
  names jsonb not null default '{}',
  taglines jsonb not null default '{}',
  introductions jsonb not null default '{}',
  footers jsonb not null default '{}',
  logo_sha256 text,
  logo_type text,
  logo_size integer,
  -- Null: the brand's.
  colour text,
  links jsonb not null default '[]',
  takes_requests boolean not null default true,
  shows_requests boolean not null default true,
  is_indexed boolean not null default true,
  shows_locked boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, brand_id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);

-- Which brand an address belongs to, before anything else is known.
create table directory_help_centres (
  slug text primary key,
  workspace_id uuid not null,
  brand_id uuid not null,
  unique (workspace_id, brand_id)
);
create table directory_help_hosts (
  host text primary key,
  workspace_id uuid not null,
  brand_id uuid not null,
  unique (workspace_id, brand_id)
);

-- Links that were mailed to a customer, to show that the address is theirs. Each works once.
create table customer_links (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  customer_id uuid not null,
  token_hash bytea not null,
  -- The page they were on their way to, below the help centre.
  goes_to text not null default '',
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index customer_links_expired on customer_links (expires_at);

create table customer_sessions (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  customer_id uuid not null,
  token_hash bytea not null,
  user_agent text not null default '',
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index customer_sessions_of_customer on customer_sessions (workspace_id, customer_id);
create index customer_sessions_expired on customer_sessions (expires_at);

create table forms (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  brand_id uuid not null,
  key text not null,
  position integer not null default 0,
  is_on boolean not null default true,
  -- By locale.
  names jsonb not null,
  introductions jsonb not null default '{}',
  thanks jsonb not null default '{}',
  places text[] not null default '{help}',
  audience text not null default 'everyone' check (audience in ('everyone', 'signed-in')),
  inbox_id uuid not null,
  line text,
  intent text,
  priority text,
  offers_articles boolean not null default true,
  -- contract/forms.ts says what a field is.
  fields jsonb not null default '[]',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id)
);
create unique index forms_by_key on forms (workspace_id, brand_id, key) where archived_at is null;
create index forms_by_id on forms (id);

-- What was sent with a form. The id is that of the page that the form stood on, so that a page sent twice is one.
create table form_submissions (
  workspace_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  brand_id uuid not null,
  conversation_id uuid,
  message_id uuid,
  locale text not null,
  -- By the field's key, without files.
  answers jsonb not null default '{}',
  reader bytea not null,
  -- What the sender was told.
  told_at timestamptz,
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, form_id) references forms (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index form_submissions_of_form on form_submissions (workspace_id, form_id, at desc);
create index form_submissions_of_conversation on form_submissions (workspace_id, conversation_id);

-- What customers thought of our answers: one word for each answer.
create table ratings (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  brand_id uuid not null,
  -- The newest answer then, and who wrote it; the conversation's own id where nothing had been answered.
  answer_id uuid not null,
  agent_id uuid,
  score integer not null check (score between 1 and 5),
  comment text not null default '',
  via text not null check (via in ('help', 'mail', 'chat')),
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, conversation_id, answer_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['help_centres', 'directory_help_centres', 'directory_help_hosts', 'customer_links',
    'customer_sessions', 'forms', 'form_submissions', 'ratings'] loop
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
