package dev.holdfast.server.experiment;

/** How far an experiment is. */
public enum State {
    /** Nobody takes part; what is needed as covariates is written down already. */
    DRAFT,
    /** Units come in. */
    RUNNING,
    /** No new units; those that are in still count until their window ends. */
    STOPPED
}
