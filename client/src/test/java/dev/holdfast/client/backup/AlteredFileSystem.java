package dev.holdfast.client.backup;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.SourceFile;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.RawPath;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The machine's file systems, but for what a test makes of some answers: for what no file system of a test machine can be made to say. */
final class AlteredFileSystem {
    private AlteredFileSystem() {}

    /** What becomes of one answer. */
    @FunctionalInterface
    interface Alteration {
        /** The answer to a call of this name about the node at {@code path}; {@code real} asks the machine. */
        @Nullable Object answer(String call, RawPath path, Supplier<@Nullable Object> real);
    }

    static FileSystemAccess with(Alteration alteration) {
        return (FileSystemAccess) altered(FileSystemAccess.class, FileSystems.best(), RawPath.ROOT, alteration);
    }

    private static Object altered(Class<?> type, Object real, RawPath place, Alteration alteration) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            RawPath path = path(place, arguments);
            Object answer = alteration.answer(method.getName(), path, () -> call(real, method, arguments));
            return switch (answer) {
                case Directory directory -> altered(Directory.class, directory, path, alteration);
                case SourceFile file -> altered(SourceFile.class, file, path, alteration);
                case null, default -> answer;
            };
        });
    }

    private static RawPath path(RawPath place, Object @Nullable [] arguments) {
        return switch (arguments == null || arguments.length == 0 ? null : arguments[0]) {
            case RawPath given -> given;
            case FileName child -> place.child(child);
            case null, default -> place;
        };
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
