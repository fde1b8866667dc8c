package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.core.team.Account;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * People who are notified: the only Markdown in a card, and the only mention. It is made of ids alone, which cannot hold
 * anything else.
 */
record CardMention(List<String> openIds) implements CardPiece {

    private static final Pattern OPEN_ID = Pattern.compile("ou_[A-Za-z0-9_-]{1,100}");

    CardMention {
        openIds = List.copyOf(openIds);
        for (String id : openIds) {
            if (!OPEN_ID.matcher(id).matches()) {
                throw new IllegalArgumentException("only a person's open_id can be mentioned; it begins with ou_");
            }
        }
    }

    static boolean canMention(Account account) {
        return account.platform().equals(FeishuPlatform.NAME)
                && OPEN_ID.matcher(account.address()).matches();
    }

    @Override
    public ObjectNode json() {
        return Json.MAPPER
                .createObjectNode()
                .put("tag", "markdown")
                .put(
                        "content",
                        openIds.stream().map(id -> "<at id=" + id + "></at>").collect(Collectors.joining(" ")));
    }

    @Override
    public int elements() {
        return 1;
    }

    @Override
    public int cost() {
        return CardText.cost(json()) + 1;
    }

    @Override
    public boolean isBlank() {
        return openIds.isEmpty();
    }

    @Override
    public Optional<Split> split(int bytes, int elements, boolean alone) {
        for (int count = openIds.size() - 1; count > 0; count--) {
            CardMention head = new CardMention(openIds.subList(0, count));
            if (head.cost() <= bytes && head.elements() <= elements) {
                return Optional.of(new Split(head, new CardMention(openIds.subList(count, openIds.size()))));
            }
        }
        return Optional.empty();
    }
}
