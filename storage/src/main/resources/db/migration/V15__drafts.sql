-- What was done to a round's report besides the replies: edited, sent back, answered, approved. Rows are added and never
-- changed; the latest one of a section that has a base lies over what its owners wrote.
CREATE TABLE draft_change (
    id          BIGINT      NOT NULL AUTO_INCREMENT,
    round       VARCHAR(50) NOT NULL,
    kind        VARCHAR(12) NOT NULL COMMENT 'EDITED, SENT_BACK, ANSWERED, REPLIED, APPROVED',
    section     VARCHAR(40) NULL COMMENT 'null for what concerns the whole report',
    member      VARCHAR(40) NULL COMMENT 'who did it; null for a script',
    remark      MEDIUMTEXT  NULL COMMENT 'what a section was sent back with',
    base        MEDIUMTEXT  NULL COMMENT 'what its owners had written when it was edited; null for what is no edit',
    text_before MEDIUMTEXT  NULL COMMENT 'how the section read before',
    text_after  MEDIUMTEXT  NULL COMMENT 'how it read afterwards',
    at          DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY draft_change_of_round (round, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What was done to a round''s report besides the replies; never deleted';

-- Reports that were posted and have changed since: gathered, as several changes come within a minute.
CREATE TABLE revision_due (
    round VARCHAR(50) NOT NULL,
    since DATETIME(3) NOT NULL COMMENT 'when the first change was compiled that no place has been told of',
    PRIMARY KEY (round)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Posted reports whose changes are still to be posted';
