package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Json;
import io.rollcall.core.team.Account;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * People by their e-mail address or mobile number, by "Obtain user ID via email or mobile number"
 * (通过手机号或邮箱获取用户 ID), which the scope contact:user.id:readonly allows.
 */
final class Contacts {

    private static final int MOST_AT_ONCE = 50;
    private static final int LONGEST = 128;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]+@[^\\s@,;<>]+\\.[^\\s@,;<>]+");
    private static final Pattern MOBILE = Pattern.compile("\\+?\\d{6,20}");

    private final FeishuApi api;

    Contacts(FeishuApi api) {
        this.api = api;
    }

    static boolean isMeant(String address) {
        return isEmail(address) || MOBILE.matcher(address).matches();
    }

    private static boolean isEmail(String address) {
        return address.length() <= LONGEST && EMAIL.matcher(address).matches();
    }

    /**
     * The open_ids of those that the platform knows, by contact.
     *
     * @throws ChatUnavailableException when it could not be asked, or may not tell
     */
    Map<Account, Account> find(String app, Collection<Account> contacts) {
        Map<Account, Account> found = new HashMap<>();
        List<Account> all = List.copyOf(contacts);
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            found.putAll(findSome(app, all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE))));
        }
        return found;
    }

    private Map<Account, Account> findSome(String app, List<Account> contacts) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode emails = body.putArray("emails");
        ArrayNode mobiles = body.putArray("mobiles");
        contacts.forEach(contact -> (isEmail(contact.address()) ? emails : mobiles).add(contact.address()));
        Answer answer;
        try {
            answer = api.post(
                    app,
                    url -> url.addQueryParameter("user_id_type", "open_id"),
                    body,
                    "contact",
                    "v3",
                    "users",
                    "batch_get_id");
        } catch (CallFailedException e) {
            throw new ChatUnavailableException(e.reason(), e);
        }
        if (!answer.ok()) {
            throw new ChatUnavailableException("contact/v3/users/batch_get_id: " + answer.reason());
        }
        Map<Account, Account> found = new HashMap<>();
        for (JsonNode user : answer.data().path("user_list").values()) {
            String openId = Json.at(user, "user_id");
            if (FeishuPlatform.isPerson(openId)) {
                contacts.stream()
                        .filter(contact -> isOf(contact.address(), user))
                        .forEach(contact -> found.put(contact, new Account(FeishuPlatform.NAME, app, openId)));
            }
        }
        return found;
    }

    /** Who has two contacts is told once for each; who has left is told without an id, and so are strangers. */
    private static boolean isOf(String contact, JsonNode user) {
        if (isEmail(contact)) {
            return contact.toLowerCase(Locale.ROOT)
                    .equals(Json.at(user, "email").toLowerCase(Locale.ROOT));
        }
        String told = Json.at(user, "mobile");
        return !told.isEmpty() && national(contact).equals(national(told));
    }

    /** Without the country code of the mainland, which the platform does without. */
    private static String national(String mobile) {
        String digits = mobile.replaceAll("\\D", "");
        return Optional.of(digits)
                .filter(all -> mobile.startsWith("+86"))
                .map(all -> all.substring(2))
                .orElse(digits);
    }
}
