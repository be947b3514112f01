-- Uploads that no message has claimed: few at a time, looked for among all files once a day.
create index attachments_unclaimed on attachments (created_at) where message_id is null;
-- Which bytes in the file store are a mail, so that nobody throws them away with an upload of the same content.
create index raw_mails_in_store on raw_mails (workspace_id, sha256) where content is null;
