-- What people search: one row for each thing that is found by its words, whatever it is of. The words of `message_words`
-- are not carried over here: the sweep "index anew" makes those of every message and customer, the newest first.
create table search_documents (
  workspace_id uuid not null,
  kind text not null,
  id uuid not null,
  -- Of one thing in several pieces, which: of an article, the language of its translation.
  part text not null default '',
  -- What is shown for it: a conversation, a customer, an article.
  subject_id uuid not null,
  -- Null: of all brands.
  brand_id uuid,
  audience text not null check (audience in ('everyone', 'signed-in', 'agents')),
  language text not null,
  at timestamptz not null,
  -- Which version of the analyser made its words.
  analyser integer not null,
  -- How many words it has, whatever is kept of them.
  size integer not null,
  words tsvector not null,
  primary key (workspace_id, kind, id, part)
) partition by list (kind);
create table search_documents_message partition of search_documents for values in ('message');
create table search_documents_customer partition of search_documents for values in ('customer');
create table search_documents_article partition of search_documents for values in ('article');
-- Each word begins with its workspace's mark (server/search/marks.ts), so that one index serves all of them and none
-- walks through the words of another.
-- New words wait in a list that each search walks through; a short one costs less than it saves.
create index search_documents_by_words on search_documents using gin (words) with (gin_pending_list_limit = 512);

-- In how many documents of a kind a word stands, counted in the background from all of them or from a part.
create table search_terms (
  workspace_id uuid not null,
  kind text not null,
  lexeme text collate "C" not null,
  documents integer not null,
  primary key (workspace_id, kind, lexeme)
);

-- How far the documents of a workspace are made by the present analyser, and when their words were counted.
create table search_corpora (
  workspace_id uuid not null,
  kind text not null,
  analyser integer not null,
  -- What has a smaller id is still to be made anew; null when all is.
  below uuid,
  documents integer not null default 0,
  counted_at timestamptz,
  count_at timestamptz not null default now(),
  primary key (workspace_id, kind)
);

-- Deleted all at once, since nothing refers to it.
drop table message_words;

do $$
declare
  t text;
begin
  foreach t in array array['search_documents', 'search_terms', 'search_corpora'] loop
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
