package io.rollcall.core.team;

/**
 * A person or a group on a chat platform, as one configured app sees them.
 *
 * @param platform {@code feishu}, {@code wecom} or {@code dingtalk}
 * @param app      the app's name in {@code application.yml}
 * @param address  the platform's own id: for Feishu an {@code open_id} of a person, a {@code chat_id} of a group
 */
public record Account(String platform, String app, String address) {}
