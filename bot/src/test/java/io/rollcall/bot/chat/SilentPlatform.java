package io.rollcall.bot.chat;

import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import java.util.List;
import java.util.Optional;

/** A platform by the name of {@code feishu} that cannot do anything; a test has it do what its story needs, no more. */
public class SilentPlatform implements ChatPlatform {

    @Override
    public final String name() {
        return "feishu";
    }

    @Override
    public List<Payload> render(Message message) {
        throw unexpected("rendered");
    }

    @Override
    public SendResult send(Account to, Payload payload, String idempotencyKey) {
        throw unexpected("sent");
    }

    @Override
    public SendLimits limits() {
        return SendLimits.NONE;
    }

    @Override
    public boolean isGroup(Account account) {
        return false;
    }

    @Override
    public Optional<SeenMessage> look(String app, String messageId) {
        throw unexpected("looked at");
    }

    @Override
    public Incoming decode(String app, String payload) {
        throw unexpected("decoded");
    }

    private static UnsupportedOperationException unexpected(String done) {
        return new UnsupportedOperationException("nothing is " + done + " in this story");
    }
}
