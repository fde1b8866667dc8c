-- A round is opened only where no other of its team covers one of its weeks. That is seen for certain only by whoever
-- looks while nobody else opens one; no key of the rounds themselves can tell, as one round may cover several weeks.
CREATE TABLE team_opening (
    team VARCHAR(40) NOT NULL,
    PRIMARY KEY (team)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='A row for each team, locked by whoever opens a round of it';

-- Finds whom a member stands in for.
CREATE INDEX ask_of_stand_in ON ask (round, stands_in);

CREATE TABLE outbox_loss (
    message_key VARCHAR(190) NOT NULL,
    team        VARCHAR(40)  NOT NULL,
    platform    VARCHAR(20)  NOT NULL,
    app         VARCHAR(64)  NOT NULL,
    address     VARCHAR(128) NOT NULL,
    reason      VARCHAR(500) NOT NULL,
    lost_at     DATETIME(3)  NOT NULL,
    PRIMARY KEY (message_key),
    KEY outbox_loss_of_team (team, lost_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What will not be delivered, until the team''s editor is told';
