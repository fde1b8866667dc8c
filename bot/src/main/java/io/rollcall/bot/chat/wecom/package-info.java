/** WeCom (企业微信): the self-built app with its encrypted callbacks, group robots by webhook, and smart robots. */
@NullMarked
package io.rollcall.bot.chat.wecom;

import org.jspecify.annotations.NullMarked;
