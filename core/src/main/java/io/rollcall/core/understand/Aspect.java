package io.rollcall.core.understand;

/**
 * Whether the verb that ends a clause is over, going on, or still wanting: told by the particles around it, whatever the
 * verb is.
 *
 * <pre>
 * 政策谈完了、协议签完、脚本写好、旧人清掉了、预案演练过了    over
 * 小陈在改、数据在补标、法务还没回、特征还要补、物料没齐      going on
 * </pre>
 */
final class Aspect {

    /** Verbs of one character that 好 makes perfect; after a noun it praises: {@code 效果好}. */
    private static final String MADE = "写做搞弄调配备谈定排修改建搭测跑装填对接发算理整存补签约说拟录标拆换埋铺画编译盖";

    /** Verbs of one character that 了 makes perfect; of most others it only tells of a change: {@code 太慢了}. */
    private static final String COMPLETED = "修发改定批交签做调换上测写提补办配建删关清拆推导录收验付退还寄给回报出跑接谈聊";

    /** Verbs of one character after which so many things are made. */
    private static final String MAKES = "做写修改办配建搭编拟录补";

    private static final String REMOVED = "清关删下去换改拆砍撤销剔抹除";
    /** Words that end in 在: {@code 存在}, {@code 所在}. */
    private static final String ENDS_IN_AT = "存现所实正潜内外自不旨好贵重意健";
    /** First characters of what people are at, besides the kinds of work of the {@link Lexicon}; not of places. */
    private static final String BEING_DONE = "改谈跟等弄做搞写测调补修排催赶走查找练跑对配批审签迁接推拉盯整理订定核算试看收发洽磨";
    /** After these, 没 and 未 do not say that a piece of work is wanting: {@code 没有}, {@code 未来}. */
    private static final String NOTHING_WANTING = "有来必曾事错用";

    private static final int LONGEST_VERB = 3;

    /** How far from 等 it is looked for what is to be given. */
    private static final int FAR = 16;

    private Aspect() {}

    /** Whether what ends the clause is over; a clause that waits for it or denies it is not. */
    static boolean isOver(String text, int start, int end) {
        int last = withoutBlanks(text, start, end);
        boolean perfect = last > start && text.charAt(last - 1) == '了';
        int verb = perfect ? last - 1 : last;
        if (verb - start < 2 || needs(text, start) || denies(text, start, verb)) {
            return false;
        }
        if (perfect
                        && (COMPLETED.indexOf(text.charAt(verb - 1)) >= 0
                                || isDisposed(text, start, verb)
                                || isAway(text, verb))
                || isOnceOver(text, start, last)) {
            return true;
        }
        char before = text.charAt(verb - 2);
        return switch (text.charAt(verb - 1)) {
            case '完' -> Fold.isHan(before) && "快待要能会可".indexOf(before) < 0;
            case '好' -> MADE.indexOf(before) >= 0;
            case '掉' -> perfect && REMOVED.indexOf(before) >= 0;
            case '过' -> perfect && Fold.isHan(before) && "超经路错难".indexOf(before) < 0;
            default -> false;
        };
    }

    /** {@code 把日志平台切了}: what is done with a thing is done, whatever the verb. */
    private static boolean isDisposed(String text, int start, int verb) {
        int thing = Fold.find(text, '把', start, verb);
        return thing >= 0
                && verb - thing > 2
                && "关控握手脉柄".indexOf(text.charAt(thing + 1)) < 0
                && Fold.find(text, '太', thing, verb) < 0;
    }

    /** {@code 发出去了}, {@code 配上去了}, {@code 寄到了}. */
    private static boolean isAway(String text, int verb) {
        if (text.charAt(verb - 1) == '到') {
            return "寄送收拿找办运汇".indexOf(text.charAt(verb - 2)) >= 0;
        }
        return verb > 2 && "出上进回过下".indexOf(text.charAt(verb - 2)) >= 0 && "去来".indexOf(text.charAt(verb - 1)) >= 0;
    }

