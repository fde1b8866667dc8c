package io.rollcall.storage;

import io.rollcall.core.team.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/**
 * Who is meant by the contacts (an e-mail address, a mobile number) that team files name people by, as their platform
 * last said: for a start at which it is away. In the database and not in a file, as that is what every instance has and
 * what outlives a container; by a digest of the contact, so that the contacts themselves stay in the team files.
 */
public final class KnownAccounts {

    private final KnownAccountMapper mapper;

    KnownAccounts(KnownAccountMapper mapper) {
        this.mapper = mapper;
    }

    /** @param named with the contact for its address */
    public Optional<Account> of(Account named) {
        return mapper.address(named, digest(named.address()))
                .map(address -> new Account(named.platform(), named.app(), address));
    }

    /** Notes who is meant; what was known before gives way. */
    public void remember(Account named, Account found, Instant at) {
        String contact = digest(named.address());
        if (mapper.update(named, contact, found.address(), at) == 0) {
            try {
                mapper.insert(named, contact, found.address(), at);
            } catch (DuplicateKeyException e) {
                // Another instance was quicker, and the platform told it the same.
                mapper.update(named, contact, found.address(), at);
            }
        }
    }

    private static String digest(String contact) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(contact.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }
}
