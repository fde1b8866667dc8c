package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FragmentsTest {

    private final Fragments fragments = new Fragments();

    @Test
    void partsInAnyOrderMakeTheWhole() {
        assertThat(fragments.add("m-1", 3, 2, part("c"), 0)).isEmpty();
        assertThat(fragments.add("m-2", 2, 0, part("x"), 0)).isEmpty();
        assertThat(fragments.add("m-1", 3, 0, part("a"), 0)).isEmpty();
        assertThat(fragments.add("m-1", 3, 1, part("b"), 0)).contains(part("abc"));
        assertThat(fragments.add("m-2", 2, 1, part("y"), 0)).contains(part("xy"));
        assertThat(fragments.held()).isZero();
    }

    @Test
    void aPartThatComesTwiceCountsOnce() {
        assertThat(fragments.add("m-1", 2, 0, part("older"), 0)).isEmpty();
        assertThat(fragments.add("m-1", 2, 0, part("a"), 0)).isEmpty();
        assertThat(fragments.add("m-1", 2, 1, part("b"), 0)).contains(part("ab"));
        assertThat(fragments.held()).isZero();
    }

    @Test
    void whatIsNotCompleteInTimeIsForgotten() {
        long late = Fragments.KEPT.toNanos() + 1;
        fragments.add("m-1", 2, 0, part("a"), 0);

        assertThat(fragments.add("m-1", 2, 1, part("b"), late)).isEmpty();
        assertThat(fragments.add("m-1", 2, 0, part("a"), late)).contains(part("ab"));
        assertThat(fragments.held()).isZero();
    }

    @Test
    void anotherCutOfTheSameEventBeginsAnew() {
        fragments.add("m-1", 3, 0, part("old"), 0);

        assertThat(fragments.add("m-1", 2, 0, part("a"), 0)).isEmpty();
        assertThat(fragments.add("m-1", 2, 1, part("b"), 0)).contains(part("ab"));
    }

    @ParameterizedTest
    @CsvSource({"'',2,0", "m,0,0", "m,-1,0", "m,2,-1", "m,2,2", "m,2147483647,0"})
    void whatMakesNoSenseIsNotHeld(String message, int sum, int seq) {
        assertThat(fragments.add(message, sum, seq, part("a"), 0)).isEmpty();
        assertThat(fragments.held()).isZero();
    }

    @Test
    void theOldestGoesWhenTooMuchIsHeld() {
        ByteString large = part("x".repeat(100_000));
        for (int i = 0; i < 200; i++) {
            fragments.add("m-" + i, 2, 0, large, 0);
            assertThat(fragments.held()).isLessThanOrEqualTo(Fragments.MOST_HELD);
        }
        assertThat(fragments.add("m-0", 2, 1, part("b"), 0)).isEmpty();
        assertThat(fragments.add("m-199", 2, 1, part("b"), 0)).isPresent();
    }

    @Test
    void manyThatHoldNextToNothingAreHeldNoMoreThanFewLargeOnes() {
        for (int i = 0; i < 100_000; i++) {
            fragments.add("m-" + i, Fragments.MOST_PARTS, 0, ByteString.EMPTY, 0);
        }
        assertThat(fragments.held()).isLessThanOrEqualTo(Fragments.MOST_HELD);
    }

    private static ByteString part(String text) {
        return ByteString.encodeUtf8(text);
    }
}
