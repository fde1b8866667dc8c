package io.rollcall.bot.sandbox;

import java.time.Clock;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the sandbox together, in the profiles {@code demo} and {@code sandbox}. Needs a {@link Clock}, a {@link SandboxWorld} and a
 * {@link SandboxCallback} from the application; a {@link SandboxReportSource} may be there.
 */
@Configuration(proxyBeanMethods = false)
@Profile({"demo", "sandbox"})
@EnableConfigurationProperties(SandboxSettings.class)
@Import({
    FeishuWireController.class,
    WeComWireController.class,
    HostGuard.class,
    PageController.class,
    PageApi.class,
    PageStream.class
})
public class SandboxConfiguration implements WebMvcConfigurer {

    /** Outside the folders that are served in every profile. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/sandbox/assets/**")
                .addResourceLocations("classpath:/sandbox/assets/")
                .setCacheControl(CacheControl.noCache());
    }

    @Bean
    LocalServer sandboxLocalServer() {
        return new LocalServer();
    }

    @Bean
    Chats sandboxChats(SandboxWorld world, Clock clock) {
        return new Chats(world, clock);
    }

    @Bean
    EventPusher sandboxEventPusher(
            SandboxWorld world, SandboxCallback callback, Clock clock, SandboxSettings settings) {
        return new EventPusher(
                callback, new EventSeal(world.encryptKey()), clock, settings.redeliverAfter(), settings.deadline());
    }

    @Bean
    Sandbox sandbox(Chats chats, EventPusher pusher, RobotWire robot) {
        return new Sandbox(chats, pusher, robot);
    }

    @Bean
    RobotWire sandboxRobotWire(Chats chats) {
        return new RobotWire(chats, System::nanoTime);
    }

    @Bean
    RobotSockets sandboxRobotSockets(RobotWire wire) {
        return new RobotSockets(wire);
    }

    @Bean
    GroupRobotWire sandboxGroupRobotWire(Chats chats) {
        return new GroupRobotWire(chats, System::nanoTime);
    }

    /** Tomcat's web sockets, which it has but does not open by itself where it is embedded. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxWebSockets() {
        return factory ->
                factory.addContextCustomizers(context -> context.addServletContainerInitializer(new WsSci(), null));
    }

    @Bean
    Tokens sandboxTokens() {
        return new Tokens();
    }

    @Bean
    DocumentsWire sandboxDocuments(Chats chats) {
        return new DocumentsWire(chats, System::nanoTime);
    }

    @Bean
    HookWire sandboxHooks(Chats chats) {
        return new HookWire(chats, System::nanoTime);
    }

    @Bean
    FeishuWire sandboxFeishuWire(Chats chats, Tokens tokens) {
        return new FeishuWire(chats, tokens, System::nanoTime);
    }
}
