package io.rollcall.bot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.bot.sandbox.SandboxWorld.Group;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SandboxWorldTest {

    private static final Person LU = new Person("ou_lu", "陆遥");

    @Test
    void aWorldThatContradictsItselfIsRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world(List.of(), List.of()))
                .withMessageContaining("people");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world(List.of(LU, LU), List.of()))
                .withMessageContaining("ou_lu");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world(List.of(LU), List.of(new Group("oc_a", "组", List.of("ou_other")))))
                .withMessageContaining("ou_other")
                .withMessageContaining("ou_lu");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Person("lu", "陆遥"))
                .withMessageContaining("\"lu\" must be ou_");
        assertThatIllegalArgumentException().isThrownBy(() -> new Group("oc_a", " ", List.of()));
    }

    @Test
    void itsSecretsAreNotPrinted() {
        assertThat(world(List.of(LU), List.of()).toString())
                .contains("cli_a")
                .doesNotContain("secret-1", "key-1", "token-1");
    }

    @Test
    void aPrivateChatHasTheSameIdInEveryRun() {
        Chats one = new Chats(world(List.of(LU), List.of()), java.time.Clock.systemUTC());
        Chats other = new Chats(world(List.of(LU), List.of()), java.time.Clock.systemUTC());

        assertThat(one.privateChatId("ou_lu")).startsWith("oc_").isEqualTo(other.privateChatId("ou_lu"));
        assertThat(one.botOpenId()).startsWith("ou_").isEqualTo(other.botOpenId());
    }

    @Test
    void thePaceIsMeasuredOverASlidingSecond() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the counter may run over at any time
        Pace pace = new Pace(2, nanos::get);

        assertThat(pace.allows("a")).isTrue();
        nanos.addAndGet(600_000_000);
        assertThat(pace.allows("a")).isTrue();
        assertThat(pace.allows("a")).isFalse();
        assertThat(pace.allows("b")).isTrue();
        nanos.addAndGet(399_999_999);
        assertThat(pace.allows("a")).isFalse();
        nanos.addAndGet(1);
        assertThat(pace.allows("a")).as("the first has left the second").isTrue();
        assertThat(pace.allows("a")).as("the second has not").isFalse();
    }

    private static SandboxWorld world(List<Person> people, List<Group> groups) {
        return new SandboxWorld("cli_a", "secret-1", "key-1", "token-1", "点名", people, groups);
    }
}
