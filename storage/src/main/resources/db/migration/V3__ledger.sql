CREATE TABLE item (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    team       VARCHAR(40)  NOT NULL,
    section    VARCHAR(40)  NOT NULL COMMENT 'where its latest statement stood',
    title      VARCHAR(255) NOT NULL COMMENT 'what its latest statement called it',
    first_week CHAR(8)      NOT NULL,
    last_week  CHAR(8)      NOT NULL,
    PRIMARY KEY (id),
    KEY item_of_team (team, last_week, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='A line of the report that lives across weeks';

CREATE TABLE statement (
    item    BIGINT       NOT NULL,
    week    CHAR(8)      NOT NULL,
    team    VARCHAR(40)  NOT NULL,
    round   VARCHAR(50)  NULL COMMENT 'null for a report that was imported',
    section VARCHAR(40)  NOT NULL,
    ordinal INT          NOT NULL COMMENT 'place within the week''s report, from 1',
    depth   INT          NOT NULL COMMENT '1 for a section''s own lines',
    parent  BIGINT       NULL COMMENT 'the item it stands beneath',
    label   MEDIUMTEXT  NULL COMMENT 'what stands before the first colon when that is a short title',
    text    MEDIUMTEXT   NOT NULL,
    status  VARCHAR(20)  NULL COMMENT 'NOT_STARTED, IN_PROGRESS, DONE, PAUSED, BLOCKED',
    facts   MEDIUMTEXT   NOT NULL COMMENT 'JSON: dates, progress, figures, changes',
    member  VARCHAR(40)  NULL COMMENT 'who said so',
    reply   BIGINT       NULL COMMENT 'the reply that said so',
    PRIMARY KEY (item, week),
    KEY statement_of_week (team, week, ordinal),
    CONSTRAINT statement_of_item FOREIGN KEY (item) REFERENCES item (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What was said of one item in one week';
