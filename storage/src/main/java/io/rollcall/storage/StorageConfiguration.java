package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.logging.nologging.NoLoggingImpl;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.mybatis.spring.annotation.MapperScan;
import org.mybatis.spring.boot.autoconfigure.ConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The repositories, for an application that has a data source, a transaction manager, and Flyway and MyBatis set up by
 * Spring Boot. The data source must be set to {@code READ COMMITTED}, and an H2 one must write at every commit; the
 * start fails with what to change otherwise.
 */
@Configuration(proxyBeanMethods = false)
@MapperScan(basePackageClasses = StorageConfiguration.class, annotationClass = Mapper.class)
public class StorageConfiguration {

    @Bean
    ConfigurationCustomizer storageMapping() {
        return configuration -> {
            // Without this, records are filled by the order of the columns, whatever their names.
            configuration.setArgNameBasedConstructorAutoMapping(true);
            configuration.setMapUnderscoreToCamelCase(true);
            configuration.setJdbcTypeForNull(JdbcType.NULL);
            // A session's own cache would hide what other transactions have committed since.
            configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
            // At debug it would write every value of every statement: what members wrote, and the platforms' tokens.
            configuration.setLogImpl(NoLoggingImpl.class);
            TypeHandlerRegistry handlers = configuration.getTypeHandlerRegistry();
            handlers.register(Instant.class, new InstantHandler());
            handlers.register(TeamId.class, new TextHandler<>(TeamId::new));
            handlers.register(MemberId.class, new TextHandler<>(MemberId::new));
            handlers.register(SectionId.class, new TextHandler<>(SectionId::new));
            handlers.register(RoundId.class, new TextHandler<>(RoundId::parse));
            handlers.register(ReportWeek.class, new TextHandler<>(ReportWeek::parse));
            handlers.register(ReportWeeks.class, new TextHandler<>(ReportWeeks::parse));
        };
    }

    @Bean
    static MySqlDefaults mySqlDefaults() {
        return new MySqlDefaults();
    }

    @Bean
    DatabaseStart databaseStart(DataSource dataSource) {
        return new DatabaseStart(dataSource, new DatabaseCheck());
    }

    @Bean
    Rounds rounds(RoundMapper mapper, PlatformTransactionManager manager) {
        return new Rounds(mapper, joining(manager));
    }

    @Bean
    PromptLines promptLines(PromptLineMapper mapper) {
        return new PromptLines(mapper);
    }

    @Bean
    Replies replies(ReplyMapper mapper) {
        return new Replies(mapper);
    }

    @Bean
    Inbox inbox(InboxMapper mapper, JdbcTemplate jdbc, PlatformTransactionManager manager) {
        return new Inbox(mapper, new InboxBatch(jdbc), joining(manager));
    }

    @Bean
    Outbox outbox(OutboxMapper mapper, PlatformTransactionManager manager) {
        return new Outbox(mapper, joining(manager));
    }

    @Bean
    Findings findings(FindingMapper mapper, PlatformTransactionManager manager) {
        return new Findings(mapper, joining(manager));
    }

    @Bean
    Questions questions(QuestionMapper mapper) {
        return new Questions(mapper);
    }

    @Bean
    DraftChanges draftChanges(DraftChangeMapper mapper) {
        return new DraftChanges(mapper);
    }

    @Bean
    RevisionsDue revisionsDue(RevisionDueMapper mapper) {
        return new RevisionsDue(mapper);
    }

    @Bean
    OutboxSenders outboxSenders(OutboxSenderMapper mapper, PlatformTransactionManager manager) {
        return new OutboxSenders(mapper, joining(manager));
    }

    @Bean
    OutboxLosses outboxLosses(OutboxLossMapper mapper) {
        return new OutboxLosses(mapper);
    }

    @Bean
    KnownAccounts knownAccounts(KnownAccountMapper mapper) {
        return new KnownAccounts(mapper);
    }

    @Bean
    Reports reports(ReportMapper mapper) {
        return new Reports(mapper);
    }

    @Bean
    ItemGrams itemGrams(JdbcTemplate jdbc) {
        return new ItemGrams(jdbc);
    }

    @Bean
    static ItemGramsMigration itemGramsMigration() {
        return new ItemGramsMigration();
    }

    @Bean
    Ledger ledger(LedgerMapper mapper, ItemGrams grams, PlatformTransactionManager manager) {
        return new Ledger(mapper, grams, joining(manager));
    }

    @Bean
    ItemCorrections itemCorrections(
            ItemCorrectionMapper mapper, LedgerMapper ledger, ItemGrams grams, PlatformTransactionManager manager) {
        return new ItemCorrections(mapper, ledger, grams, joining(manager));
    }

    @Bean
    Absences absences(AbsenceMapper mapper, PlatformTransactionManager manager) {
        return new Absences(mapper, joining(manager));
    }

    @Bean
    OwnTimes ownTimes(OwnTimeMapper mapper) {
        return new OwnTimes(mapper);
    }

    @Bean
    Payloads payloads(PayloadMapper mapper) {
        return new Payloads(mapper);
    }

    @Bean
    Queues queues(QueueMapper mapper) {
        return new Queues(mapper);
    }

    @Bean
    HistoryTables historyTables(
            HistoryMapper history,
            RoundMapper rounds,
            ReplyMapper replies,
            ReportMapper reports,
            DraftChangeMapper changes,
            RevisionDueMapper revisionsDue,
            LedgerMapper ledger,
            ItemCorrectionMapper corrections,
            PromptLineMapper prompts,
            FindingMapper findings,
            QuestionMapper questions,
            OwnTimeMapper ownTimes) {
        return new HistoryTables(
                history,
                rounds,
                replies,
                reports,
                changes,
                revisionsDue,
                ledger,
                corrections,
                prompts,
                findings,
                questions,
                ownTimes);
    }

    @Bean
    TeamHistory teamHistory(HistoryTables tables, ItemGrams grams, PlatformTransactionManager manager) {
        return new TeamHistory(tables, grams, manager);
    }

    /** Runs in the caller's transaction, or in its own where there is none. */
    private static TransactionOperations joining(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }
}
