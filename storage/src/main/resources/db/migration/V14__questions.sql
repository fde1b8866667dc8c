CREATE TABLE question (
    id            BIGINT       NOT NULL AUTO_INCREMENT,
    round         VARCHAR(50)  NOT NULL,
    member        VARCHAR(40)  NOT NULL COMMENT 'who was asked',
    number        INT          NOT NULL COMMENT 'place among the member''s questions of the round, from 1',
    name          VARCHAR(128) NOT NULL COMMENT 'names what was noticed, as long as the round goes on: slipped/42',
    kind          VARCHAR(20)  NOT NULL COMMENT 'STALE, OVERDUE, SILENT, SLIPPED and so on',
    item          BIGINT       NOT NULL COMMENT 'the item it is about; 0 for one that was new',
    section       VARCHAR(40)  NOT NULL,
    author        VARCHAR(40)  NULL COMMENT 'who said what it is about',
    about         MEDIUMTEXT   NOT NULL COMMENT 'JSON: place, reason, words of both weeks, how sure',
    state         VARCHAR(10)  NOT NULL COMMENT 'OPEN, ANSWERED, WITHDRAWN, EXPIRED',
    posted        VARCHAR(180) NOT NULL COMMENT 'key of the message that put it; its parts are numbered behind it',
    asked_at      DATETIME(3)  NOT NULL,
    answer        VARCHAR(12)  NULL COMMENT 'DONE, AS_PLANNED, MOVED, PAUSED, CORRECTED, RIGHT, ONGOING, EXPLAINED, MUTED',
    words         MEDIUMTEXT   NULL COMMENT 'the answer as it was said',
    change_before MEDIUMTEXT   NULL COMMENT 'the line that the answer changes; null where it adds one',
    change_after  MEDIUMTEXT   NULL COMMENT 'what stands there instead; null where it changes nothing',
    answered_at   DATETIME(3)  NULL,
    answered_by   VARCHAR(128) NULL COMMENT 'the platform''s id of the message that answered',
    PRIMARY KEY (id),
    UNIQUE KEY question_once (round, name),
    UNIQUE KEY question_of_member (round, member, number),
    KEY question_answered_by (answered_by)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='A finding that was put to a member';

CREATE TABLE muted_item (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    team       VARCHAR(40)  NOT NULL,
    member     VARCHAR(40)  NOT NULL COMMENT 'who does not want to be asked',
    section    VARCHAR(40)  NOT NULL,
    item       BIGINT       NOT NULL COMMENT '0 for one that was new, which is known by its title then',
    title      MEDIUMTEXT   NOT NULL COMMENT 'what the item was called',
    muted_at   DATETIME(3)  NOT NULL,
    unmuted_at DATETIME(3)  NULL COMMENT 'since when it may be asked about again',
    PRIMARY KEY (id),
    KEY muted_of_team (team, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What somebody does not want to be asked about';
