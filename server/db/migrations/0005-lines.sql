-- Lines of work as data, and what conversations are about.
alter table workspaces
  -- Counts up whenever something changes that decides what becomes of what arrives, so that every process knows when
  -- what it remembers of it is old.
  add column rules_version integer not null default 1,
  -- A guess below this share is put before a person.
  add column ask_below real not null default 0.5;

create table lines (
  workspace_id uuid not null references workspaces (id),
  line text not null check (line in ('service', 'support')),
  is_on boolean not null default true,
  names jsonb not null default '{}',
  colour text,
  stages jsonb not null default '[]',
  fields jsonb not null default '[]',
  primary key (workspace_id, line)
);
insert into lines (workspace_id, line, is_on)
select w.id, l.line,
  not exists (select from brands b where b.workspace_id = w.id)
    or exists (select from brands b where b.workspace_id = w.id and l.line = any(b.lines))
from workspaces w cross join (values ('service'), ('support')) as l (line);

-- What a workspace changes of the base intents, and what it adds.
create table intents (
  workspace_id uuid not null references workspaces (id),
  key text not null,
  line text not null check (line in ('service', 'support')),
  names jsonb not null default '{}',
  is_base boolean not null,
  is_hidden boolean not null default false,
  primary key (workspace_id, key)
);

alter table conversations
  add column intent text,
  add column mood text check (mood in ('negative', 'neutral', 'positive')),
  add column to_sort boolean not null default false,
  -- What was made of the first message, and of what (server/triage/verdict.ts).
  add column triage jsonb,
  add column stage text,
  add column fields jsonb not null default '{}';
create index conversations_to_sort on conversations (workspace_id, last_message_at desc, id desc)
  where to_sort and status <> 'closed';

-- What people said against the guesses. The words are kept beside the conversation, since they are what is learnt.
create table corrections (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  brand_id uuid not null,
  text text not null,
  language text not null,
  was text,
  intent text not null,
  by_id uuid,
  by_name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);


-- What a workspace's corrections have become by night, upon the base model of this name.
create table learnt_models (
  workspace_id uuid primary key references workspaces (id),
  base text not null,
  model bytea not null,
  corrections integer not null,
  learnt_at timestamptz not null default now()
);

do $$
declare
  t text;
begin
  foreach t in array array['lines', 'intents', 'corrections', 'learnt_models'] loop
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
