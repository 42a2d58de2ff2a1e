package dev.holdfast.server.access;

import dev.holdfast.server.tenant.TenantName;
import java.util.List;

/** Keeps things for as long as somebody is signed in, such as unlocked repositories. Thread-safe. */
public interface SignInObserver {
    /** Tenants that are unlocked for a sign-in. */
    List<TenantName> unlocked(String signIn);

    /** Hears that a sign-in ended; everything kept for it is to be forgotten now. */
    void ended(String signIn);
}
