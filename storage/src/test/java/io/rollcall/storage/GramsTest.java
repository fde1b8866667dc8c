package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GramsTest {

    @ParameterizedTest
    @CsvSource({"ＡＰＩ９５％, api95%", "Straße Ä, straße ä", "ΣΑΣ, σασ", "ﾊﾟﾚｯﾄ, パレット", "㎏①, kg1", "🏗️吊机, 🏗️吊机"})
    void width_and_case_make_no_difference(String text, String folded) {
        assertThat(Grams.fold(text)).isEqualTo(folded);
    }

    @Test
    void a_text_has_each_of_its_characters_and_pairs_but_no_blanks() {
        assertThat(Grams.of("吊机 吊机\t🏗")).hasSize(4).isEqualTo(Grams.of("🏗 吊机"));
        assertThat(Grams.of(" \n\u0000")).isEmpty();
        assertThat(Grams.of("ab")).doesNotContainAnyElementsOf(Grams.sought("ba", 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"吊", "吊机", "吊机 a", "a 🏗 吊机进度", "x  y\u0001z", "aaaa"})
    void whatever_holds_the_words_has_what_is_sought_for_them(String words) {
        assertThat(Grams.sought(words, 99)).isNotEmpty().isSubsetOf(Grams.of("前" + words + "后"));
        assertThat(Grams.sought(words, 1)).hasSize(1).isSubsetOf(Grams.sought(words, 99));
    }

    @Test
    void items_are_unpacked_as_they_were_packed() {
        Random random = new Random(7);
        IntStream.of(0, 1, 2, 511, 512, 513, 5000, PackedItems.BLOCK).forEach(count -> {
            BitSet places = new BitSet();
            while (places.cardinality() < count) {
                places.set(count == PackedItems.BLOCK ? places.cardinality() : random.nextInt(PackedItems.BLOCK));
            }
            byte[] packed = PackedItems.pack(places);
            assertThat(PackedItems.unpack(packed)).as("%d items", count).isEqualTo(places);
            assertThat(packed).hasSizeLessThanOrEqualTo(1024);
        });
        BitSet ends = new BitSet();
        ends.set(0);
        ends.set(PackedItems.BLOCK - 1);
        assertThat(PackedItems.unpack(PackedItems.pack(ends))).isEqualTo(ends);
        assertThat(PackedItems.item(PackedItems.block(123_456), PackedItems.place(123_456)))
                .isEqualTo(123_456);
    }
}
