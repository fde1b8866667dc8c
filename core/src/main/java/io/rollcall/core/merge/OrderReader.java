package io.rollcall.core.merge;

import io.rollcall.core.merge.Merged.Why;
import io.rollcall.core.merge.Order.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a reply says of a numbered line.
 *
 * <pre>
 * 同上周  不变  no change               Same
 * 删除  去掉                            Delete
 * 完成  已上线  暂停                     Edits: a state
 * 进度95%，预计12/20上线                 Edits: a share and a day
 * 改成80%  延到11/14  推迟一周  320家     Edits
 * 等银行排期                            Words
 * 延期  12.5  ?                        Unclear
 * </pre>
 */
final class OrderReader {

    private static final int MOST_CLAUSES = 6;

    private static final Pattern SAME =
            Pattern.compile("(?:也|都|均|还是|仍然|仍|还|暂时|目前|一切|内容|暂|本周|这周|维持|保持|继续|全部|全都|全|下面|子项|各项)*"
                    + "(?:同上周|同上|同前|和上周一样|与上周一样|跟上周一样|和上周相同|与上周相同|和上周一致|与上周一致|照上周|按上周|如上周|沿用上周|沿用|不变|不动|没动|没变化?|无变化|没有变化|未变化?|无变动|没有变动"
                    + "|没有?更新|无更新|暂无更新|没啥变化|没什么变化|(?:没有?|无|暂无)(?:新)?进展|照旧|如旧|照常|原样|现状|一样|不改|不用改"
                    + "|(?:先|暂时|暂)?(?:不要?|别|不用)(?:先)?(?:删除?|删掉|去掉|动)|(?:先|暂时|继续)?(?:留着|保留)"
                    + "|sameaslastweek|same|unchanged|nochanges?|noupdates?|asis|aslastweek|ditto|keep(?:it)?|don'?tdelete)"
                    + "(?:内容|的?进度|原样|现状|了|吧|哈|呢|啊|即可|就行)*");

    private static final Pattern DELETE = Pattern.compile("(?:请|可以|可|直接|先|都|全部|全|这条|这项|那条|整条|也|pls|please)*"
            + "(?:删除|删掉|删去|删了|删|去掉|去除|去了|移除|拿掉|划掉|剔除|不要了|不要|不用写了?|不写了?|别写了?|撤下|deleted?|removed?|drop(?:ped)?|del)"
            + "(?:吧|了|掉|即可|这条|这项|它|it)*");

    /** {@code 还没完成}: what an open line says already. */
    private static final Pattern UNFINISHED = Pattern.compile(
            "(?:都|均|也|还是|还|尚|仍|暂时|暂|目前)*(?:没有?|未|不能|没能)(?:完全|全部|最终)?(?:完成|做完|做好|弄完|搞定|搞完|结束|好|完|上线|发布|提测|投产)(?:呢|了|啊)*"
                    + "|(?:" + Day.FORM + ")?(?:之前|前)?(?:也|肯定|恐怕|估计)?(?:完不成|做不完|搞不完|上不了|赶不上|来不及|赶不出来)(?:了|上线)?"
                    + "|(?:still)?not(?:done|yet|finished)(?:yet)?");

    /** {@code 按计划推进}: as it was, and so is what is planned. */
    private static final Pattern GOES_ON = Pattern.compile(
            "(?:都|均|也|还是|还|仍然|仍|暂时|目前|整体|一切|在|正在)*(?:(?:按|照|按照|依)(?:原定|原|既定)?计划|正常|如期|按期|按时|有序|稳步|顺利)(?:在)?(?:进行|推进|开展|实施|执行|进展|走)(?:中|着|了)*"
                    + "|(?:都|均|还是|仍|目前|一切|整体)*(?:(?:按|照|按照|依)(?:原定|原|既定)?计划(?:来|走)?|(?:进展|推进)(?:正常|顺利))"
                    + "|(?:still)?(?:ontrack|onschedule|asplanned)");

    private static final Pattern TOGETHER_AT_ALL = Pattern.compile("^(?:都|均|也)+");

    /** {@code 又延期了}, before the day to which. */
    private static final Pattern SLIPPED = Pattern.compile("(?:那个|这个|它|要|需要|需|会|又|再|可能|得|已经|已|恐怕|估计)*"
            + "(?:延期|延后|推迟|顺延|提前|改期|延迟|来不及|赶不上|delayed|postponed|slipped)(?:了|一下|啦)*");

    /** {@code 看错了}, behind what it excuses. */
    private static final Pattern EXCUSE =
            Pattern.compile("(?:刚才|刚刚|刚|前面|上面|之前)?(?:我)?(?:看错|写错|打错|记错|说错|弄错|搞错|填错|手滑|口误|sorry|mybad|typo)(?:了|啦|数)*");

    /** {@code 改成：}, before words that are to stand there. */
    private static final Pattern REWRITE = Pattern.compile(
            "^(?:的?(?:内容|描述|文字|整条|全文))?(?:请)?(?:改成|改为|改写成|改写为|更新为|更新成|调整为|变成|变为|换成|重写为?|change to|replace"
                    + " with)(?:这样|如下)?[\\s:：]*(?=.)");

