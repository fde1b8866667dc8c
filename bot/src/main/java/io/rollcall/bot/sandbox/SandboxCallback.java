package io.rollcall.bot.sandbox;

import java.net.URI;
import java.util.Optional;

/** Where the sandbox delivers events and card callbacks to; asked anew for every delivery. */
@FunctionalInterface
public interface SandboxCallback {

    /** Empty while the application cannot be called yet: the delivery then counts as failed and is made again later. */
    Optional<URI> address();
}
