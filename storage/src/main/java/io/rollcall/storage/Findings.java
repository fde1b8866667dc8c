package io.rollcall.storage;

import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.RoundId;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/** What was noticed in the reports of rounds, of each round in its latest revision. */
public final class Findings {

    private final FindingMapper mapper;
    private final TransactionOperations transactions;

    Findings(FindingMapper mapper, TransactionOperations transactions) {
        this.mapper = mapper;
        this.transactions = transactions;
    }

    /** Puts these in the place of all that the round had. */
    public void replace(RoundId round, List<RoundFinding> findings) {
        transactions.executeWithoutResult(status -> {
            mapper.delete(round);
            for (int i = 0; i < findings.size(); i++) {
                RoundFinding each = findings.get(i);
                mapper.insert(
                        round,
                        new FindingRow(
                                i + 1,
                                each.finding().kind(),
                                each.finding().number(),
                                each.section(),
                                each.member(),
                                FindingJson.write(each.finding())));
            }
        });
    }

    /** In the order of the report; what is missing there at the end. */
    public List<RoundFinding> of(RoundId round) {
        return mapper.of(round).stream()
                .map(row -> new RoundFinding(
                        row.section(), row.member(), FindingJson.read(row.kind(), row.item(), row.body())))
                .toList();
    }
}
