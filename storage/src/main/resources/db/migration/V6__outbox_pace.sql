-- Finds what is due without looking at what has been sent, or at what waits for later.
CREATE INDEX outbox_due ON outbox (platform, app, state, next_try_at, id);

-- Finds what an app has sent of late, for whoever goes on sending in another's place.
CREATE INDEX outbox_claimed ON outbox (platform, app, claimed_at);

-- Finds whether a member has been asked in a round.
CREATE INDEX outbox_of_member ON outbox (round, member);

CREATE TABLE outbox_sender (
    platform     VARCHAR(20) NOT NULL,
    app          VARCHAR(64) NOT NULL,
    holder       VARCHAR(64) NOT NULL COMMENT 'the instance that sends for the app, so that one keeps count of the platform''s limits',
    held_until   DATETIME(3) NOT NULL COMMENT 'when another may send in its place',
    paused_until DATETIME(3) NULL COMMENT 'until when the platform asked the app to wait',
    PRIMARY KEY (platform, app)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Which instance sends for an app';
