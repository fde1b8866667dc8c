package io.rollcall.bot.chat;

import io.rollcall.bot.chat.Checkup.Outcome;
import io.rollcall.bot.chat.Checkup.Step;
import io.rollcall.bot.text.Texts;
import java.io.IOException;
import java.util.function.Consumer;

/** Tells the steps of one app of a platform, in the operator's language. */
public final class AppSteps {

    private final Texts texts;
    private final Consumer<Step> told;
    private final String platform;
    private final String app;

    public AppSteps(Texts texts, Consumer<Step> told, String platform, String app) {
        this.texts = texts;
        this.told = told;
        this.platform = platform;
        this.app = app;
    }

    public void ok(String step, String seen) {
        tell(step, "", Outcome.OK, seen, "");
    }

    /** @param of which of several, such as a member's name */
    public void ok(String step, String of, String seen) {
        tell(step, of, Outcome.OK, seen, "");
    }

    public void failed(String step, String seen, String todo) {
        tell(step, "", Outcome.FAILED, seen, todo);
    }

    public void failed(String step, String of, String seen, String todo) {
        tell(step, of, Outcome.FAILED, seen, todo);
    }

    public void skipped(String step, String why) {
        tell(step, "", Outcome.SKIPPED, why, "");
    }

    public void skipped(String step, String of, String why) {
        tell(step, of, Outcome.SKIPPED, why, "");
    }

    /**
     * Tells whether who was found is the one that the team file names.
     *
     * @param found the name on the platform; empty where it does not say
     */
    public void member(String expected, String found) {
        if (found.isEmpty()) {
            ok("member", expected, text("member.nameless"));
        } else if (Names.agree(expected, found)) {
            ok("member", expected, text("member.ok"));
        } else {
            failed("member", expected, text("member.other", found), text("member.todo", expected));
        }
    }

    public String text(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** What to do about a code: its own text, or else the one for whatever goes wrong there. */
    public String todo(int code, String otherwise) {
        return texts.find(platform + ".todo." + code).orElseGet(() -> texts.get(otherwise));
    }

    /** Why a call got no answer. */
    public String lost(IOException failure, String host) {
        return NoAnswer.of(failure).seen(this, host);
    }

    private void tell(String step, String of, Outcome outcome, String seen, String todo) {
        String id = platform + "." + app + "." + step + (of.isEmpty() ? "" : "." + of);
        String name = texts.get("platform." + platform) + " " + app + " · " + texts.get("step." + step)
                + (of.isEmpty() ? "" : " " + of);
        told.accept(new Step(id, name, outcome, seen, todo));
    }
}
