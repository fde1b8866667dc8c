package io.rollcall.core.report;

import io.rollcall.core.team.SectionId;
import org.jspecify.annotations.Nullable;

/**
 * A remark on one line of a report, which is no line of it.
 *
 * @param line the line as it stands, without marker and indent; null for one that is missing, of which the section is
 *             told
 */
public record LineNote(SectionId section, @Nullable String line, String text) {}
