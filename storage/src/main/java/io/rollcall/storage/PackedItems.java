package io.rollcall.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A set of items as the bytes of one row. Items are numbered for good and from 1 on, so that those of a row lie within a
 * block of {@value #BLOCK} numbers and each is known by its place there. Few are kept as a list of places, two bytes
 * each; many as one bit for every place.
 */
final class PackedItems {

    /** How many numbers a block has; a full one takes an eighth of that in bytes. */
    static final int BLOCK = 8192;

    private static final int DENSE = BLOCK / Byte.SIZE;

    private PackedItems() {}

    static int block(long item) {
        return Math.toIntExact(item / BLOCK);
    }

    static int place(long item) {
        return (int) (item % BLOCK);
    }

    static long item(int block, int place) {
        return (long) block * BLOCK + place;
    }

    static byte[] pack(BitSet places) {
        int count = places.cardinality();
        if (count * Short.BYTES >= DENSE) {
            return Arrays.copyOf(places.toByteArray(), DENSE);
        }
        ByteBuffer list = ByteBuffer.allocate(count * Short.BYTES);
        places.stream().forEach(place -> list.putShort((short) place));
        return list.array();
    }

    static BitSet unpack(byte[] bytes) {
        if (bytes.length == DENSE) {
            return BitSet.valueOf(bytes);
        }
        BitSet places = new BitSet(BLOCK);
        ByteBuffer list = ByteBuffer.wrap(bytes);
        while (list.hasRemaining()) {
            places.set(list.getShort());
        }
        return places;
    }
}
