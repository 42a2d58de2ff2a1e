package dev.holdfast.client.remote.transport;

import javax.net.ssl.SSLContext;

/** Which certificate of a server is believed. */
public sealed interface ServerTrust {
    /** What checks certificates accordingly, for connections of other clients. */
    default SSLContext tls() {
        return TrustCheck.context(this);
    }

    /** One that leads to an authority which this machine trusts, and is for this host. */
    record OfSystem() implements ServerTrust {}

    /** This one and no other, whoever signed it and whatever host it names. */
    record Pinned(CertificateFingerprint fingerprint, Word word) implements ServerTrust {}

    /** Whose word a pinned certificate has. */
    enum Word {
        /** The user gave it for this run. */
        GIVEN,
        /** It was the server's before. */
        REMEMBERED
    }
}
