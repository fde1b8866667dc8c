package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Account;
import org.junit.jupiter.api.Test;

abstract class KnownAccountsSuite extends StorageSuite {

    private static final Account BY_MAIL = new Account("feishu", "main", "Mei@example.com");
    private static final Account MEI = new Account("feishu", "main", "ou_mei");

    private final KnownAccounts known;

    KnownAccountsSuite(TestDatabase database) {
        super(database);
        known = database.get(KnownAccounts.class);
    }

    @Test
    void who_is_meant_is_remembered_for_the_app_that_was_told() {
        known.remember(BY_MAIL, MEI, FRIDAY_TEN);

        assertThat(known.of(BY_MAIL)).contains(MEI);
        assertThat(known.of(new Account("feishu", "other", BY_MAIL.address()))).isEmpty();
        assertThat(known.of(new Account("feishu", "main", "otto@example.com"))).isEmpty();
    }

    @Test
    void what_the_platform_says_later_counts() {
        known.remember(BY_MAIL, new Account("feishu", "main", "ou_before"), FRIDAY_TEN);
        known.remember(BY_MAIL, MEI, FRIDAY_TEN.plusSeconds(1));
        known.remember(BY_MAIL, MEI, FRIDAY_TEN.plusSeconds(1));

        assertThat(known.of(BY_MAIL)).contains(MEI);
        assertThat(countOf("account_looked_up")).isEqualTo(1);
    }

    @Test
    void the_contact_itself_is_not_stored() {
        known.remember(BY_MAIL, MEI, FRIDAY_TEN);

        assertThat(jdbc().sql("SELECT contact FROM account_looked_up")
                        .query(String.class)
                        .single())
                .matches("[0-9a-f]{64}");
    }
}
