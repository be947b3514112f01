-- What the ledger is read by, and since when it is kept.

-- What was asked before is in it only where it waited then.
alter table workspaces add column ledger_since timestamptz not null default now();

-- What is open is few, and found by itself.
create index requests_open_in_order on requests (workspace_id, asked_at, message_id) where answered_at is null;
drop index requests_open;
create index requests_of_conversation on requests (workspace_id, conversation_id);
drop index requests_in_order;
create index requests_in_order on requests (workspace_id, asked_at, message_id)
  include (brand_id, line, channel, due_at, acknowledged_at, answered_at, answered_by);

-- What is settled is counted by the day on which it was asked, in UTC, as the number of days since 1970. Changes are rows
-- of their own and folded from time to time, as those of conversations are.
create table request_counts (
  workspace_id uuid not null,
  day integer not null,
  brand_id uuid not null,
  line text not null,
  channel text not null,
  answered integer not null,
  acknowledged integer not null,
  -- Those with a due time, and those of them that were answered by it.
  judged integer not null,
  in_time integer not null,
  waived integer not null,
  primary key (workspace_id, day, brand_id, line, channel)
);
create table request_count_changes (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  day integer not null,
  brand_id uuid not null,
  line text not null,
  channel text not null,
  answered integer not null,
  acknowledged integer not null,
  judged integer not null,
  in_time integer not null,
  waived integer not null,
  primary key (workspace_id, id)
);
insert into request_counts
select workspace_id, floor(extract(epoch from asked_at) / 86400)::integer, brand_id, line, channel, count(*), count(acknowledged_at),
  count(due_at), count(*) filter (where answered_at <= due_at), count(*) filter (where answered_by = 'waived')
from requests
where answered_at is not null
group by 1, 2, 3, 4, 5;

do $$
declare
  t text;
begin
  foreach t in array array['request_counts', 'request_count_changes'] loop
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
