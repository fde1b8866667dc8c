package io.rollcall.bot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class PatientlyTest {

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void whatIsHeldForAMomentIsDoneAfterwards() {
        assertThat(Patiently.change(() -> heldUntil(3))).isEqualTo("done");
        assertThat(tries).hasValue(3);
    }

    @Test
    void whatStaysHeldIsGivenUp() {
        assertThatThrownBy(() -> Patiently.change(() -> heldUntil(9))).isInstanceOf(CannotAcquireLockException.class);
        assertThat(tries).hasValue(3);
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNotTriedAgain() {
        assertThatThrownBy(() -> Patiently.change(() -> {
                    tries.incrementAndGet();
                    throw new IllegalArgumentException("the body has no lines");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tries).hasValue(1);
    }

    private String heldUntil(int nth) {
        if (tries.incrementAndGet() < nth) {
            throw new CannotAcquireLockException("held");
        }
        return "done";
    }
}