    /** One quotation and nothing beside it. */
    private static final Pattern QUOTED = Pattern.compile("(?s)[“\"「『]([^“”\"「」『』]+)[”\"」』][。.]?");

    private static final Pattern TOGETHER = Pattern.compile("^(?:都|均|也|一起|统一|全都|全部)+ *(?=改|延|推|顺延|提前|进度|到|\\d|预计)");

    private static final Pattern MERGED_INTO = Pattern.compile("(?:已经?|都)?(?:合?并|归|挪|移|放|转|算)(?:到|入|进|至|在)");

    /** {@code 60%（环境不稳）}. */
    private static final Pattern BRACKET_BEHIND = Pattern.compile("([^（()）]{1,40}?)\\s*([（(][^（()）]{1,80}[）)])");

    private static final int LONGEST_REASON = 20;

    private static final Pattern NO_NEW_DAY = Pattern.compile(
            "(?:要|需要|需|会|又|再|可能|得|已)*(?:延期|延后|推迟|顺延|提前|改期|延迟|delayed|postponed|delay|postpone)(?:了|上线|完成)*");

    private static final Pattern NOTHING = Pattern.compile(
            "[?？!.。…~]*|.*[?？]|(?:取消|取消了|作废|ok|okay|好|好的|嗯|行|可以|对|是|是的|知道了|收到|改|改了|改一下|更新|更新一下|调整|调整一下|上线|发布|提测|投产|全量|交付|开通|cancel(?:led)?)|\\d+(?:\\.\\d+)?");

    private OrderReader() {}

