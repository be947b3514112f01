-- When there is somebody: working time as data, and the country that decides which of it a matter goes by.
create table calendars (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  position integer not null,
  time_zone text not null,
  always boolean not null default false,
  -- [{weekday, from, to}], weekday 1 is Monday.
  hours jsonb not null default '[]',
  country text check (country ~ '^[A-Z]{2}$'),
  region text,
  worked_holidays text[] not null default '{}',
  -- [{date, name, hours: [{from, to}]}].
  exceptions jsonb not null default '[]',
  covers uuid[] not null default '{}',
  -- For which matters; empty is no condition.
  lines text[] not null default '{}',
  brands uuid[] not null default '{}',
  countries text[] not null default '{}',
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

alter table customers add column country text check (country ~ '^[A-Z]{2}$');
alter table inboxes add column country text check (country ~ '^[A-Z]{2}$');

grant select, insert, update, delete on calendars to tandem_system, tandem_app;
alter table calendars enable row level security;
alter table calendars force row level security;
create policy workspace_wall on calendars to tandem_app
  using (workspace_id = (select nullif(current_setting('tandem.workspace', true), '')::uuid));
create policy system_passes on calendars to tandem_system using (true) with check (true);

-- Clocks have run around the clock so far; they go on so until somebody sets hours. As a role that passes the walls,
-- which the owner of the tables need not be.
set local role tandem_system;
insert into calendars (workspace_id, id, name, position, time_zone, always, lines)
select w.id, gen_random_uuid(),
  case l.line
    when 'service' then case w.locale
      when 'ru' then 'Часы сервиса' when 'uk' then 'Години сервісу' when 'zh' then '服务时间'
      when 'ar' then 'ساعات الخدمة' else 'Service hours' end
    else case w.locale
      when 'ru' then 'Часы поддержки' when 'uk' then 'Години підтримки' when 'zh' then '支持时间'
      when 'ar' then 'ساعات الدعم' else 'Support hours' end
  end,
  case l.line when 'service' then 10 else 20 end,
  w.time_zone, true, array[l.line]
from workspaces w
join lines l on l.workspace_id = w.id
where l.is_on;
reset role;
