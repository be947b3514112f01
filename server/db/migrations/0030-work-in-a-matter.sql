-- The work inside a matter: what is to be done in it, and how much it matters and why.

-- What is to be done in a matter, in the order in which it stands there.
create table checklist_items (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  place integer not null,
  text text not null,
  -- Of one that came from a template and was not written anew: its words by language.
  texts jsonb,
  template_id uuid,
  is_required boolean not null default false,
  assignee_id uuid,
  due_at timestamptz,
  -- When it is looked at next: its assignee hears that it is due.
  check_at timestamptz,
  done_at timestamptz,
  done_by jsonb,
  added_at timestamptz not null,
  added_by jsonb not null,
  -- Taken off the list; it can be put back.
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  foreign key (workspace_id, assignee_id) references agents (workspace_id, id) on delete set null (assignee_id)
);
create index checklist_items_of on checklist_items (workspace_id, conversation_id, place);
create index checklist_items_due on checklist_items (check_at) where check_at is not null;
create index checklist_items_by_assignee on checklist_items (workspace_id, assignee_id) where assignee_id is not null;

-- Lists that are put into matters, by hand, by a rule, or when one begins.
create table checklist_templates (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  names jsonb not null,
  line text check (line in ('service', 'support')),
  brands uuid[] not null default '{}',
  intents text[] not null default '{}',
  begins boolean not null default false,
  items jsonb not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Which templates a matter was given by itself, so that each is given once.
create table checklist_uses (
  workspace_id uuid not null,
  conversation_id uuid not null,
  template_id uuid not null,
  at timestamptz not null,
  primary key (workspace_id, conversation_id, template_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);

alter table conversations
  add column checklist_done integer not null default 0,
  add column checklist_all integer not null default 0,
  add column impact text check (impact in ('low', 'medium', 'high')),
  add column urgency text check (urgency in ('low', 'medium', 'high')),
  -- Who decided the priority. What a machine guessed stays in `triage`.
  add column priority_by text not null default 'guess' check (priority_by in ('guess', 'matrix', 'rule', 'clock', 'person'));

alter table lines
  -- By impact and urgency the priority; null where it is the usual matrix.
  add column priority_matrix jsonb;

do $$
declare
  t text;
begin
  foreach t in array array['checklist_items', 'checklist_templates', 'checklist_uses'] loop
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
