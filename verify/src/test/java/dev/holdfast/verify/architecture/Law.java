package dev.holdfast.verify.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/**
 * One rule of the code base, and classes that break it on purpose.
 *
 * @param rule makes the rule for a root package, because the fixtures mirror the real packages beneath a root of their own
 * @param violators simple names that the rule must report among the fixtures
 */
record Law(String name, Function<String, ArchRule> rule, List<String> violators) {
    @Override
    public String toString() {
        return name;
    }
}
