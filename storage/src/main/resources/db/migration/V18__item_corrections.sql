CREATE TABLE item_correction (
    id        BIGINT       NOT NULL AUTO_INCREMENT COMMENT 'in the order in which they were made',
    team      VARCHAR(40)  NOT NULL,
    kind      VARCHAR(10)  NOT NULL COMMENT 'MERGE, SPLIT',
    item      BIGINT       NOT NULL COMMENT 'what was merged into the other, or split; it may be gone since',
    other     BIGINT       NOT NULL COMMENT 'the item that goes on, or the new one',
    from_week CHAR(8)      NOT NULL COMMENT 'the first week whose statement moved',
    corrector VARCHAR(100) NOT NULL COMMENT 'who said so',
    at        DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    KEY item_correction_of_team (team, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Where a person said which lines are one item';
