package dev.holdfast.testkit.fault;

/** The end of a process, as far as its storage is concerned. An Error, so that no handler of failures mistakes it for one. */
public final class SimulatedCrash extends Error {
    SimulatedCrash(long call) {
        super("the process died at call " + call);
    }
}
