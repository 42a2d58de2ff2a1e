package dev.holdfast.testkit.simulator;

/** The end of a simulated process, thrown out of the operation that it was about to start. Nothing may catch it but the scheduler. */
final class Crash extends Error {
    Crash() {
        super("the simulated process ended here", null, false, false);
    }
}
