alter table customers add column country text;
alter table inboxes add column country text;
