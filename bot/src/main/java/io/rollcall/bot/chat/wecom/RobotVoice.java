package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.CallFailedException;
import tools.jackson.databind.JsonNode;

/** By which smart robots speak. */
@FunctionalInterface
interface RobotVoice {

    /**
     * Sends a request over a robot's long connection and waits for what the platform says to it.
     *
     * @throws CallFailedException when there was no connection to say it on, or nothing was said to it
     */
    Answer request(String robot, String command, JsonNode body) throws CallFailedException;
}
