package dev.holdfast.core.keys;

/** A credential that a key slot can be made for. */
public sealed interface MasterCredential extends Credential permits Passphrase, KeyFile {}
