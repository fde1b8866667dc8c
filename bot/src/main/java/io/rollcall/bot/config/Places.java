package io.rollcall.bot.config;

import io.rollcall.core.team.Account;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How team files write the places a report is posted in: {@code oc_…}, an address on the team's own chat; {@code
 * wecom-webhook:payments}, a group robot of its own, which says by itself what platform it is of; {@code
 * feishu:second:oc_…}, an address on any chat.
 */
final class Places {

    private static final Pattern ELSEWHERE = Pattern.compile("(feishu|wecom|dingtalk):([a-z0-9][a-z0-9_-]{0,39}):(.+)");
    private static final Pattern ROBOT = Pattern.compile("(feishu|wecom|dingtalk)-webhook:(.*)");

    private Places() {}

    /** @param chat the team's platform and app */
    static Account read(String text, Account chat) {
        Matcher elsewhere = ELSEWHERE.matcher(text);
        if (elsewhere.matches()) {
            return new Account(elsewhere.group(1), elsewhere.group(2), elsewhere.group(3));
        }
        // On the team's own platform it goes by the team's app, as it always has.
        return robot(text)
                .filter(robot -> !robot.platform().equals(chat.platform()))
                .orElseGet(() -> new Account(chat.platform(), chat.app(), text));
    }

    static boolean isRobotOfItsOwn(String address) {
        return ROBOT.matcher(address).matches();
    }

    /** A robot needs no app: it counts as one, by its own name. */
    private static Optional<Account> robot(String text) {
        Matcher robot = ROBOT.matcher(text);
        return robot.matches() ? Optional.of(new Account(robot.group(1), robot.group(2), text)) : Optional.empty();
    }
}
