-- What is to be sent may take the place of a message that is in the chat already, such as a card whose button was
-- pressed. Of several for one message the last one written counts.
ALTER TABLE outbox ADD COLUMN replaces VARCHAR(128) NULL COMMENT 'the platform''s id of the message whose place this takes; null for a new message';
CREATE INDEX outbox_replaces ON outbox (replaces, id);
