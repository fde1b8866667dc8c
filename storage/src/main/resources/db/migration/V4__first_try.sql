-- When the first attempt began that may have reached the platform: from then on counts how long the platform will
-- recognise a repeated one. H2 takes one ADD at a time.
ALTER TABLE outbox ADD COLUMN first_try_at DATETIME(3) NULL COMMENT 'when the first attempt began that may have arrived';
ALTER TABLE outbox ADD COLUMN claimed_at DATETIME(3) NULL COMMENT 'when the latest attempt began';

-- Of attempts made before nothing more is known than that they came after this.
UPDATE outbox SET first_try_at = created_at WHERE attempts > 0 AND state IN ('PENDING', 'SENDING');
