-- How a line was told to be an item that was known before.
ALTER TABLE statement ADD COLUMN known_by VARCHAR(20) NULL COMMENT 'WORDS, LABEL, LIKENESS, PERSON; null where the item began';

CREATE TABLE finding (
    round   VARCHAR(50) NOT NULL,
    ordinal INT         NOT NULL COMMENT 'place within the round''s findings, from 1',
    kind    VARCHAR(20) NOT NULL COMMENT 'STALE, OVERDUE, SILENT, SLIPPED and so on',
    item    BIGINT      NOT NULL COMMENT 'the item it is about',
    section VARCHAR(40) NOT NULL COMMENT 'where the item stands, or stood last',
    member  VARCHAR(40) NULL COMMENT 'who said what it is about',
    body    MEDIUMTEXT  NOT NULL COMMENT 'JSON: place, reason, words of both weeks, how sure',
    PRIMARY KEY (round, ordinal),
    KEY finding_of_item (item, round)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What was noticed in the latest revision of a round''s report';
