-- The second wall: whoever forgets to name the workspace sees nothing. `tandem_app` works inside one workspace,
-- which the transaction sets; `tandem_system` is for what happens before a workspace is known (an address at the
-- door, the sequencer, the outbox) and for searches, whose operators would not use their index behind a policy.
do $$
declare
  t record;
begin
  for t in
    select c.relname as name,
           exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as walled
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations'
  loop
    execute format('grant select, insert, update, delete on %I to tandem_system', t.name);
    if t.walled then
      execute format('grant select, insert, update, delete on %I to tandem_app', t.name);
      execute format('alter table %I enable row level security', t.name);
      execute format('alter table %I force row level security', t.name);
      execute format(
        'create policy workspace_wall on %I to tandem_app using (workspace_id = (select nullif(current_setting(''tandem.workspace'', true), '''')::uuid))',
        t.name);
      execute format('create policy system_passes on %I to tandem_system using (true) with check (true)', t.name);
    end if;
  end loop;
end
$$;
grant select, update on workspaces to tandem_app;
alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy workspace_wall on workspaces to tandem_app
  using (id = (select nullif(current_setting('tandem.workspace', true), '')::uuid));
create policy system_passes on workspaces to tandem_system using (true) with check (true);
revoke update, delete on events from tandem_app, tandem_system;
