package io.rollcall.core.round;

import io.rollcall.core.calendar.ReportWeeks;

/** A round as the calendar wants it: what it covers, and when its steps are due. */
public record PlannedRound(ReportWeeks weeks, Moments moments) {}
