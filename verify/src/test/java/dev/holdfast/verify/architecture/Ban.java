package dev.holdfast.verify.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A set of calls and fields that only named places may use, method references included.
 *
 * @param targets class name to member names; {@code <init>} stands for every constructor and {@code *} for every member
 * @param places package patterns where the use is allowed
 * @param instead what to do instead, for the message
 */
record Ban(String name, Map<String, Set<String>> targets, List<String> places, String instead) {
    ArchRule rule() {
        return ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages(places.toArray(String[]::new))
                .should()
                .accessTargetWhere(DescribedPredicate.describe("use " + name, this::covers))
                .because(instead)
                .allowEmptyShould(true);
    }

    private boolean covers(JavaAccess<?> access) {
        Set<String> members = targets.getOrDefault(access.getTargetOwner().getName(), Set.of());
        return members.contains("*") || members.contains(access.getTarget().getName());
    }
}
