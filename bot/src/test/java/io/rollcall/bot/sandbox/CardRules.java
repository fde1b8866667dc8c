package io.rollcall.bot.sandbox;

import java.util.Optional;

/** The platform's rules for cards, for tests of those who write them. */
public final class CardRules {

    private CardRules() {}

    /** What the platform would refuse the card for, if anything. */
    public static Optional<String> fault(String card) {
        return CardCheck.fault(Json.read(card).orElseThrow());
    }
}
