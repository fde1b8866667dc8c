package io.rollcall.bot.chat.wecom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cards with buttons that this process has sent of late, so that one that is pressed can be shown with what was
 * chosen. A press tells a card's task and nothing else of it.
 */
final class SentCards {

    private static final int MOST = 2_000;

    private final Map<String, JsonNode> cards = new LinkedHashMap<>();

    /** Whatever is no card with buttons is left alone. */
    synchronized void remember(JsonNode card) {
        String task = card.path("task_id").asString("");
        if (task.isEmpty() || card.path("button_list").isEmpty()) {
            return;
        }
        cards.put(task, card);
        if (cards.size() > MOST) {
            cards.remove(cards.keySet().iterator().next());
        }
    }

    /** The card with a mark on the button that was pressed; empty when it is not remembered, or has no such button. */
    synchronized Optional<ObjectNode> chosen(String task, String key) {
        return Optional.ofNullable(cards.get(task))
                .filter(card -> card.path("button_list").values().stream()
                        .anyMatch(button -> button.path("key").asString("").equals(key)))
                .map(card -> ButtonCards.chosen(card, key));
    }
}
