/** Takes the steps that are due in a round: state and outgoing messages in one transaction. */
@NullMarked
package io.rollcall.bot.round;

import org.jspecify.annotations.NullMarked;