    /** {@code 核对过一遍}, {@code 压了两轮}. */
    private static boolean isOnceOver(String text, int start, int end) {
        if (end - start < 4 || "遍轮".indexOf(text.charAt(end - 1)) < 0) {
            return false;
        }
        char count = text.charAt(end - 2);
        return ("一两二三四五几".indexOf(count) >= 0 || Fold.isDigit(count)) && "过了".indexOf(text.charAt(end - 3)) >= 0;
    }

    /** {@code 清理了脏数据}: a kind of work with 了. */
    static boolean perfectsWork(String text, Words words, int start, int end) {
        for (int i = words.from(start); i < words.size() && words.end(i) < end; i++) {
            boolean verb = words.is(i, Sense.WORK) || words.is(i, Sense.EVENT);
            if (verb && text.charAt(words.end(i)) == '了') {
                return true;
            }
        }
        return makes(text, start, end);
    }

    /** {@code 做了2场分享}: so many things made. */
    private static boolean makes(String text, int start, int end) {
        for (int i = start + 1; i + 1 < end; i++) {
            if (text.charAt(i) == '了'
                    && Fold.isDigit(text.charAt(i + 1))
                    && MAKES.indexOf(text.charAt(i - 1)) >= 0
                    && Fold.find(text, '%', i, Math.min(end, i + 7)) < 0) {
                return true;
            }
        }
        return false;
    }

    /** {@code 开发中预计…}: a kind of work, then 中; or whatever ends the clause, then 中. */
    static boolean isUnderWay(String text, Words words, int start, int end) {
        for (int i = words.from(start); i < words.size() && words.end(i) < end; i++) {
            boolean middle = words.is(i, Sense.WORK) && text.charAt(words.end(i)) == '中';
            boolean other = i + 1 < words.size() && words.start(i + 1) == words.end(i);
            if (middle && !other) {
                return true;
            }
        }
        return endsUnderWay(text, end);
    }

    /** {@code 沟通中} at the end of a clause, but not {@code 其中} or {@code 过程中}. */
    static boolean endsUnderWay(String text, int end) {
        int last = withoutBlanks(text, 0, end);
        if (last < 3 || text.charAt(last - 1) != '中') {
            return false;
        }
        char before = text.charAt(last - 2);
        return Fold.isHan(before) && "其集年月期居选心适空当程命之手途".indexOf(before) < 0;
    }

    /** Whether something is being done, or is still to be done, as the clause ends. */
    static boolean isGoingOn(String text, int start, int end) {
        int last = withoutBlanks(text, start, end);
        return isBeingDone(text, start, last) || lasts(text, start, last) || isStillWanting(text, start, last);
    }

    /** {@code 谈着}, {@code 适配ing}. */
    private static boolean lasts(String text, int start, int end) {
        if (end - start > 3 && text.startsWith("ing", end - 3)) {
            return Fold.isHan(text.charAt(end - 4));
        }
        return end - start > 1
                && text.charAt(end - 1) == '着'
                && Fold.isHan(text.charAt(end - 2))
                && "接跟沿随味顺朝向".indexOf(text.charAt(end - 2)) < 0;
    }

    /** Where a clause begins to tell what is waited for, {@code 等苹果审核}, {@code 待账务跑通}; its end when it does not. */
    static int awaitedFrom(String text, int start, int end) {
        boolean listed = false;
        for (int at = start; at + 1 < end; at++) {
            boolean opens = at == start || text.charAt(at - 1) == ' ';
            if (opens && "等待".indexOf(text.charAt(at)) >= 0 && isAwaited(text, at + 1)) {
                return at;
            }
            // "对账、清分等接口" lists things, "系统等资方给回执" waits.
            listed |= text.charAt(at) == '、';
            if (text.charAt(at) == '等'
                    && !listed
                    && isAwaited(text, at + 1)
                    && Fold.find(text, '给', at, Math.min(end, at + FAR)) > at + 1) {
                return at;
            }
        }
        return end;
    }

