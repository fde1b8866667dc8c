-- Noon parts a day of leave.
ALTER TABLE absence ADD COLUMN from_noon BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether the morning of the first day is worked';
ALTER TABLE absence ADD COLUMN until_noon BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether the afternoon of the last day is worked';

CREATE TABLE own_time (
    team      VARCHAR(40) NOT NULL,
    member    VARCHAR(40) NOT NULL,
    remind_at VARCHAR(5)  NULL COMMENT '15:00; null for what the team file says',
    quiet     VARCHAR(11) NULL COMMENT '20:00-09:00; empty for no quiet hours, null for what the team file says',
    told_at   DATETIME(3) NOT NULL COMMENT 'when the member last changed either',
    PRIMARY KEY (team, member)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='When members said they like to be written to';

CREATE TABLE own_reminder (
    round      VARCHAR(50) NOT NULL,
    owner      VARCHAR(40) NOT NULL,
    done_up_to DATETIME(3) NOT NULL COMMENT 'reminders due until then have been dealt with',
    PRIMARY KEY (round, owner)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='How far owners have been reminded at times of their own';
