import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Puts the run-time libraries into a distribution: {@code java build/PackLibraries.java LIBRARIES DISTRIBUTION}.
 *
 * <p>Signed jars lose their signature: checking Bouncy Castle's 800 KB of digests costs a third of a second at every start, and the
 * ahead-of-time cache refuses classes from signed jars. The distribution as a whole is what gets a checksum. Classes compiled for Java 5
 * and older are lifted to Java 8's class file version, with the stack maps it asks for, because the cache refuses older ones too.
 * Native libraries are laid beside the jars, because otherwise each start would unpack them into the temporary directory. Licences and
 * notices are collected. Time stamps are fixed and entries keep their order, so the result depends on the input alone.
 */
public final class PackLibraries {
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    private static final Pattern LEGAL = Pattern.compile("META-INF/(?:[^/]*/)?((?:LICENSE|NOTICE|COPYING)[^/]*)");
    /** Entries to unpack, with the file name each gets; the group is the processor, and the platform is always Linux. */
    private static final Map<Pattern, String> NATIVE = Map.of(
            Pattern.compile("linux/(amd64|aarch64)/libzstd-jni-[^/]+\\.so"), "libzstd-jni.so",
            Pattern.compile("org/sqlite/native/Linux/(x86_64|aarch64)/libsqlitejdbc\\.so"), "libsqlitejdbc.so");

    private PackLibraries() {}

    public static void main(String[] arguments) throws IOException {
        Path libraries = Path.of(arguments[0]);
        Path distribution = Path.of(arguments[1]);
        Files.createDirectories(distribution.resolve("lib"));
        List<Path> jars;
        try (Stream<Path> files = Files.list(libraries)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            pack(jar, distribution);
        }
    }

    private static void pack(Path jar, Path distribution) throws IOException {
        String name = jar.getFileName().toString();
        try (ZipFile source = new ZipFile(jar.toFile())) {
            Path target = distribution.resolve("lib").resolve(name);
            if (mustBeRewritten(source)) {
                rewrite(source, target, classFileOf(jar));
            } else {
                Files.copy(jar, target);
            }
            for (ZipEntry entry : source.stream().toList()) {
                unpackNative(source, entry, distribution);
                unpackLegal(source, entry, distribution.resolve("legal").resolve(name.substring(0, name.length() - 4)));
            }
        }
    }

    private static boolean isSignature(String entry) {
        return SIGNATURE.matcher(entry.toUpperCase(Locale.ROOT)).matches();
    }

    private static boolean mustBeRewritten(ZipFile source) throws IOException {
        for (ZipEntry entry : source.stream().toList()) {
            if (isSignature(entry.getName()) || isClass(entry) && isOld(read(source, entry))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class");
    }

    private static boolean isOld(byte[] classFile) {
        return ((classFile[6] & 0xff) << 8 | classFile[7] & 0xff) < ClassFile.JAVA_6_VERSION;
    }

    private static void rewrite(ZipFile source, Path target, ClassFile classFile) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (ZipEntry entry : source.stream().filter(entry -> !isSignature(entry.getName())).toList()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(FIXED_TIME);
                zip.putNextEntry(copy);
                byte[] bytes = read(source, entry);
                if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                    bytes = mainSection(bytes);
                } else if (isClass(entry) && isOld(bytes)) {
                    bytes = lift(bytes, classFile);
                }
                zip.write(bytes);
                zip.closeEntry();
            }
        }
    }

    /** A class file writer which computes stack maps and, for that, looks classes up in {@code jar} before the platform. */
    private static ClassFile classFileOf(Path jar) throws IOException {
        ClassHierarchyResolver inJar = ClassHierarchyResolver.ofResourceParsing(
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader()));
        return ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(inJar.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static byte[] lift(byte[] old, ClassFile classFile) {
        CodeTransform anew = (builder, element) -> builder.with(element);
        return classFile.transformClass(classFile.parse(old), (builder, element) -> {
            switch (element) {
                case ClassFileVersion _ -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                case MethodModel method -> builder.transformMethod(method, MethodTransform.transformingCode(anew));
                default -> builder.with(element);
            }
        });
    }

    /** A manifest without its per-entry sections, which hold nothing but the digests that were signed. */
    private static byte[] mainSection(byte[] manifest) {
        String text = new String(manifest, StandardCharsets.UTF_8).replace("\r\n", "\n");
        int end = text.indexOf("\n\n");
        String main = (end < 0 ? text : text.substring(0, end)).stripTrailing();
        return (main + "\n\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void unpackNative(ZipFile source, ZipEntry entry, Path distribution) throws IOException {
        for (Map.Entry<Pattern, String> known : NATIVE.entrySet()) {
            Matcher matcher = known.getKey().matcher(entry.getName());
            if (matcher.matches()) {
                String processor = matcher.group(1).replace("amd64", "x86_64");
                write(source, entry, distribution.resolve("lib/native/linux-" + processor).resolve(known.getValue()));
            }
        }
    }

    private static void unpackLegal(ZipFile source, ZipEntry entry, Path directory) throws IOException {
        Matcher matcher = LEGAL.matcher(entry.getName());
        if (!entry.isDirectory() && matcher.matches()) {
            write(source, entry, directory.resolve(matcher.group(1)));
        }
    }

    private static void write(ZipFile source, ZipEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.write(target, read(source, entry));
    }

    private static byte[] read(ZipFile source, ZipEntry entry) throws IOException {
        try (InputStream bytes = source.getInputStream(entry)) {
            return bytes.readAllBytes();
        }
    }
}
