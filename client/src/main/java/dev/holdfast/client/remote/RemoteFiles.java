package dev.holdfast.client.remote;

import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.protocol.RepositoryFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The small named objects of a tenant's repository. */
public final class RemoteFiles implements RepositoryFiles {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_NAME_LENGTH = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*){0,7}");
    private static final Set<String> RESERVED = Set.of("packs", "index", "incoming");

    private final Transport transport;

    public RemoteFiles(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Optional<byte[]> read(String name) {
        Response answer = transport.send(Request.get(path(name)).expecting(404).atMost(MAX_BYTES));
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.body());
    }

    @Override
    public boolean create(String name, byte[] content) {
        Response answer = transport.send(put(name, content).with("If-None-Match", "*").expecting(412));
        if (answer.status() != 412) {
            return true;
        }
        // The answer to an attempt that succeeded may have been lost; then what is there is what was to be written.
        return answer.isRepeated() && read(name).filter(there -> Arrays.equals(there, content)).isPresent();
    }

    @Override
    public void replace(String name, byte[] content) {
        transport.send(put(name, content));
    }

    private Request put(String name, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new IllegalArgumentException("an object of " + content.length + " bytes is over the limit of " + MAX_BYTES);
        }
        return Request.of("PUT", path(name), Payload.octets(content));
    }

    @Override
    public void delete(String name) {
        transport.send(Request.of("DELETE", path(name), Payload.NONE).expecting(404));
    }

    @Override
    public List<String> list(String prefix) {
        int slash = prefix.lastIndexOf('/');
        if (slash >= 0) {
            requireName(prefix.substring(0, slash));
        }
        if (!prefix.matches("[a-z0-9./-]*")) {
            return List.of();
        }
        Response answer = transport.send(Request.get(transport.address().inTenant("/files?prefix=" + prefix.replace("/", "%2F"))));
        return answer.json().texts("names").stream().filter(name -> name.startsWith(prefix)).sorted().toList();
    }

    private String path(String name) {
        requireName(name);
        return transport.address().inTenant("/files/" + name);
    }

    private static void requireName(String name) {
        boolean isName = name.length() <= MAX_NAME_LENGTH && NAME.matcher(name).matches() && !RESERVED.contains(name.split("/", 2)[0]);
        if (!isName) {
            throw new IllegalArgumentException("not the name of a repository object: " + name);
        }
    }
}
