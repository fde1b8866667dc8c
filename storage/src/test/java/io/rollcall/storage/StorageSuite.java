package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the suites share. A suite is run once for each kind of database, by a class that only names it. */
abstract class StorageSuite {

    static final TeamId HARBOUR = new TeamId("harbour");
    static final TeamId QUAY = new TeamId("quay");
    static final MemberId MEI = new MemberId("mei");
    static final MemberId OTTO = new MemberId("otto");
    static final MemberId ZHAO = new MemberId("zhao");
    static final SectionId CRANES = new SectionId("cranes");
    static final SectionId TUGS = new SectionId("tugs");
    static final ReportWeek WEEK = ReportWeek.parse("2024-W49");
    static final RoundId ROUND = new RoundId(HARBOUR, WEEK);
    static final Instant FRIDAY_TEN = Instant.parse("2024-12-06T02:00:00Z");
    static final Moments MOMENTS = new Moments(
            FRIDAY_TEN,
            List.of(Instant.parse("2024-12-06T06:00:00Z"), Instant.parse("2024-12-06T08:00:00.250Z")),
            Instant.parse("2024-12-06T09:30:00Z"),
            Instant.parse("2024-12-06T10:00:00Z"));

    final TestDatabase database;

    StorageSuite(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void startWithEmptyTables() {
        database.clear();
    }

    final JdbcClient jdbc() {
        return database.jdbc();
    }

    final int countOf(String table) {
        return jdbc().sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
    }

    static Round round(RoundId id) {
        return Round.open(id, ReportWeeks.of(id.week()), MOMENTS, FRIDAY_TEN);
    }

    /** Opens the usual round: Mei and Otto are to be asked. */
    final RoundId openRound() {
        database.get(Rounds.class).open(round(ROUND), List.of(Ask.waiting(ROUND, MEI), Ask.waiting(ROUND, OTTO)));
        return ROUND;
    }

    static Reply reply(String messageId, MemberId member, String text) {
        return new Reply(0, ROUND, member, "feishu", messageId, 1, ReplyKind.TEXT, text, CRANES, FRIDAY_TEN, null);
    }

    /** Runs the tasks at the same time and returns what each came to; a task that hangs fails the test. */
    static <T> List<T> atOnce(List<? extends Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            CyclicBarrier start = new CyclicBarrier(tasks.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs the task on a thread of its own, thereby outside the caller's transaction. */
    static <T> T elsewhere(Callable<T> task) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(task).get(15, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other thread did not come through", e);
        } finally {
            thread.shutdownNow();
        }
    }
}
