package dev.holdfast.control.flag.logic;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every operator: its name, how many arguments it takes in a flag's definition, and the node it becomes. */
public enum Operator {
    VAR("var", 1, 2, Variables.Computed::new),
    MISSING("missing", 0, Arity.ANY, Variables.Missing::new),
    MISSING_SOME("missing_some", 2, 2, Variables.MissingSome::new),
    IF("if", 1, Arity.ANY, Branches.If::of),
    TERNARY("?:", 1, Arity.ANY, Branches.If::of),
    AND("and", 1, Arity.ANY, nodes -> new Branches.And(nodes.toArray(Node[]::new))),
    OR("or", 1, Arity.ANY, nodes -> new Branches.Or(nodes.toArray(Node[]::new))),
    NOT("!", 1, 1, unary(Branches.Not::new)),
    TRUTH("!!", 1, 1, unary(Branches.Truth::new)),
    EQUAL("==", 2, 2, Operator::equal),
    SAME("===", 2, 2, Comparisons.Same::new),
    UNEQUAL("!=", 2, 2, (left, right) -> new Branches.Not(equal(left, right))),
    DIFFERENT("!==", 2, 2, (left, right) -> new Branches.Not(new Comparisons.Same(left, right))),
    LESS("<", 2, 3, ordered(Coercion::less)),
    LESS_OR_EQUAL("<=", 2, 3, ordered(Coercion::lessOrEqual)),
    GREATER(">", 2, 2, (left, right) -> new Comparisons.Ordered((one, two) -> Coercion.less(two, one), left, right)),
    GREATER_OR_EQUAL(">=", 2, 2, (left, right) -> new Comparisons.Ordered((one, two) -> Coercion.lessOrEqual(two, one), left, right)),
    PLUS("+", 1, Arity.ANY, Arithmetic.Sum::new),
    TIMES("*", 2, Arity.ANY, Arithmetic.Product::new),
    MINUS("-", 1, Arity.ANY, Operator::minus),
    DIVIDED("/", 2, 2, (left, right) -> new Arithmetic.Pair((one, two) -> one / two, left, right)),
    REMAINDER("%", 2, 2, (left, right) -> new Arithmetic.Pair((one, two) -> one % two, left, right)),
    MINIMUM("min", 1, Arity.ANY, nodes -> new Arithmetic.Extreme(Math::min, Double.POSITIVE_INFINITY, nodes)),
    MAXIMUM("max", 1, Arity.ANY, nodes -> new Arithmetic.Extreme(Math::max, Double.NEGATIVE_INFINITY, nodes)),
    MAP("map", 2, 2, Lists.Each::new),
    FILTER("filter", 2, 2, Lists.Filter::new),
    REDUCE("reduce", 3, 3, nodes -> new Lists.Reduce(at(nodes, 0), at(nodes, 1), at(nodes, 2))),
    ALL("all", 2, 2, Lists.All::new),
    NONE("none", 2, 2, (list, rule) -> new Branches.Not(new Lists.Some(list, rule))),
    SOME("some", 2, 2, Lists.Some::new),
    MERGE("merge", 1, Arity.ANY, Lists.Merge::new),
    IN("in", 2, 2, Operator::in),
    CAT("cat", 1, Arity.ANY, Texts.Cat::new),
    SUBSTR("substr", 2, 3, Operator::substr),
    LOG("log", 1, 1, unary(node -> node)),
    STARTS_WITH("starts_with", 2, 2, Texts.StartsWith::new),
    ENDS_WITH("ends_with", 2, 2, Texts.EndsWith::new),
    SEM_VER("sem_ver", 3, 3, nodes -> new VersionMatch(at(nodes, 0), at(nodes, 1), at(nodes, 2)).simplified()),
    FRACTIONAL("fractional", 1, Arity.ANY, Fractional::of);

    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operator::symbol, Function.identity()));

    private final String symbol;
    // Records and lambdas that capture nothing are immutable, which Error Prone would only see by an annotation of its own.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Arity arity;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<List<Node>, Node> maker;

    Operator(String symbol, int fewest, int most, Function<List<Node>, Node> maker) {
        this.symbol = symbol;
        this.arity = new Arity(fewest, most);
        this.maker = maker;
    }

    Operator(String symbol, int fewest, int most, BiFunction<Node, Node, Node> maker) {
        this(symbol, fewest, most, nodes -> maker.apply(at(nodes, 0), at(nodes, 1)));
    }

    /**
     * How many arguments an operator takes.
     *
     * @param most {@link #ANY} if there is no end to it
     */
    public record Arity(int fewest, int most) {
        static final int ANY = Integer.MAX_VALUE;

        /** Whether so many are right. */
        public boolean admits(int count) {
            return count >= fewest && count <= most;
        }

        @Override
        public String toString() {
            if (most == ANY) {
                return fewest + " or more";
            }
            return fewest == most ? String.valueOf(fewest) : fewest + " to " + most;
        }
    }

    /** As it stands in rules. */
    public String symbol() {
        return symbol;
    }

    /** How many arguments it takes in a flag's definition; JsonLogic itself is content with any number. */
    public Arity arity() {
        return arity;
    }

    /** The operator that stands in rules as {@code symbol}. */
    public static Optional<Operator> named(String symbol) {
        return Optional.ofNullable(BY_NAME.get(symbol));
    }

    /** Whether its second argument is evaluated for each element of the first, and sees that instead of the data. */
    boolean opensScope(int argument) {
        return switch (this) {
            case MAP, FILTER, REDUCE, ALL, NONE, SOME -> argument == 1;
            default -> false;
        };
    }

    Node node(List<Node> arguments) {
        return maker.apply(arguments);
    }

    private static Function<List<Node>, Node> unary(Function<Node, Node> maker) {
        return nodes -> maker.apply(at(nodes, 0));
    }

    /** An argument that is not there is nothing. */
    private static Node at(List<Node> nodes, int index) {
        return index < nodes.size() ? nodes.get(index) : Constant.NULL;
    }

    private static Node equal(Node left, Node right) {
        if (right instanceof Constant constant && constant.constant() instanceof String text) {
            return new Comparisons.EqualText(left, text);
        }
        return left instanceof Constant constant && constant.constant() instanceof String text
                ? new Comparisons.EqualText(right, text)
                : new Comparisons.Equal(left, right);
    }

    private static Function<List<Node>, Node> ordered(Comparisons.Order order) {
        return nodes -> nodes.size() > 2
                ? new Comparisons.Between(order, at(nodes, 0), at(nodes, 1), at(nodes, 2))
                : new Comparisons.Ordered(order, at(nodes, 0), at(nodes, 1));
    }

    private static Node minus(List<Node> nodes) {
        return nodes.size() < 2
                ? new Arithmetic.Negative(at(nodes, 0))
                : new Arithmetic.Pair((one, two) -> one - two, nodes.get(0), nodes.get(1));
    }

    private static Node in(Node wanted, Node whole) {
        return whole instanceof Constant constant
                        && constant.constant() instanceof List<?> list
                        && list.stream().allMatch(String.class::isInstance)
                ? new Lists.InTexts(wanted, list.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet()))
                : new Lists.In(wanted, whole);
    }

    private static Node substr(List<Node> nodes) {
        return nodes.size() < 3 ? new Texts.Tail(at(nodes, 0), at(nodes, 1)) : new Texts.Part(nodes.get(0), nodes.get(1), nodes.get(2));
    }
}
