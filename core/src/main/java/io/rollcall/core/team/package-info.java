/** Who writes which part of whose report, and when: teams, sections, members, timetable. */
@NullMarked
package io.rollcall.core.team;

import org.jspecify.annotations.NullMarked;
