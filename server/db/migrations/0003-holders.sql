-- Which process sends a message: one that lost the database for a moment goes on with what it holds, and does not wait
-- for its own lease to end.
alter table deliveries add column holder uuid;
