CREATE INDEX item_of_section ON item (team, section, last_week);
