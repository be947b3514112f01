-- Knowledge: articles with their translations and versions, where they stand, and what people make of them.

-- Categories, and the sections that stand in them. Those of no brand stand in the help centre of each.
create table article_sections (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  brand_id uuid,
  -- Null for a category.
  parent_id uuid,
  -- By locale.
  names jsonb not null,
  descriptions jsonb not null default '{}',
  icon text,
  position integer not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id),
  -- Looked at when all is written: a restore writes rows in any order.
  foreign key (workspace_id, parent_id) references article_sections (workspace_id, id) deferrable initially deferred
);

-- An article is one thing worth knowing, in any number of languages.
create table articles (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  -- Counts up within the workspace; part of the address.
  number integer not null,
  -- Null: of all brands.
  brand_id uuid,
  section_id uuid,
  audience text not null check (audience in ('everyone', 'signed-in', 'agents')),
  -- The one product it is about, if it is.
  product text,
  -- The language it is written in first; the others are translated from it.
  source_locale text not null,
  tags text[] not null default '{}',
  position integer not null default 0,
  owner_id uuid,
  -- How often somebody is to read it again, and when next.
  review_every_days integer,
  review_at timestamptz,
  -- When its owner was last told that it is to be read again.
  review_told_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id),
  foreign key (workspace_id, section_id) references article_sections (workspace_id, id),
  foreign key (workspace_id, owner_id) references agents (workspace_id, id)
);
create index articles_of_section on articles (workspace_id, section_id, position) where archived_at is null;
create index articles_to_review on articles (workspace_id, review_at) where review_at is not null and archived_at is null;
alter table workspaces add column next_article_number integer not null default 1;

-- What is being written in one language, and which version of it readers see.
create table article_translations (
  workspace_id uuid not null,
  article_id uuid not null,
  locale text not null,
  slug text not null,
  title text not null,
  summary text not null default '',
  -- Cleaned; the pieces it may hold stand in contract/article-html.ts.
  html text not null default '',
  -- Other words by which people ask for it.
  triggers text[] not null default '{}',
  -- Counts the saved drafts; two people who write at once are told.
  draft integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by jsonb not null,
  -- Which draft and which version readers see; null: none.
  published_draft integer,
  published_version integer,
  published_at timestamptz,
  -- When the draft is to be published, and when readers are to see it no longer.
  publish_at timestamptz,
  withdraw_at timestamptz,
  -- The version of the source that it was last made from; null for the source.
  source_version integer,
  created_at timestamptz not null default now(),
  primary key (workspace_id, article_id, locale),
  foreign key (workspace_id, article_id) references articles (workspace_id, id) on delete cascade
);
create index article_translations_in_time on article_translations (least(publish_at, withdraw_at))
  where publish_at is not null or withdraw_at is not null;

-- What readers have seen, version by version. Never changed.
create table article_versions (
  workspace_id uuid not null,
  article_id uuid not null,
  locale text not null,
  version integer not null,
  title text not null,
  summary text not null,
  html text not null,
  -- Its words without marks, and its headings, for search.
  text text not null,
  headings text not null default '',
  triggers text[] not null,
  source_version integer,
  note text not null default '',
  published_by jsonb not null,
  published_at timestamptz not null,
  primary key (workspace_id, article_id, locale, version),
  foreign key (workspace_id, article_id, locale) references article_translations (workspace_id, article_id, locale) on delete cascade
);

create table article_files (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  article_id uuid not null,
  filename text not null,
  mime_type text not null,
  size bigint not null,
  sha256 text not null,
  uploaded_by uuid,
  created_at timestamptz not null default now(),
  -- Since when a sweep has found it in no draft and no version.
  unused_since timestamptz,
  -- Removed by somebody or unused for long: it is there for nobody, and the row goes when its bytes are gone.
  given_up_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, article_id) references articles (workspace_id, id) on delete cascade
);
create index article_files_of_article on article_files (workspace_id, article_id);
create index article_files_given_up on article_files (given_up_at) where given_up_at is not null;

