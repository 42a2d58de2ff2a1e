package dev.holdfast.core.keys;

import dev.holdfast.core.protocol.RepositoryFiles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Small files of a repository in memory. */
public final class MemoryFiles implements RepositoryFiles {
    private final ConcurrentSkipListMap<String, byte[]> content = new ConcurrentSkipListMap<>();

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(content.get(name)).map(byte[]::clone);
    }

    @Override
    public boolean create(String name, byte[] bytes) {
        return content.putIfAbsent(name, bytes.clone()) == null;
    }

    @Override
    public void replace(String name, byte[] bytes) {
        content.put(name, bytes.clone());
    }

    @Override
    public void delete(String name) {
        content.remove(name);
    }

    @Override
    public List<String> list(String prefix) {
        return content.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }
}
