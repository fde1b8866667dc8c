-- One set of migrations serves H2 (in its MySQL mode) and MySQL 8. What holds in all of them:
--   * moments are UTC, DATETIME(3), and always set by the application;
--   * tables compare byte by byte (utf8mb4_bin), which is what H2 does by itself;
--   * weeks are written 2024-W49, so that their order as text is their order in time.

CREATE TABLE round (
    id             VARCHAR(50)   NOT NULL COMMENT 'team and first week: payments-2024-W49',
    team           VARCHAR(40)   NOT NULL,
    first_week     CHAR(8)       NOT NULL COMMENT '2024-W49',
    weeks          VARCHAR(255)  NOT NULL COMMENT '2024-W49, or 2024-W38&W39 when weeks were merged',
    state          VARCHAR(10)   NOT NULL COMMENT 'OPEN, CLOSED, PUBLISHED',
    ask_at         DATETIME(3)   NOT NULL COMMENT 'timetable: when owners are to be asked',
    remind_at      VARCHAR(2000) NOT NULL COMMENT 'timetable: the reminder moments, ISO 8601, separated by blanks',
    close_at       DATETIME(3)   NOT NULL COMMENT 'timetable: when the round is to close',
    publish_at     DATETIME(3)   NOT NULL COMMENT 'timetable: when the report is to be posted',
    reminders_done INT           NOT NULL COMMENT 'how many of the reminder moments have been dealt with',
    revision       INT           NOT NULL COMMENT 'number of the latest compiled report, 0 before the first',
    opened_at      DATETIME(3)   NOT NULL COMMENT 'when it was opened',
    closed_at      DATETIME(3)   NULL COMMENT 'when it was closed',
    published_at   DATETIME(3)   NULL COMMENT 'when it was first published',
    PRIMARY KEY (id),
    UNIQUE KEY round_of_team (team, first_week),
    KEY round_by_state (state, team, first_week)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='One collection of a team''s report';

CREATE TABLE ask (
    round       VARCHAR(50) NOT NULL,
    owner       VARCHAR(40) NOT NULL COMMENT 'the member who owns a section',
    ordinal     INT         NOT NULL COMMENT 'place within the round, from 0',
    state       VARCHAR(12) NOT NULL COMMENT 'WAITING, ASKED, ANSWERED, EXCUSED, SILENT, UNREACHABLE',
    asked_at    DATETIME(3) NULL COMMENT 'when the question was first put',
    answered_at DATETIME(3) NULL COMMENT 'when the first answer that still counts came',
    stands_in   VARCHAR(40) NULL COMMENT 'who was asked in the owner''s place',
    PRIMARY KEY (round, owner),
    CONSTRAINT ask_in_round FOREIGN KEY (round) REFERENCES round (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='One owner within a round';

-- No foreign key to round: it would make every insert share-lock the round's row, and two workers that store a reply
-- and then raise the round's revision would wait for each other.
CREATE TABLE reply (
    id          BIGINT       NOT NULL AUTO_INCREMENT COMMENT 'replies are read in this order',
    round       VARCHAR(50)  NOT NULL,
    member      VARCHAR(40)  NOT NULL,
    platform    VARCHAR(20)  NOT NULL,
    message_id  VARCHAR(128) NOT NULL COMMENT 'the platform''s own id of the message',
    edition     INT          NOT NULL COMMENT '1 as first sent, one more for every edit seen',
    kind        VARCHAR(20)  NOT NULL COMMENT 'TEXT, SAME_AS_LAST_WEEK, SKIP',
    text        MEDIUMTEXT   NOT NULL COMMENT 'as sent; never changed',
    section     VARCHAR(40)  NULL COMMENT 'where its lines without a title belong',
    received_at DATETIME(3)  NOT NULL COMMENT 'by the platform''s clock',
    taken_back  DATETIME(3)  NULL COMMENT 'when it was recalled, rewritten or replaced; null while it counts',
    PRIMARY KEY (id),
    UNIQUE KEY reply_once (platform, message_id, edition),
    KEY reply_of_round (round, id),
    KEY reply_of_member (round, member, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What a member sent; never deleted';

CREATE TABLE report (
    round        VARCHAR(50) NOT NULL,
    revision     INT         NOT NULL COMMENT 'from 1',
    markdown     MEDIUMTEXT  NOT NULL,
    html         MEDIUMTEXT  NOT NULL,
    json         MEDIUMTEXT  NOT NULL,
    compiled_at  DATETIME(3) NOT NULL,
    published_at DATETIME(3) NULL COMMENT 'when this revision was posted, null when it was not',
    PRIMARY KEY (round, revision),
    CONSTRAINT report_of_round FOREIGN KEY (round) REFERENCES round (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='One revision of a round''s report, as compiled';

CREATE TABLE absence (
    id         BIGINT      NOT NULL AUTO_INCREMENT,
    team       VARCHAR(40) NOT NULL,
    member     VARCHAR(40) NOT NULL,
    from_day   DATE        NOT NULL COMMENT 'the first day away',
    to_day     DATE        NOT NULL COMMENT 'the last day away, included',
    told_at    DATETIME(3) NOT NULL,
    cancelled  DATETIME(3) NULL COMMENT 'when it was called off as a whole',
    PRIMARY KEY (id),
    KEY absence_by_day (team, to_day, from_day),
    KEY absence_of_member (team, member, to_day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='When a member is on leave';
