package io.rollcall.bot.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.SandboxWorld.Person;
import java.util.Locale;
import java.util.UUID;

/** People of the team files as the sandbox plays them. */
final class Played {

    private static final int LONGEST = 60;

    private Played() {}

    /** Whom the team file names by a contact has an id all the same, which the bot has to ask for. */
    static Person onFeishu(String address, String name) {
        return address.startsWith("ou_") ? new Person(address, name) : new Person(idOf(address), name, address);
    }

    /** The same however the contact's letters are written; a contact that would not be told from another has a digest. */
    private static String idOf(String contact) {
        String plain = contact.toLowerCase(Locale.ROOT);
        boolean isPlain = plain.matches("[a-z0-9]+(@[a-z0-9.]+)?") && plain.length() <= LONGEST;
        return "ou_"
                + (isPlain
                        ? plain.replaceAll("[^a-z0-9]", "-")
                        : UUID.nameUUIDFromBytes(plain.getBytes(UTF_8)).toString());
    }
}
