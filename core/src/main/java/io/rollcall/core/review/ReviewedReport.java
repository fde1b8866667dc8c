package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.understand.ParsedReport;
import java.time.LocalDate;

/**
 * A report to be held against those before it.
 *
 * @param weeks      what it covers
 * @param day        on which it was finished: what was promised for an earlier day is past
 * @param report     what it says
 * @param lineOffset how many lines of its page stand before the text that was parsed
 */
public record ReviewedReport(ReportWeeks weeks, LocalDate day, ParsedReport report, int lineOffset) {}
