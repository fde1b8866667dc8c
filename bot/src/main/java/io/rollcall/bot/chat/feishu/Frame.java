package io.rollcall.bot.chat.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What travels on a long connection: a protobuf message (proto2) of the platform's {@code pbbp2}. What is optional in it
 * and absent is empty here. Fields that are not known are left out of what is sent back.
 *
 * @param seqId  the platform's; 0 in a ping
 * @param logId  the platform's; 0 in a ping
 * @param method {@link #CONTROL} or {@link #DATA}
 */
record Frame(
        long seqId,
        long logId,
        int service,
        int method,
        List<Header> headers,
        String payloadEncoding,
        String payloadType,
        ByteString payload,
        String logIdNew) {

    static final int CONTROL = 0;
    static final int DATA = 1;

    private static final String TYPE = "type";
    private static final String TOOK = "biz_rt";
    private static final String PING = "ping";

    /** Far more than the handful that is in use. */
    private static final int MOST_HEADERS = 64;

    Frame {
        headers = List.copyOf(headers);
    }

    record Header(String key, String value) {}

    static Frame ping(int service) {
        return new Frame(0, 0, service, CONTROL, List.of(new Header(TYPE, PING)), "", "", ByteString.EMPTY, "");
    }

    /** The same frame with an answer in it, which is how a frame is acknowledged. */
    Frame answered(long tookMillis, ByteString answer) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header(TOOK, Long.toString(tookMillis)));
        return new Frame(seqId, logId, service, method, all, payloadEncoding, payloadType, answer, logIdNew);
    }

    String type() {
        return header(TYPE);
    }

    /** Empty when there is none of that name. */
    String header(String key) {
        return headers.stream()
                .filter(header -> header.key().equals(key))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    ByteString encode() {
        Buffer out = new Buffer();
        number(out, 1, seqId);
        number(out, 2, logId);
        number(out, 3, service);
        number(out, 4, method);
        for (Header header : headers) {
            Buffer inner = new Buffer();
            bytes(inner, 1, ByteString.encodeUtf8(header.key()));
            bytes(inner, 2, ByteString.encodeUtf8(header.value()));
            bytes(out, 5, inner.readByteString());
        }
        optional(out, 6, ByteString.encodeUtf8(payloadEncoding));
        optional(out, 7, ByteString.encodeUtf8(payloadType));
        optional(out, 8, payload);
        optional(out, 9, ByteString.encodeUtf8(logIdNew));
        return out.readByteString();
    }

    private static void number(Buffer out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void optional(Buffer out, int field, ByteString value) {
        if (value.size() > 0) {
            bytes(out, field, value);
        }
    }

    private static void bytes(Buffer out, int field, ByteString value) {
        varint(out, (long) field << 3 | 2);
        varint(out, value.size());
        out.write(value);
    }

    private static void varint(Buffer out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** The frame in {@code bytes}; empty when they are not exactly one, with all that a frame must have. */
    static Optional<Frame> decode(ByteString bytes) {
        try {
            return Optional.of(read(new Reader(bytes)));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private static Frame read(Reader in) throws Malformed {
        long[] numbers = new long[5];
        boolean[] seen = new boolean[5];
        @Nullable ByteString[] texts = new ByteString[10];
        List<Header> headers = new ArrayList<>();
        while (in.hasMore()) {
            long tag = in.tag();
            int field = (int) (tag >>> 3);
            int wireType = (int) (tag & 7);
            if (field >= 1 && field <= 4) {
                in.expect(wireType, Reader.VARINT);
                numbers[field] = in.varint();
                seen[field] = true;
            } else if (field == 5) {
                in.expect(wireType, Reader.BYTES);
                if (headers.size() == MOST_HEADERS) {
                    throw new Malformed();
                }
                headers.add(header(new Reader(in.bytes())));
            } else if (field >= 6 && field <= 9) {
                in.expect(wireType, Reader.BYTES);
                texts[field] = in.bytes();
            } else {
                in.skip(wireType);
            }
        }
        if (!(seen[1] && seen[2] && seen[3] && seen[4])) {
            throw new Malformed();
        }
        // As protobuf has it, an int32 is what the lower half of the number says.
        return new Frame(
                numbers[1],
                numbers[2],
                (int) numbers[3],
                (int) numbers[4],
                headers,
                text(texts[6]),
                text(texts[7]),
                texts[8] == null ? ByteString.EMPTY : texts[8],
                text(texts[9]));
    }

    private static Header header(Reader in) throws Malformed {
        @Nullable ByteString[] texts = new ByteString[3];
        while (in.hasMore()) {
            long tag = in.tag();
            int field = (int) (tag >>> 3);
            int wireType = (int) (tag & 7);
            if (field == 1 || field == 2) {
                in.expect(wireType, Reader.BYTES);
                texts[field] = in.bytes();
            } else {
                in.skip(wireType);
            }
        }
        if (texts[1] == null || texts[2] == null) {
            throw new Malformed();
        }
        return new Header(text(texts[1]), text(texts[2]));
    }

    private static String text(@Nullable ByteString bytes) {
        return bytes == null ? "" : bytes.utf8();
    }

    /** Protobuf's encoding, "Message structure": tags, varints of at most ten bytes, and what is preceded by its length. */
    private static final class Reader {

        static final int VARINT = 0;
        static final int BYTES = 2;
        private static final int EIGHT_BYTES = 1;
        private static final int FOUR_BYTES = 5;

        private final ByteString in;
        private int at;

        Reader(ByteString in) {
            this.in = in;
        }

        boolean hasMore() {
            return at < in.size();
        }

        long tag() throws Malformed {
            long tag = varint();
            if (tag >>> 3 == 0 || tag >>> 32 != 0) {
                throw new Malformed();
            }
            return tag;
        }

        long varint() throws Malformed {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (!hasMore()) {
                    throw new Malformed();
                }
                byte next = in.getByte(at++);
                if (shift == 63 && (next & 0xfe) != 0) {
                    throw new Malformed();
                }
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new Malformed();
        }

        ByteString bytes() throws Malformed {
            long length = varint();
            int from = at;
            pass(length);
            return in.substring(from, at);
        }

        void skip(int wireType) throws Malformed {
            switch (wireType) {
                case VARINT -> varint();
                case EIGHT_BYTES -> pass(8);
                case BYTES -> pass(varint());
                case FOUR_BYTES -> pass(4);
                // Groups are long out of use, and the rest is not protobuf.
                default -> throw new Malformed();
            }
        }

        private void pass(long length) throws Malformed {
            if (length < 0 || length > in.size() - at) {
                throw new Malformed();
            }
            at += (int) length;
        }

        void expect(int wireType, int wanted) throws Malformed {
            if (wireType != wanted) {
                throw new Malformed();
            }
        }
    }

    private static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed() {
            super("not a frame", null, false, false);
        }
    }
}
