-- The monthly reports that were signed. None is ever changed: a later edition stands beside it.
create table reports (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  -- Null: all brands.
  brand_id uuid,
  -- A month of the workspace's calendar: 2026-11.
  period text not null check (period ~ '^20\d\d-(0[1-9]|1[0-2])$'),
  locale text not null,
  edition integer not null check (edition > 0),
  replaces uuid,
  data jsonb not null,
  -- What was signed, byte for byte.
  manifest text not null,
  signature bytea not null,
  -- The files lie in the store under these.
  pdf_sha256 text not null,
  csv_sha256 text not null,
  made_at timestamptz not null,
  -- Null: by itself, on the first of the month.
  made_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);
-- Two who make the same report at once: one of them has made the second edition.
create unique index reports_by_edition on reports
  (workspace_id, period, coalesce(brand_id, '00000000-0000-0000-0000-000000000000'), locale, edition);
create index reports_by_period on reports (workspace_id, period desc, id desc);
-- Which report is this file? Asked by people who know no workspace.
create index reports_by_pdf on reports (pdf_sha256);
create index reports_by_csv on reports (csv_sha256);
create index reports_by_id on reports (id);

grant select, insert on reports to tandem_system, tandem_app;
alter table reports enable row level security;
alter table reports force row level security;
create policy workspace_wall on reports to tandem_app
  using (workspace_id = (select nullif(current_setting('tandem.workspace', true), '')::uuid));
create policy system_passes on reports to tandem_system using (true) with check (true);
