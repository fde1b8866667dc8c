package io.rollcall.bot.chat;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** Ciphers of one kind, used again and again: to look one up takes longer than to open a message with it. */
public final class Ciphers {

    /** More than callbacks are opened at a time; what is beyond is looked up anew. */
    private static final int MOST_KEPT = 64;

    private final String transformation;
    private final Queue<Cipher> idle = new ArrayBlockingQueue<>(MOST_KEPT);

    /** @param transformation such as {@code AES/CBC/NoPadding} */
    public Ciphers(String transformation) {
        this.transformation = transformation;
    }

    /** What is done with a cipher, which comes in any state and has to be initialised. */
    public interface Use {

        byte[] with(Cipher cipher) throws GeneralSecurityException;
    }

    /** Does it with a cipher that nobody else has meanwhile. */
    public byte[] use(Use use) throws GeneralSecurityException {
        @Nullable Cipher kept = idle.poll();
        Cipher cipher = kept == null ? Cipher.getInstance(transformation) : kept;
        try {
            return use.with(cipher);
        } finally {
            boolean ignored = idle.offer(cipher);
        }
    }
}
