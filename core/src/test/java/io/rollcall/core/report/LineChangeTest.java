package io.rollcall.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineChangeTest {

    @Test
    void a_line_that_says_nearly_the_same_was_changed_and_others_are_new_or_gone() {
        assertThat(LineChange.between(
                        List.of("1. 存管路由：联调中", "2. 云钱包灰度", "3. 下线旧接口"), List.of("1. 存管路由：已上线", "2. 云钱包灰度", "3. 采购新终端")))
                .containsExactly(
                        new LineChange("1. 存管路由：联调中", "1. 存管路由：已上线"),
                        new LineChange("3. 下线旧接口", ""),
                        new LineChange("", "3. 采购新终端"));
    }

    @Test
    void another_number_is_no_change() {
        assertThat(LineChange.between(List.of("1. 甲", "2. 乙"), List.of("1. 新的", "2. 甲", "3. 乙")))
                .containsExactly(new LineChange("", "1. 新的"));
    }

    @Test
    void the_same_text_has_no_changes() {
        assertThat(LineChange.between(List.of("甲", "", "乙"), List.of("甲", "乙"))).isEmpty();
        assertThat(LineChange.between(List.of(), List.of())).isEmpty();
    }
}
