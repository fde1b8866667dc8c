package io.rollcall.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestatementTest {

    @Test
    void a_line_of_the_same_label_takes_the_place_of_the_one_before() {
        assertThat(Restatement.of("1. 存管路由：联调中\n2. 云钱包：灰度", "1. 存管路由：联调中\n2. 云钱包：灰度\n3. 存管路由：联调中，12/20上线"))
                .isEqualTo("3. 存管路由：联调中，12/20上线\n2. 云钱包：灰度");
    }

    @Test
    void what_stands_below_it_stays_unless_that_is_said_anew_too() {
        assertThat(Restatement.of("1. 存管路由：联调\n  • 已提测", "1. 存管路由：联调\n  • 已提测\n2. 存管路由：上线"))
                .isEqualTo("2. 存管路由：上线\n  • 已提测");
        assertThat(Restatement.of("1. 存管路由：联调\n  • 已提测", "1. 存管路由：联调\n  • 已提测\n2. 存管路由：上线\n  • 已验收"))
                .isEqualTo("2. 存管路由：上线\n  • 已验收");
    }

    @Test
    void a_line_without_a_label_is_known_by_its_words_and_another_is_added() {
        assertThat(Restatement.of("1. 完成收银台页面改版的联调", "1. 完成收银台页面改版的联调\n2. 完成收银台页面改版的联调，12/20上线"))
                .isEqualTo("2. 完成收银台页面改版的联调，12/20上线");
        assertThat(Restatement.of("1. 完成收银台页面改版", "1. 完成收银台页面改版\n2. 新终端已定标")).isEqualTo("1. 完成收银台页面改版\n2. 新终端已定标");
    }

    @Test
    void whoever_does_more_than_adding_is_taken_at_their_word() {
        assertThat(Restatement.of("1. 甲甲：一\n2. 乙乙：一", "1. 甲甲：二")).isEqualTo("1. 甲甲：二");
        assertThat(Restatement.of("", "1. 甲甲：二")).isEqualTo("1. 甲甲：二");
    }
}
