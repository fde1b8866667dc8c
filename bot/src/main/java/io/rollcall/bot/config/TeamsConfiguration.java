package io.rollcall.bot.config;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.work.BackgroundWorker;
import io.rollcall.storage.KnownAccounts;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The teams of this deployment, read once at the start. */
@Configuration(proxyBeanMethods = false)
public class TeamsConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TeamsConfiguration.class);

    /** @param folder {@code rollcall.teams}: where the team files are */
    @Bean
    Teams teams(@Value("${rollcall.teams:config/teams}") Path folder, Clock clock) {
        Teams teams = TeamFiles.read(folder).by(clock);
        teams.notices().forEach(log::warn);
        return teams;
    }

    @Bean
    @ConditionalOnWebApplication
    MembersLookup membersLookup(Teams teams, ChatPlatforms platforms, KnownAccounts known, Clock clock) {
        return new MembersLookup(teams, platforms, known, clock);
    }

    @Bean
    @ConditionalOnWebApplication
    BackgroundWorker membersLookupThread(MembersLookup lookup) {
        return new BackgroundWorker("members", MembersLookup.INTERVAL, true, lookup::run);
    }

    @Bean
    @ConditionalOnWebApplication
    AccountsCheck accountsCheck(Teams teams, ChatPlatforms platforms) {
        return new AccountsCheck(teams, platforms);
    }
}
