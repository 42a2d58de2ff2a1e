package dev.holdfast.server.storage;

import dev.holdfast.server.job.JobHandler;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobRun;
import java.util.Map;

/** Work that changes what a tenant stores: whoever sees that it has ended sees figures counted after it. As thread-safe as the work. */
public record Recounting(JobHandler work, StorageFigures figures) implements JobHandler {
    @Override
    public JobKind kind() {
        return work.kind();
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        try {
            return work.run(run);
        } finally {
            figures.changed(run.job().request().tenant());
        }
    }
}
