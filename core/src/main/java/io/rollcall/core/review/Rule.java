package io.rollcall.core.review;

import java.util.function.Consumer;

/** One kind of attention. Rules are asked report after report, each after its lines have become part of their items. */
interface Rule {

    void read(Sheet sheet, Trails trails, Consumer<Finding> findings);
}
