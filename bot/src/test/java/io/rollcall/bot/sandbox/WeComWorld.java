package io.rollcall.bot.sandbox;

import io.rollcall.bot.sandbox.SandboxWorld.Group;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import io.rollcall.bot.sandbox.SandboxWorld.Platform;
import io.rollcall.bot.sandbox.SandboxWorld.Robot;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** A small world with invented people, some of them on WeCom. */
@Configuration(proxyBeanMethods = false)
class WeComWorld {

    static final String BOT_ID = "aibSandbox01";
    static final String SECRET = "not-a-robots-secret";
    static final String KEY = "sandbox-key-1";
    static final String QIAO = "qiao.lan";
    static final String DUAN = "DuanYu";
    static final String GROUP = "wr_clearing";

    @Bean
    @Primary
    SandboxWorld mixedWorld() {
        return new SandboxWorld(
                TestWorld.APP_ID,
                TestWorld.SECRET,
                TestWorld.ENCRYPT_KEY,
                TestWorld.TOKEN,
                TestWorld.BOT,
                List.of(
                        new Person(TestWorld.TANG, "唐小雨"),
                        new Person(QIAO, "乔岚", Platform.WECOM),
                        new Person(DUAN, "段屿", Platform.WECOM)),
                List.of(
                        new Group(TestWorld.GROUP, "清算组周报", List.of(TestWorld.TANG)),
                        new Group(GROUP, "清算二组周报", List.of(QIAO, DUAN), Platform.WECOM, KEY)),
                ZoneId.of("Asia/Shanghai"),
                new Robot(BOT_ID, SECRET));
    }
}
