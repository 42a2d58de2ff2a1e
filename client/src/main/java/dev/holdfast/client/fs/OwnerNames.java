package dev.holdfast.client.fs;

import java.util.OptionalLong;

/** What this machine calls users and groups. Answers are remembered; any number of threads may ask. */
public interface OwnerNames {
    /** The user's name, or an empty text if it has none. */
    String user(long uid);

    /** The group's name, or an empty text if it has none. */
    String group(long gid);

    /** The user of that name. */
    OptionalLong uid(String user);

    /** The group of that name. */
    OptionalLong gid(String group);
}
