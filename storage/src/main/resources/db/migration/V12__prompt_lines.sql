-- What a number means is what it meant when it was shown: last week's report may be revised after the question was put.
CREATE TABLE prompt_line (
    round   VARCHAR(50) NOT NULL,
    member  VARCHAR(40) NOT NULL COMMENT 'to whom it was shown',
    owner   VARCHAR(40) NOT NULL COMMENT 'whose part it is; another than the member where the member stands in',
    ordinal INT         NOT NULL COMMENT 'place within the prompt, from 0',
    line_no VARCHAR(40) NOT NULL COMMENT '2, or 2.1; empty for text that is no item',
    section VARCHAR(40) NOT NULL,
    item    BIGINT      NULL COMMENT 'the ledger''s item, where it knew it; no foreign key, as last week''s items may be replaced',
    depth   INT         NOT NULL COMMENT '1 for a section''s own lines',
    marker  VARCHAR(40) NOT NULL COMMENT 'the list marker as written',
    quoted  BOOLEAN     NOT NULL,
    text    MEDIUMTEXT  NOT NULL COMMENT 'the words as shown',
    PRIMARY KEY (round, member, owner, ordinal)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Last week''s lines as a prompt numbered them';
