package dev.holdfast.core.tree;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An absolute path as a list of names, lexically normal: no {@code .}, no {@code ..}, no empty component. Its length is not
 * limited by the kernel's.
 */
public record RawPath(List<FileName> names) {
    /** The path {@code /}. */
    public static final RawPath ROOT = new RawPath(List.of());

    public RawPath {
        names = List.copyOf(names);
    }

    /** Reads slash-separated bytes, relative to {@code base} unless they start with a slash; {@code ..} removes a name. */
    public static RawPath of(RawPath base, byte[] path) {
        List<FileName> names = new ArrayList<>(path.length > 0 && path[0] == '/' ? List.of() : base.names);
        int start = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == '/') {
                push(names, Arrays.copyOfRange(path, start, i));
                start = i + 1;
            }
        }
        return new RawPath(names);
    }

    /** The same from text, taken as UTF-8. */
    public static RawPath of(RawPath base, String path) {
        return of(base, path.getBytes(StandardCharsets.UTF_8));
    }

    private static void push(List<FileName> names, byte[] name) {
        String text = new String(name, StandardCharsets.ISO_8859_1);
        switch (text) {
            case "", "." -> {}
            case ".." -> {
                if (!names.isEmpty()) {
                    names.removeLast();
                }
            }
            default -> names.add(FileName.of(name));
        }
    }

    /** This path with one more name. */
    public RawPath child(FileName name) {
        List<FileName> longer = new ArrayList<>(names);
        longer.add(name);
        return new RawPath(longer);
    }

    /** The bytes with slashes, starting with one. */
    public byte[] bytes() {
        if (names.isEmpty()) {
            return new byte[] {'/'};
        }
        var out = new ByteArrayOutputStream();
        for (FileName name : names) {
            out.write('/');
            out.writeBytes(name.bytes());
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
