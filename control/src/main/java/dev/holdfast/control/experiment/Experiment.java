package dev.holdfast.control.experiment;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A comparison of a flag's variants, as it was decided before it began.
 *
 * @param name part of addresses
 * @param flag whose variants they are
 * @param variants the alternatives with their expected division; the first is the control
 * @param measures what is measured
 * @param plan how units come in and when they count
 */
public record Experiment(String name, String flag, List<Variant> variants, Measures measures, Plan plan) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MOST_VARIANTS = 10;

    public Experiment {
        variants = List.copyOf(variants);
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("an experiment's name needs 1 to 63 of a-z, 0-9 and '-', and begins with a letter or digit");
        }
        Names.require(flag, "a flag");
        if (variants.size() < 2 || variants.size() > MOST_VARIANTS) {
            throw new IllegalArgumentException("an experiment compares 2 to " + MOST_VARIANTS + " variants, of which the first is the control");
        }
        Names.requireDistinct(variants.stream().map(Variant::name).toList(), "variants");
    }

    public Variant control() {
        return variants.getFirst();
    }

    /** Those that are compared with the control. */
    public List<Variant> treatments() {
        return variants.subList(1, variants.size());
    }

    public boolean hasVariant(String variant) {
        return variants.stream().anyMatch(one -> one.name().equals(variant));
    }

    /** The part of the planned units that a comparison of this variant with the control has. */
    double plannedFor(Variant treatment) {
        double all = variants.stream().mapToDouble(Variant::weight).sum();
        return plan.plannedUnits() * (control().weight() + treatment.weight()) / all;
    }
}
