package io.rollcall.bot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationPredicate;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Connections;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.config.Teams;
import io.rollcall.storage.Queues;
import io.rollcall.storage.Rounds;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Puts meters around the doors of the bot. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    /** The doors come with a meter, whoever makes them and whoever goes through. */
    @Bean
    static BeanPostProcessor meteredDoors(ObjectProvider<MeterRegistry> registry) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof ChatPlatform platform) {
                    return SendMeter.around(platform, registry::getObject);
                }
                return bean instanceof Intake intake ? CallbackMeter.around(intake, registry::getObject) : bean;
            }
        };
    }

    @Bean
    FilterRegistrationBean<CallbackMeter> callbackMeter(MeterRegistry registry) {
        FilterRegistrationBean<CallbackMeter> filter = new FilterRegistrationBean<>(new CallbackMeter(registry));
        filter.addUrlPatterns("/callback/*");
        return filter;
    }

    /** Callbacks have their own meter, and come by thousands a second. */
    @Bean
    ObservationPredicate notCallbacksTwice() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && request.getCarrier().getRequestURI().startsWith("/callback/"));
    }

    @Bean
    MeterBinder standing(Queues queues, Rounds rounds, Teams teams, Clock clock) {
        return new Standing(queues, rounds, teams, clock, System::nanoTime);
    }

    @Bean
    MeterBinder connectionMeter(ObjectProvider<Connections> connections) {
        return new ConnectionMeter(connections.orderedStream().toList());
    }
}
