/** DingTalk as a chat platform: a robot of an internal app by callback or Stream mode, and webhooks of groups. */
@NullMarked
package io.rollcall.bot.chat.dingtalk;

import org.jspecify.annotations.NullMarked;
