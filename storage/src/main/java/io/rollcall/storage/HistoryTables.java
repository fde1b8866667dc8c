package io.rollcall.storage;

/** The tables that hold what is remembered of teams. */
record HistoryTables(
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
        OwnTimeMapper ownTimes) {}
