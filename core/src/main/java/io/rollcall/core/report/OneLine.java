package io.rollcall.core.report;

import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Changes the first item of a passage that fits, or takes it away with what stands below it. */
final class OneLine {

    /** What becomes of the item. */
    interface Change {

        /**
         * The item as it is to be, with as many items below it as there were; empty to take it away.
         *
         * @param above the words of the items above it, outermost first
         */
        Optional<ParsedNode.Item> of(ParsedNode.Item item, List<String> above);
    }

    private final Predicate<ParsedNode.Item> fits;
    private final Change change;
    private final @Nullable Origin origin;

    /** @param origin where it comes from once it is changed; null to leave that as it is */
    OneLine(Predicate<ParsedNode.Item> fits, Change change, @Nullable Origin origin) {
        this.fits = fits;
        this.change = change;
        this.origin = origin;
    }

    /** What is left of the passage: itself as it is now, or nothing; empty when no item fits. */
    Optional<List<Passage>> in(Passage passage) {
        Walk walk = new Walk(passage.origins().iterator());
        List<ParsedNode> nodes = walk.through(passage.nodes(), List.of());
        if (!walk.done) {
            return Optional.empty();
        }
        boolean left = passage.title() != null || !nodes.isEmpty();
        return Optional.of(
                left
                        ? List.of(new Passage(
                                passage.title(), nodes, passage.member(), passage.fromLastWeek(), walk.origins))
                        : List.of());
    }

    private final class Walk {

        private final Iterator<Origin> before;
        private final List<Origin> origins = new ArrayList<>();
        private boolean done;

        Walk(Iterator<Origin> before) {
            this.before = before;
        }

        List<ParsedNode> through(List<ParsedNode> nodes, List<String> above) {
            List<ParsedNode> walked = new ArrayList<>(nodes.size());
            for (ParsedNode node : nodes) {
                if (!(node instanceof ParsedNode.Item item)) {
                    walked.add(node);
                    continue;
                }
                Origin own = before.next();
                if (!done && fits.test(item)) {
                    done = true;
                    Optional<ParsedNode.Item> changed = change.of(item, above);
                    if (changed.isPresent()) {
                        walked.add(changed.get());
                        origins.add(origin == null ? own : origin);
                        through(item.children(), above);
                    } else {
                        item.withDescendants().skip(1).forEach(gone -> before.next());
                    }
                } else {
                    origins.add(own);
                    List<String> path = new ArrayList<>(above);
                    path.add(item.text());
                    walked.add(item.with(through(item.children(), path)));
                }
            }
            return walked;
        }
    }
}