    /** Reads what stands behind a number. */
    static Order read(String typed) {
        String closed = Typed.withoutClosing(typed);
        String behindVerb = REWRITE.matcher(closed).replaceFirst("");
        String rewritten = withoutVerb(closed);
        String verb = closed.substring(0, closed.length() - behindVerb.length()).strip();
        boolean quoted = rewritten.length() < behindVerb.length();
        if ((quoted || verb.endsWith(":") || verb.endsWith("："))
                && EditReader.read(rewritten).isEmpty()) {
            return new Order.Words(rewritten, true);
        }
        String body = TOGETHER.matcher(quoted ? rewritten : closed).replaceFirst("");
        String compact = Typed.compact(Typed.fold(body));
        if (compact.length() <= EditReader.LONGEST_CLAUSE) {
            Optional<Order> whole = wholeOrder(compact);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        List<String> clauses = withoutBlanks(clauses(body));
        if (clauses.size() > MOST_CLAUSES || clauses.isEmpty()) {
            return new Order.Words(withoutVerb(body));
        }
        return openedByWholeOrder(clauses, body).orElseGet(() -> edits(clauses, body));
    }

    /** {@code 删了吧，不做了}: an order, and why. */
    private static Optional<Order> openedByWholeOrder(List<String> clauses, String body) {
        String first = Typed.compact(Typed.fold(Typed.withoutClosing(clauses.get(0))));
        if (clauses.size() < 2 || first.length() > EditReader.LONGEST_CLAUSE) {
            return Optional.empty();
        }
        int end = body.indexOf(clauses.get(0)) + clauses.get(0).length();
        String behind = body.substring(end).replaceFirst("^[\\s，,；;。]+", "");
        if (DELETE.matcher(first).matches()) {
            boolean isReason = Typed.width(behind) <= LONGEST_REASON
                    && (behind.chars().noneMatch(Character::isDigit)
                            || MERGED_INTO
                                    .matcher(behind.replaceFirst("^[（(]", ""))
                                    .lookingAt());
            return Optional.of(isReason ? new Order.Delete() : new Order.Unclear(Why.UNCLEAR));
        }
        if (SAME.matcher(first).matches()) {
            Order more = read(behind);
            return Optional.of(more instanceof Order.Words ? new Order.Edits(List.of(new Edit.Remark(behind))) : more);
        }
        return Optional.empty();
    }

    /** What the clauses change, with the words behind it; or the words, when they do not begin with a change. */
    private static Order edits(List<String> clauses, String body) {
        List<Edit> edits = new ArrayList<>();
        boolean correcting = false;
        boolean slipped = false;
        String slip = "";
        String unfinished = "";
        for (String clause : clauses) {
            String compact = Typed.compact(Typed.fold(clause));
            if (EXCUSE.matcher(compact).matches() && !edits.isEmpty()) {
                correcting = true;
                continue;
            }
            if (GOES_ON.matcher(compact).matches()) {
                edits.add(new Edit.Remark(TOGETHER_AT_ALL.matcher(clause).replaceFirst("")));
                continue;
            }
            if (UNFINISHED.matcher(compact).matches()) {
                unfinished = TOGETHER_AT_ALL.matcher(clause).replaceFirst("");
                continue;
            }
            if (SLIPPED.matcher(compact).matches()) {
                slipped = true;
                slip = clause;
                continue;
            }
            String said = withoutCorrection(clause);
            correcting |= said.length() < clause.length();
            if (said.isEmpty()) {
                continue;
            }
            List<Edit> found = new ArrayList<>();
            boolean understood = EditReader.readAll(said, found);
            if (understood) {
                edits = correcting ? new ArrayList<>(Order.corrected(edits, found)) : edits;
                if (!correcting) {
                    edits.addAll(found);
                }
                correcting = false;
            } else if (edits.isEmpty() && !slipped && unfinished.isEmpty()) {
                return new Order.Words(withoutVerb(body));
            } else {
                edits.add(new Edit.Remark(said));
            }
        }
        if (!unfinished.isEmpty() && edits.stream().allMatch(Edit.Remark.class::isInstance)) {
            // Beside another day or value it says nothing more.
            edits.add(0, new Edit.Remark(unfinished));
        }
        if (edits.isEmpty()) {
            return slipped ? new Order.Unclear(Why.NO_NEW_DAY) : new Order.Words(withoutVerb(body));
        }
        if (slipped && edits.stream().allMatch(Edit.Remark.class::isInstance)) {
            // "延期，新时间待定": no day to move to, but not without words.
            edits.add(0, new Edit.Remark(slip));
        }
        return new Order.Edits(withDayOfState(edits));
    }

    private static String withoutCorrection(String clause) {
        Matcher correction = Words.CORRECTION.matcher(Typed.fold(clause));
        return correction.lookingAt() ? clause.substring(correction.end()).strip() : clause;
    }

    /** {@code 完成了，12/3上线的} is one state, with its day. */
    private static List<Edit> withDayOfState(List<Edit> edits) {
        boolean onDay = edits.stream().anyMatch(edit -> edit instanceof Edit.State state && state.hasDay());
        return edits.stream()
                .filter(edit -> !onDay || !(edit instanceof Edit.State state) || state.hasDay())
                .toList();
    }

    private static Optional<Order> wholeOrder(String compact) {
        if (SAME.matcher(compact).matches()) {
            return Optional.of(new Order.Same());
        }
        if (DELETE.matcher(compact).matches()) {
            return Optional.of(new Order.Delete());
        }
        if (NO_NEW_DAY.matcher(compact).matches()) {
            return Optional.of(new Order.Unclear(Why.NO_NEW_DAY));
        }
        if (NOTHING.matcher(compact).matches()) {
            return Optional.of(new Order.Unclear(Why.UNCLEAR));
        }
        return Optional.empty();
    }

    /** {@code 85% 不对 90%}, {@code 删除 已移交财务}: blanks may stand for commas behind an order. */
    private static List<String> withoutBlanks(List<String> clauses) {
        if (clauses.isEmpty() || EditReader.readAll(clauses.get(0), new ArrayList<>())) {
            return clauses;
        }
        if (!Typed.hasHan(clauses.get(0))) {
            return clauses;
        }
        String[] parts = clauses.get(0).split("\\s+", 2);
        boolean opens = parts.length == 2 && (EditReader.read(parts[0]).isPresent() || isDeleteOrSame(parts[0]));
        if (!opens || !(Typed.isHan(parts[1].charAt(0)) || parts[1].startsWith("("))) {
            return clauses;
        }
        List<String> cut = new ArrayList<>(List.of(parts));
        cut.addAll(clauses.subList(1, clauses.size()));
        return cut;
    }

    private static boolean isDeleteOrSame(String words) {
        String compact = Typed.compact(Typed.fold(words));
        return DELETE.matcher(compact).matches() || SAME.matcher(compact).matches();
    }

    private static List<String> clauses(String body) {
        List<String> clauses = new ArrayList<>();
        for (String clause : Clauses.of(body)) {
            Matcher bracket = BRACKET_BEHIND.matcher(clause.strip());
            if (clause.length() <= EditReader.LONGEST_CLAUSE + LONGEST_REASON
                    && bracket.matches()
                    && (EditReader.read(bracket.group(1)).isPresent() || isDeleteOrSame(bracket.group(1)))) {
                clauses.add(bracket.group(1));
                clauses.add(bracket.group(2));
            } else if (!clause.isBlank()) {
                clauses.add(clause.strip());
            }
        }
        return clauses;
    }

    /** {@code 改成等银行排期}, {@code 改成“等银行排期”}: the words that are to stand there. */
    static String withoutVerb(String body) {
        String words = REWRITE.matcher(body).replaceFirst("");
        Matcher quoted = QUOTED.matcher(words);
        boolean isQuotation = words.length() < body.length() && quoted.matches();
        return isQuotation && !quoted.group(1).isBlank() ? quoted.group(1).strip() : words;
    }

    /** Whether these words begin like an order, as a line of its own does not. */
    static boolean opens(String folded, int from) {
        return Words.ORDER_BEGINS.matcher(folded).region(from, folded.length()).lookingAt();
    }
}