    private static boolean isAwaited(String text, int at) {
        char next = text.charAt(at);
        return Fold.isLatin(next) || Fold.isHan(next) && "级于同方办遇命价保均都已也全".indexOf(next) < 0;
    }

    /** {@code 在改}, {@code 在补标}: 在, then a verb that ends the clause. */
    private static boolean isBeingDone(String text, int start, int end) {
        for (int at = end - 2; at >= Math.max(start, end - 1 - LONGEST_VERB); at--) {
            if (!Fold.isHan(text.charAt(at + 1))) {
                return false;
            }
            if (text.charAt(at) == '在') {
                boolean within = at > start && ENDS_IN_AT.indexOf(text.charAt(at - 1)) >= 0;
                return !within && (BEING_DONE.indexOf(text.charAt(at + 1)) >= 0 || isWork(text, at + 1));
            }
        }
        return false;
    }

    private static boolean isWork(String text, int at) {
        WordTree.Node word = Lexicon.words().longest(text, at);
        return word != null && (word.senses() & Sense.WORK.bit) != 0;
    }

    /** {@code 还没回}, {@code 还有19条}, {@code 物料没齐}. */
    private static boolean isStillWanting(String text, int start, int end) {
        for (int at = start; at + 1 < end; at++) {
            if (text.charAt(at) == '还' && "没未要差剩有需得缺".indexOf(text.charAt(at + 1)) >= 0) {
                return !text.startsWith("还有望", at) && !text.startsWith("还不错", at);
            }
        }
        if (isShort(text, start, end) || isLeft(text, start, end) || isAllBut(text, start, end)) {
            return true;
        }
        boolean denied = end - start > 2 && "没未".indexOf(text.charAt(end - 2)) >= 0;
        char verb = denied ? text.charAt(end - 1) : 0;
        return denied && Fold.isHan(verb) && NOTHING_WANTING.indexOf(verb) < 0 && text.charAt(end - 3) != '从';
    }

    /** {@code 差微信境外}, {@code 剩2个}: what a piece of work is short of. */
    private static boolean isShort(String text, int start, int end) {
        if (end - start < 2 || "差剩".indexOf(text.charAt(start)) < 0) {
            return false;
        }
        char next = text.charAt(start + 1);
        return (Fold.isHan(next) || Fold.isLatin(next) || Fold.isDigit(next)) && "异错额旅评距价别点余".indexOf(next) < 0;
    }

    /** {@code bug剩7个}: so much of it is left. */
    private static boolean isLeft(String text, int start, int end) {
        int left = Fold.find(text, '剩', start, end);
        int unit = left + 1;
        while (left >= 0 && unit < end && Fold.isDigit(text.charAt(unit))) {
            unit++;
        }
        return left >= 0 && unit > left + 1 && unit < end && "个项条处".indexOf(text.charAt(unit)) >= 0;
    }

    /** {@code 除前置机外都换完了}. */
    private static boolean isAllBut(String text, int start, int end) {
        int outside = start < end && text.charAt(start) == '除' ? Fold.find(text, '外', start, end) : -1;
        return outside > start && outside + 1 < end && "都全均已其".indexOf(text.charAt(outside + 1)) >= 0;
    }

    /** A clause that begins with what is wanted, {@code 等验收完}; not with {@code 需求} or {@code 等保}. */
    private static boolean needs(String text, int start) {
        boolean opens = start + 1 < text.length() && "等待需要".indexOf(text.charAt(start)) >= 0;
        return opens && "求保级遇办点素".indexOf(text.charAt(start + 1)) < 0;
    }

    /** Whether a word right before the verb turns it round: {@code 还没做完}. */
    private static boolean denies(String text, int start, int verb) {
        for (int i = verb - 1; i >= Math.max(start, verb - 5); i--) {
            if ("没未不".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int withoutBlanks(String text, int start, int end) {
        int last = end;
        while (last > start && text.charAt(last - 1) == ' ') {
            last--;
        }
        return last;
    }
}
