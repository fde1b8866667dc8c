-- What came in and went out is kept for good by its keys, so that nothing is taken in or sent twice; its text is not.
-- Both indexes grow at their end, as rows are added in order of time.
ALTER TABLE inbox ADD COLUMN payload_removed BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether the payload was removed for its age';
CREATE INDEX inbox_payloads ON inbox (payload_removed, received_at);

ALTER TABLE outbox ADD COLUMN payload_removed BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether the payload was removed for its age';
CREATE INDEX outbox_payloads ON outbox (payload_removed, created_at);
