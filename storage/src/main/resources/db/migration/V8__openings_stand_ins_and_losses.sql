-- A round is opened only where no other of its team covers one of its weeks. That is seen for certain only by whoever
-- looks while nobody else opens one; no key of the rounds themselves can tell, as one round may cover several weeks.
CREATE TABLE team_opening (
    team VARCHAR(40) NOT NULL,
    PRIMARY KEY (team)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='A row for each team, locked by whoever opens a round of it';
