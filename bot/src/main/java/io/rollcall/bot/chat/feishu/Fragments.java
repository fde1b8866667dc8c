package io.rollcall.bot.chat.feishu;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what comes in several frames of one connection. What is not complete after five minutes is forgotten, and
 * so is the oldest when too much is held; nobody has acknowledged it, so it comes again. For one thread.
 */
final class Fragments {

    static final Duration KEPT = Duration.ofMinutes(5);
    static final int MOST_HELD = 4 << 20;

    /** Far more than anybody would cut the largest event into. */
    static final int MOST_PARTS = 1024;

    private final Map<String, Parts> incomplete = new LinkedHashMap<>();
    private long held;

    /**
     * Takes in a part.
     *
     * @param message what the parts of one event share
     * @param sum     how many there are
     * @param seq     which one this is, from 0
     * @param now     of a monotonic clock, in nanoseconds
     * @return the whole once this was the last part that was missing
     */
    Optional<ByteString> add(String message, int sum, int seq, ByteString part, long now) {
        incomplete.values().removeIf(parts -> {
            boolean old = now - parts.since > KEPT.toNanos();
            held -= old ? parts.size : 0;
            return old;
        });
        if (message.isEmpty() || sum < 1 || sum > MOST_PARTS || seq < 0 || seq >= sum) {
            return Optional.empty();
        }
        Parts parts = incomplete.get(message);
        if (parts == null || parts.bytes.length != sum) {
            forget(message);
            parts = new Parts(sum, now);
            incomplete.put(message, parts);
        }
        held += parts.put(seq, part);
        if (parts.isComplete()) {
            forget(message);
            return Optional.of(parts.whole());
        }
        while (held > MOST_HELD) {
            forget(incomplete.keySet().iterator().next());
        }
        return Optional.empty();
    }

    private void forget(String message) {
        Parts parts = incomplete.remove(message);
        held -= parts == null ? 0 : parts.size;
    }

    /** How many bytes are held, each event's keeping included. */
    long held() {
        return held;
    }

    private static final class Parts {

        /** So that many events of nothing much are not held for nothing. */
        private static final int KEEPING = 1024;

        private static final int SLOT = 8;

        private final @Nullable ByteString[] bytes;
        private final long since;
        private int missing;
        private long size;

        Parts(int sum, long since) {
            this.bytes = new ByteString[sum];
            this.since = since;
            this.missing = sum;
        }

        /** Returns by how much this grew. */
        long put(int seq, ByteString part) {
            long before = size;
            ByteString former = bytes[seq];
            if (size == 0) {
                size = KEEPING + (long) SLOT * bytes.length;
            }
            if (former == null) {
                missing--;
            } else {
                size -= former.size();
            }
            bytes[seq] = part;
            size += part.size();
            return size - before;
        }

        boolean isComplete() {
            return missing == 0;
        }

        ByteString whole() {
            Buffer all = new Buffer();
            for (ByteString part : bytes) {
                if (part != null) {
                    all.write(part);
                }
            }
            return all.readByteString();
        }
    }
}
