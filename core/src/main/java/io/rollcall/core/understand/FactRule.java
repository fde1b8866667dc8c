package io.rollcall.core.understand;

/**
 * One kind of fact: its rule is in the Javadoc of the class, with examples. Rules run in the order of {@link Facts};
 * what one has {@linkplain Passage#take taken} the next does not see.
 */
interface FactRule {

    /** Finds the facts of this kind and takes their words. */
    void read(Passage passage);
}
