package io.rollcall.core.merge;

import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /**
     * Words that say the line anew.
     *
     * @param asked whether they were said to stand in its place ({@code 改成：…})
     */
    record Words(String text, boolean asked) implements Order {

        Words(String text) {
            this(text, false);
        }

        @Override
        public boolean isSure() {
            return false;
        }
    }

    /** Words of which nobody can tell what they ask for. */
    record Unclear(Merged.Why why) implements Order {}

    /** What holds when some edits were taken back for others: the later of the same sort, and the rest of the earlier. */
    static List<Edit> corrected(List<Edit> before, List<Edit> now) {
        Set<Class<?>> sorts = new HashSet<>();
        now.forEach(edit -> sorts.add(sort(edit)));
        List<Edit> holds = new ArrayList<>(
                before.stream().filter(edit -> !sorts.contains(sort(edit))).toList());
        holds.addAll(now);
        return holds;
    }

    private static Class<?> sort(Edit edit) {
        return edit instanceof Edit.Shift ? Edit.Day.class : edit.getClass();
    }

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

            /** {@code 已于12/3上线}. */
            boolean hasDay() {
                return words.chars().anyMatch(Character::isDigit);
            }

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
         * @param isOwn whether the event is none of those that all lines know, but a name within this one
         */
        record Day(String event, String day, String typed, boolean bare, boolean isOwn) implements Edit {

            @Override
            public boolean isSure() {
                return !isOwn;
            }

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

        /** {@code 等银行联调}: words behind another change, or behind {@code 不变}. */
        record Remark(String words) implements Edit {

            @Override
            public boolean isSure() {
                return false;
            }

            @Override
            public String kind() {
                return "remark " + words;
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

        /** {@code 较上周提升0.12%}: how the figure moved that was said before. */
        record Change(String typed) implements Edit {

            @Override
            public boolean isSure() {
                return false;
            }

            @Override
            public String kind() {
                return "change";
            }
        }

        /**
         * {@code 存管完成}, of one of several that a line tells of.
         *
         * @param name  as the line has it
         * @param edits what changes there; empty when the words are to stand in its place
         * @param typed all of it, with the name
         */
        record Part(String name, List<Edit> edits, String typed) implements Edit {

            public Part {
                edits = List.copyOf(edits);
            }

            @Override
            public String kind() {
                return "part " + name;
            }
        }
    }
}
