-- A matter through the day: out of sight until something, one with another, taken apart again.

-- In which conversation it was recorded, of a message that stands in another now.
alter table messages add column began_in uuid;

-- Who put it out of sight, when, and what does not bring it back.
alter table conversations add column snooze jsonb;

-- That one conversation became part of another, and what was moved and set aside for it, so that it can be undone.
create table merges (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  from_id uuid not null,
  into_id uuid not null,
  at timestamptz not null,
  merged_by jsonb not null,
  -- What there was before, and which rows went (server/conversations/merging/kept.ts).
  kept jsonb not null,
  undone_at timestamptz,
  undone_by jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_id) references conversations (workspace_id, id),
  foreign key (workspace_id, into_id) references conversations (workspace_id, id),
  check (from_id <> into_id)
);
-- A conversation is part of one other at most.
create unique index merges_standing on merges (workspace_id, from_id) where undone_at is null;
create index merges_into on merges (workspace_id, into_id);

do $$
begin
  grant select, insert, update, delete on merges to tandem_system, tandem_app;
  alter table merges enable row level security;
  alter table merges force row level security;
  create policy workspace_wall on merges to tandem_app
    using (workspace_id = (select nullif(current_setting('tandem.workspace', true), '')::uuid));
  create policy system_passes on merges to tandem_system using (true) with check (true);
end
$$;
