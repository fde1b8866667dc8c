package io.rollcall.bot.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CiphersTest {

    private final Ciphers ciphers = new Ciphers("AES/CBC/PKCS5Padding");

    @Test
    void oneIsUsedAgainByWhoComesAfter() throws Exception {
        assertThat(used()).isSameAs(used());
    }

    @Test
    void nobodyHasOneThatAnotherHasMeanwhile() throws Exception {
        Set<Cipher> had = new HashSet<>();
        had(100, had);

        assertThat(had).as("and there are more than are kept").hasSize(100);
    }

    @Test
    void oneThatFailedIsAsGoodAsAnyForTheNext() throws Exception {
        byte[] sealed = sealed(1, "周报");
        byte[] altered = sealed.clone();
        altered[altered.length - 1] ^= 1;

        assertThatThrownBy(() -> opened(1, altered)).isInstanceOf(BadPaddingException.class);
        assertThatThrownBy(() -> opened(2, sealed)).isInstanceOf(BadPaddingException.class);

        assertThat(opened(1, sealed)).isEqualTo("周报");
    }

    @Test
    void whatManyOpenAtATimeIsEachOnesOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    for (int n = 0; n < 500; n++) {
                        String text = number + " and " + n;
                        assertThat(opened(number, sealed(number, text))).isEqualTo(text);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Cipher used() throws GeneralSecurityException {
        Cipher[] seen = new Cipher[1];
        ciphers.use(cipher -> {
            seen[0] = cipher;
            return new byte[0];
        });
        return seen[0];
    }

    /** Each while it has the one before. */
    private byte[] had(int count, Set<Cipher> all) throws GeneralSecurityException {
        return ciphers.use(cipher -> {
            all.add(cipher);
            return count == 1 ? new byte[0] : had(count - 1, all);
        });
    }

    private byte[] sealed(int key, String text) throws GeneralSecurityException {
        return ciphers.use(cipher -> {
            cipher.init(Cipher.ENCRYPT_MODE, key(key), new IvParameterSpec(new byte[16]));
            return cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        });
    }

    private String opened(int key, byte[] sealed) throws GeneralSecurityException {
        byte[] plain = ciphers.use(cipher -> {
            cipher.init(Cipher.DECRYPT_MODE, key(key), new IvParameterSpec(new byte[16]));
            return cipher.doFinal(sealed);
        });
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static SecretKeySpec key(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return new SecretKeySpec(key, "AES");
    }
}
