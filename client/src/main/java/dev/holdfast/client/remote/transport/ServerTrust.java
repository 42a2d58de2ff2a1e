package dev.holdfast.client.remote.transport;

/** Which certificate of a server is believed. */
public sealed interface ServerTrust {
    /** One that leads to an authority which this machine trusts, and is for this host. */
    record OfSystem() implements ServerTrust {}

    /** This one and no other, whoever signed it and whatever host it names. */
    record Pinned(CertificateFingerprint fingerprint) implements ServerTrust {}
}
