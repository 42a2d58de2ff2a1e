package dev.holdfast.server.browse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.server.tenant.TenantName;

/** What this package refuses, in one place. */
final class BrowseFailures {
    private BrowseFailures() {}

    static HoldfastException locked(TenantName tenant) {
        return new HoldfastException(
                ErrorCode.LOCKED,
                "the repository of " + tenant + " is encrypted and was not unlocked, or was locked again",
                "unlock it with its passphrase");
    }

    static HoldfastException noSnapshot(String id) {
        return new HoldfastException(ErrorCode.SNAPSHOT_NOT_FOUND, "there is no snapshot " + id, "list the snapshots anew");
    }

    static HoldfastException invalid(String message, String next) {
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, next);
    }

    static HoldfastException cursor() {
        return invalid("the value of 'after' is not one that this list gave out", "begin with the first page");
    }

    static HoldfastException tooManyAttempts(long waitSeconds) {
        return new HoldfastException(
                ErrorCode.OVERLOADED,
                "too many wrong passphrases were given for this tenant",
                "wait " + waitSeconds + " seconds and try again");
    }

    static HoldfastException busy() {
        return new HoldfastException(
                ErrorCode.OVERLOADED, "other passphrases are being tried at the moment", "try again in a few seconds");
    }

    static HoldfastException notDirectory(RawPath path) {
        return invalid(path + " is not a directory in the snapshot", "ask for the directory that it lies in");
    }

    static HoldfastException notFile(RawPath path) {
        return invalid(path + " is not a regular file in the snapshot", "download directories and other things as a zip archive");
    }

    static HoldfastException insecure() {
        return new HoldfastException(
                ErrorCode.FORBIDDEN,
                "a passphrase is not taken over a connection that others can read",
                "reach the server by https or from the same machine");
    }
}
