package peers;

import java.io.IOException;
import java.nio.file.Path;

/** A source tree that is made and edited in the same way every time. */
interface DataSet {
    String name();

    /** Makes the tree in a directory that does not exist yet. */
    void create(Path directory) throws IOException;

    /** Makes the small changes of an ordinary day. */
    void edit(Path directory) throws IOException;

    /** Replaces a good part of the content, so that forgetting what was before leaves something to reclaim. */
    void churn(Path directory) throws IOException;
}
