package io.rollcall.bot.chat;

import java.util.List;

/** The connections to a platform that are kept open from here, for whoever watches over them. */
public interface Connections {

    /** One for each app that has one; the same ones at every call. */
    List<Connection> connections();

    /** An app's connection, through all its losses. */
    interface Connection {

        String platform();

        String app();

        /** Whether deliveries can come in over it now, as far as is known here. */
        boolean isUp();

        /** How often it was opened again after it had been lost. */
        long reopened();
    }
}
