package io.rollcall.bot;

import io.rollcall.bot.chat.dingtalk.DingTalkCheckupConfiguration;
import io.rollcall.bot.chat.feishu.FeishuCheckupConfiguration;
import io.rollcall.bot.chat.wecom.WeComCheckupConfiguration;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The settings, read as the bot reads them, and what can look at the platforms; nothing that runs, no database and no
 * server. Nothing is made before it is asked for, so that what one setting breaks leaves the rest to be looked at.
 */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import({DingTalkCheckupConfiguration.class, FeishuCheckupConfiguration.class, WeComCheckupConfiguration.class})
public class DoctorApplication {

    /** The application, not started yet. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(DoctorApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLazyInitialization(true);
        return application;
    }
}
