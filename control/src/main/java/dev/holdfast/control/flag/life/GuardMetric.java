package dev.holdfast.control.flag.life;

/** Says whether a roll-out does harm. Thread-safe; asked again and again while one goes on, so an answer is quick. */
@FunctionalInterface
public interface GuardMetric {
    /**
     * What is asked.
     *
     * @param metric its name
     * @param flag which flag is rolled out
     * @param variant which variant more and more users get
     */
    record Question(String metric, String flag, String variant) {}

    /** The answer. */
    sealed interface Reading {
        /** In one sentence: what was measured. */
        String detail();

        /** All is well. */
        record Holds(String detail) implements Reading {}

        /** It does harm. */
        record Broken(String detail) implements Reading {}

        /** Nobody knows, which is no reason to go on and none to stop. */
        record Unknown(String detail) implements Reading {}
    }

    Reading read(Question question);
}
