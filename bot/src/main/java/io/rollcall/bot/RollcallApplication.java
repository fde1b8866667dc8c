package io.rollcall.bot;

import io.rollcall.bot.chat.dingtalk.DingTalkConfiguration;
import io.rollcall.bot.chat.feishu.FeishuConfiguration;
import io.rollcall.bot.chat.wecom.WeComConfiguration;
import io.rollcall.bot.config.TeamsConfiguration;
import io.rollcall.bot.sandbox.SandboxConfiguration;
import io.rollcall.storage.StorageConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The application; the command line starts it. The chat platforms and the storage each have one door, and the packages
 * of the bot itself are named one by one.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan({
    "io.rollcall.bot.api",
    "io.rollcall.bot.clock",
    "io.rollcall.bot.conversation",
    "io.rollcall.bot.delivery",
    "io.rollcall.bot.demo",
    "io.rollcall.bot.inbox",
    "io.rollcall.bot.metrics",
    "io.rollcall.bot.retention",
    "io.rollcall.bot.round",
    "io.rollcall.bot.schedule"
})
@Import({
    TeamsConfiguration.class,
    StorageConfiguration.class,
    FeishuConfiguration.class,
    WeComConfiguration.class,
    DingTalkConfiguration.class,
    SandboxConfiguration.class
})
public class RollcallApplication {

    /** The application, not started yet. */
    public static SpringApplication application() {
        return new SpringApplication(RollcallApplication.class);
    }
}
