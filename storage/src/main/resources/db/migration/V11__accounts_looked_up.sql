CREATE TABLE account_looked_up (
    platform VARCHAR(20)  NOT NULL,
    app      VARCHAR(64)  NOT NULL,
    contact  CHAR(64)     NOT NULL COMMENT 'The SHA-256 of the e-mail address or mobile number of the team file, which is not repeated here',
    address  VARCHAR(128) NOT NULL,
    found_at DATETIME(3)  NOT NULL,
    PRIMARY KEY (platform, app, contact)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Whom team files name by e-mail or mobile: their ids, for a start while the platform is away';
