package dev.holdfast.flags.openfeature;

import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.flags.Flags;
import dev.holdfast.flags.FlagsEvent;
import dev.holdfast.flags.FlagsOptions;
import dev.holdfast.flags.FlagsState;
import dev.holdfast.flags.sticky.StickyRules;
import dev.openfeature.sdk.Awaitable;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderEventDetails;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holdfast's flags for OpenFeature. It reads from the moment it is made, and until it is shut down; it is not used again after that.
 *
 * <p>Events: {@code PROVIDER_READY} when the server confirms the rules, {@code PROVIDER_STALE} with each attempt to ask it that fails while a copy
 * or defaults hold, {@code PROVIDER_ERROR} while there is nothing at all, {@code PROVIDER_CONFIGURATION_CHANGED} with the names of the flags that
 * may give something else. Thread-safe.
 */
public final class HoldfastProvider extends EventProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String NAME = "holdfast";

    private static final Answers.Wanted<Boolean> TRUTH = new Answers.Wanted<>(FlagType.BOOLEAN, value -> Optional.of((Boolean) value));
    private static final Answers.Wanted<String> TEXT = new Answers.Wanted<>(FlagType.STRING, value -> Optional.of((String) value));
    private static final Answers.Wanted<Double> NUMBER = new Answers.Wanted<>(FlagType.NUMBER, value -> Optional.of((Double) value));
    private static final Answers.Wanted<Integer> INTEGER =
            new Answers.Wanted<>(FlagType.NUMBER, value -> Optional.of((Double) value).filter(Values::isInteger).map(Double::intValue));
    private static final Answers.Wanted<Long> LONG =
            new Answers.Wanted<>(FlagType.NUMBER, value -> Optional.of((Double) value).filter(Values::isLong).map(Double::longValue));
    private static final Answers.Wanted<Value> OBJECT = new Answers.Wanted<>(FlagType.OBJECT, value -> Optional.of(Values.value(value)));

    private final Flags flags;
    private final Answers answers;
    private final AtomicBoolean isWorse = new AtomicBoolean();
    private volatile boolean isInitialized;

    public HoldfastProvider(FlagsOptions options) {
        this.flags = Flags.open(options);
        this.answers = new Answers(flags, flags);
    }

    /** The same, in which units keep their variants; see {@link Flags#sticky} for what waits then. */
    public HoldfastProvider(FlagsOptions options, StickyRules sticky) {
        this.flags = Flags.open(options);
        this.answers = new Answers(flags, flags.sticky(sticky));
    }

    /** The client, for what OpenFeature has no words for. */
    public Flags flags() {
        return flags;
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    /**
     * Waits for the server's first answer, though not for long if it does not come.
     *
     * @throws ProviderNotReadyError if then nothing is known at all; the provider becomes ready by itself as soon as that changes
     */
    @Override
    public void initialize(EvaluationContext context) throws InterruptedException {
        flags.subscribe(this::happened);
        flags.await(PATIENCE);
        if (!flags.isKnown()) {
            isWorse.set(true);
            isInitialized = true;
            throw new ProviderNotReadyError("the flags cannot be had, and there is neither a copy nor a default");
        }
        if (flags.state() != FlagsState.READY) {
            stale("the server has not been reached yet");
        }
        isInitialized = true;
    }

    private void happened(FlagsEvent event) {
        switch (event) {
            case FlagsEvent.Became(FlagsState state, String reason) when state == FlagsState.READY -> ready(reason);
            case FlagsEvent.Became other -> {
                // The failure that led to it follows, and says more.
            }
            case FlagsEvent.Changed(var version, var changed) ->
                inOrder(emitProviderConfigurationChanged(details().flagsChanged(changed).message("version " + version).build()));
            case FlagsEvent.Failed(String reason) -> failed(reason);
            case FlagsEvent.Trouble trouble -> {
                // Flags are read all the same; the log has it.
            }
        }
    }

    private void failed(String reason) {
        switch (flags.state()) {
            case STALE -> stale(reason);
            case ERROR -> {
                isWorse.set(true);
                inOrder(emitProviderError(details().errorCode(ErrorCode.PROVIDER_NOT_READY).message(reason).build()));
            }
            case READY, NOT_READY -> {
                // It is tried again before anybody need worry.
            }
        }
    }

    private void stale(String reason) {
        isWorse.set(true);
        inOrder(emitProviderStale(details().message(reason).build()));
    }

    /** The first time, OpenFeature says so by itself. */
    private void ready(String reason) {
        if (isWorse.getAndSet(false)) {
            inOrder(emitProviderReady(details().message(reason).build()));
        }
    }

    /** OpenFeature passes events on with several threads, and while the provider begins it holds a lock that they need. */
    private void inOrder(Awaitable event) {
        if (isInitialized) {
            event.await();
        }
    }

    private ProviderEventDetails.ProviderEventDetailsBuilder<?, ?> details() {
        String version = flags.version().map(Object::toString).orElse("");
        return ProviderEventDetails.builder()
                .eventMetadata(ImmutableMetadata.builder().addString("flagsVersion", version).build());
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean otherwise, EvaluationContext context) {
        return answers.answer(key, otherwise, TRUTH, context);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String otherwise, EvaluationContext context) {
        return answers.answer(key, otherwise, TEXT, context);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer otherwise, EvaluationContext context) {
        return answers.answer(key, otherwise, INTEGER, context);
    }

    @Override
    public ProviderEvaluation<Long> getLongEvaluation(String key, Long otherwise, EvaluationContext context) {
        return answers.answer(key, otherwise, LONG, context);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double otherwise, EvaluationContext context) {
        return answers.answer(key, otherwise, NUMBER, context);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value otherwise, EvaluationContext context) {
        return answers.answer(key, otherwise, OBJECT, context);
    }

    @Override
    public void shutdown() {
        flags.close();
        super.shutdown();
    }
}
