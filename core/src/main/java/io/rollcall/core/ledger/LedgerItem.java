package io.rollcall.core.ledger;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;

/**
 * A line of the report that lives across weeks.
 *
 * @param id        the row's number, from 1
 * @param section   where its latest statement stood
 * @param title     what its latest statement called it, see {@link Statement#title()}
 * @param firstWeek the first week with a statement of it
 * @param lastWeek  the last week with a statement of it; weeks between the two may have none
 */
public record LedgerItem(
        long id, TeamId team, SectionId section, String title, ReportWeek firstWeek, ReportWeek lastWeek) {}
