package io.rollcall.bot.chat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The body of a callback. */
public final class CallbackBody {

    /** A larger body is read to its end, up to this, so that the sender gets to see why it was refused. */
    private static final int MAX_DRAINED = 64 << 20;

    private CallbackBody() {}

    /**
     * The whole body, byte for byte; however it is sent, no more than the limit is ever held.
     *
     * @return empty when it is larger than {@code most} bytes
     */
    public static Optional<byte[]> read(InputStream in, int most) throws IOException {
        byte[] body = in.readNBytes(most + 1);
        if (body.length <= most) {
            return Optional.of(body);
        }
        byte[] discarded = new byte[8192];
        int read = 0;
        for (long drained = 0; read >= 0 && drained < MAX_DRAINED; drained += read) {
            read = in.read(discarded);
        }
        return Optional.empty();
    }
}
