package io.rollcall.core.ledger;

import io.rollcall.core.understand.Status;
import java.util.List;

/** What is to become of a line. */
sealed interface Order {

    /** Whether words like these are said of a known line only, so that a number before them is that line's. */
    default boolean isSure() {
        return true;
    }

    /** {@code 同上周}. */
    record Same() implements Order {}

    /** {@code 删除}. */
    record Delete() implements Order {}

    /** Something in the line takes another value, in this order. */
    record Edits(List<Edit> edits) implements Order {

        public Edits {
            edits = List.copyOf(edits);
        }

        @Override
        public boolean isSure() {
            return edits.stream().anyMatch(Edit::isSure);
        }
    }

    /** Words that say the line anew. */
    record Words(String text) implements Order {

        @Override
        public boolean isSure() {
            return false;
        }
    }

    /** Words of which nobody can tell what they ask for. */
    record Unclear(Merged.Why why) implements Order {}

    /** One thing that takes another value. */
    sealed interface Edit {

        default boolean isSure() {
            return true;
        }

        /** Edits of the same kind say the same thing anew. */
        String kind();

        /**
         * {@code 完成}, {@code 暂停}.
         *
         * @param words to be written into the line
         */
        record State(Status status, String words) implements Edit {

            @Override
            public String kind() {
                return "state";
            }
        }

        /**
         * {@code 95%}, {@code 进度95%}, {@code 成功率99.2%}.
         *
         * @param name  what it is the share of; empty for progress in general
         * @param named whether progress was named
         * @param value with its sign, as typed
         * @param typed the whole clause
         */
        record Percent(String name, boolean named, String value, String typed) implements Edit {

            @Override
            public boolean isSure() {
                return name.isEmpty();
            }

            @Override
            public String kind() {
                return "percent " + name;
            }
        }

        /**
         * {@code 12/20}, {@code 预计12/20上线}, {@code 延到下周五}.
         *
         * @param event what happens then; empty where the words do not say
         * @param day   as typed
         * @param typed the whole clause
         * @param bare  whether the day was all that was said
         */
        record Day(String event, String day, String typed, boolean bare) implements Edit {

            @Override
            public String kind() {
                return "day " + event;
            }
        }

        /** {@code 推迟一周}: so many days or months later, or earlier. */
        record Shift(int days, int months) implements Edit {

            @Override
            public String kind() {
                return "day ";
            }
        }

        /** {@code 新增商户320家}. */
        record Figure(String name, String value, String unit, String typed) implements Edit {

            @Override
            public boolean isSure() {
                return name.isEmpty();
            }

            @Override
            public String kind() {
                return "figure " + name + " " + unit;
            }
        }
    }
}