-- Where an article points to, and whether something is there.
create table article_links (
  workspace_id uuid not null,
  article_id uuid not null,
  locale text not null,
  kind text not null check (kind in ('article', 'anchor', 'file', 'page')),
  target text not null,
  state text not null check (state in ('unknown', 'good', 'broken')),
  -- What the other side said, for people.
  reason text,
  checked_at timestamptz,
  -- Of pages: since when it has failed; broken is what still fails a day later.
  failing_since timestamptz,
  primary key (workspace_id, article_id, locale, kind, target),
  foreign key (workspace_id, article_id, locale) references article_translations (workspace_id, article_id, locale) on delete cascade
);
create index article_links_to_check on article_links (checked_at nulls first) where kind = 'page';
create index article_links_broken on article_links (workspace_id, article_id) where state = 'broken';

-- Whether it helped. A reader is known by a keyed hash, which says nothing of who it is; one voice each.
create table article_votes (
  workspace_id uuid not null,
  id uuid not null,
  article_id uuid not null,
  locale text not null,
  version integer not null,
  reader bytea not null,
  helpful boolean not null,
  comment text not null default '',
  settled_at timestamptz,
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, article_id, locale, reader),
  foreign key (workspace_id, article_id) references articles (workspace_id, id) on delete cascade
);
create index article_votes_in_order on article_votes (workspace_id, at desc, id desc);

-- An agent says that an article is wrong, perhaps out of a matter.
create table article_flags (
  workspace_id uuid not null,
  id uuid not null,
  article_id uuid not null,
  locale text not null,
  conversation_id uuid,
  words text not null,
  raised_by jsonb not null,
  raised_at timestamptz not null default now(),
  settled_by jsonb,
  settled_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, article_id) references articles (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index article_flags_open on article_flags (workspace_id, article_id) where settled_at is null;

-- Where agents used an article, and where one was written from.
create table article_uses (
  workspace_id uuid not null,
  id uuid not null,
  article_id uuid not null,
  locale text not null,
  conversation_id uuid not null,
  how text not null check (how in ('link', 'text', 'written-from')),
  agent_id uuid,
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, article_id) references articles (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
create index article_uses_of_article on article_uses (workspace_id, article_id, at);

-- Who read an article: each reader once a day.
create table article_readings (
  workspace_id uuid not null,
  article_id uuid not null,
  -- Since 1970, in UTC.
  day integer not null,
  -- As in article_votes; another one for each brand.
  reader bytea not null,
  brand_id uuid not null,
  at timestamptz not null default now(),
  primary key (workspace_id, article_id, day, reader),
  foreign key (workspace_id, article_id) references articles (workspace_id, id) on delete cascade,
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);

-- Beside which matters agents were shown an article, and when last.
create table article_showings (
  workspace_id uuid not null,
  article_id uuid not null,
  conversation_id uuid not null,
  at timestamptz not null default now(),
  primary key (workspace_id, article_id, conversation_id),
  foreign key (workspace_id, article_id) references articles (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);

-- What customers looked for, and whether something good was there.
create table article_searches (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  place text not null check (place in ('help', 'form', 'chat')),
  -- Of the page, and of the words.
  locale text not null,
  language text not null,
  words text not null,
  -- Folded, so that the same question is the same.
  asked text not null,
  results integer not null,
  found boolean not null,
  reader bytea not null,
  -- What was opened of the results.
  article_id uuid,
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);
create index article_searches_in_order on article_searches (workspace_id, at desc, id desc);

-- Articles offered to somebody who was about to write to us, and whether they wrote all the same.
create table article_offers (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  place text not null check (place in ('form', 'chat')),
  locale text not null,
  reader bytea not null,
  customer_id uuid,
  articles uuid[] not null,
  offered_at timestamptz not null default now(),
  -- The first that was read, and when; whether they said that it was the answer.
  opened_id uuid,
  opened_at timestamptz,
  accepted_at timestamptz,
  -- Wrote to us within a day: it was not the answer.
  contacted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);
create index article_offers_by_reader on article_offers (workspace_id, reader, offered_at desc);
create index article_offers_in_order on article_offers (workspace_id, offered_at);

do $$
declare
  t text;
begin
  foreach t in array array['article_sections', 'articles', 'article_translations', 'article_versions', 'article_files',
    'article_links', 'article_votes', 'article_flags', 'article_uses', 'article_readings', 'article_showings',
    'article_searches', 'article_offers'] loop
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
