package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.control.config.DurationText;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.StepPlan;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code holdfast flags rollout}. */
public final class FlagsRolloutCommand implements Command {
    private static final String NAME = "flags rollout";
    private static final Option STEPS = Option.one("--steps", "PERCENT,…", "the shares, growing (default: 1,5,25,50,100)");
    private static final Option PAUSE = Option.one("--pause", "SPAN", "how long each step lasts at least, such as 12h or 30min (default: 1d)");
    private static final Option METRIC = Option.one("--metric", "NAME", "the guard metric: steps are taken only while it holds (see flags metric)");
    private static final Option ON_BROKEN =
            Option.one("--on-broken", "take-back|stay", "what becomes of the flag when the metric breaks (default: take-back)");

    @Override
    public Syntax syntax() {
        return LifeWords.in(FlagPlace.server(Syntax.of(NAME, "have a server roll a feature flag out by steps", Syntax.Needs.NOTHING)
                        .describe("'start' takes the flag to the first share, and the server takes the further steps by itself. With --metric a "
                                + "step is taken only while that metric holds; one that breaks stops the roll-out and takes the flag back to the "
                                + "internal group, or to draft if there is none. Whoever changes the flag otherwise ends its roll-out: to go "
                                + "faster, start it anew with other steps. 'stop' ends it where it is, and 'list' shows how far each is, its guard "
                                + "metric, and what it waits for or why it ended.")
                        .options(STEPS, PAUSE, METRIC, ON_BROKEN, FlagPlace.REASON, When.AT)
                        .operands(Operands.between(1, 2, "list [FLAG]|start FLAG|stop FLAG"))))
                .example(
                        "holdfast flags rollout start new-checkout --steps 5,25,100 --pause 12h --metric errors --server https://flags.example:8443",
                        "half a day each, while the metric 'errors' holds")
                .example("holdfast flags rollout list --server https://flags.example:8443", "how far each is, and why")
                .example("holdfast flags rollout stop new-checkout --server https://flags.example:8443", "no further step; who has it keeps it")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        String verb = given.operands().getFirst();
        Optional<String> flag = given.operand(1);
        requireSense(given, verb, flag);
        Console console = invocation.console();
        FlagPlace.AtServer place = FlagPlace.serverOf(invocation);
        try (FlagService service = place.connect(invocation)) {
            return switch (verb) {
                case "start" -> start(console, service, given, flag.orElseThrow());
                case "stop" -> stop(console, service, flag.orElseThrow());
                default -> list(console, service, flag);
            };
        }
    }

    private static void requireSense(Arguments given, String verb, Optional<String> flag) {
        boolean isKnown = verb.equals("list") || (verb.equals("start") || verb.equals("stop")) && flag.isPresent();
        if (!isKnown) {
            throw Usage.error(NAME, "say list, start FLAG or stop FLAG");
        }
        boolean isPlanned = LifeWords.areIn(given)
                || List.of(STEPS, PAUSE, METRIC, ON_BROKEN, FlagPlace.REASON, When.AT).stream().anyMatch(given::has);
        if (isPlanned && !verb.equals("start")) {
            throw Usage.error(NAME, "steps, guard metric, variants, reason and time go with start");
        }
        if (given.has(ON_BROKEN) && !given.has(METRIC)) {
            throw Usage.error(NAME, "--on-broken is about the metric that --metric names");
        }
    }

    private static ExitCode list(Console console, FlagService service, Optional<String> flag) {
        List<JsonObject> rollouts = of(service, flag);
        boolean isGuarded = rollouts.stream().anyMatch(one -> one.has("metric"));
        RolloutOutput.of(console, isGuarded ? service.get("/metrics").objects("metrics") : List.of()).list(rollouts);
        return ExitCode.COMPLETE;
    }

    private static List<JsonObject> of(FlagService service, Optional<String> flag) {
        return service.get("/rollouts").objects("rollouts").stream()
                .filter(one -> flag.isEmpty() || flag.get().equals(one.text("flag")))
                .toList();
    }

    private static ExitCode stop(Console console, FlagService service, String flag) {
        List<String> running = of(service, Optional.of(flag)).stream()
                .filter(one -> one.text("state").equals("running"))
                .map(one -> one.text("id"))
                .toList();
        if (running.isEmpty()) {
            throw new HoldfastException(ErrorCode.NOT_FOUND, "no roll-out of flag '" + flag + "' goes on", "holdfast flags rollout list");
        }
        RolloutOutput.of(console, List.of()).ended(running.stream().map(service::end).toList());
        return ExitCode.COMPLETE;
    }

    private static ExitCode start(Console console, FlagService service, Arguments given, String flag) {
        // What is wrong with the words is said before the server is asked.
        JsonText wish = wish(given).put("flag", flag);
        FlagDocument document = FlagsListCommand.read(service.document(Optional.empty(), "canonical"));
        Rollout rollout = LifeWords.rollout(given, NAME, document, flag);
        FlagService.Answer answer = service.begin(wish.put("variant", rollout.variant())
                .put("otherwise", rollout.otherwise())
                .put("group", rollout.group())
                .put("bucket_by", rollout.bucketBy()));
        ExitCode code = new ChangeOutput(console).print(answer);
        if (answer instanceof FlagService.Answer.Done) {
            console.note("the server takes the further steps; 'holdfast flags rollout list " + flag + "' shows how far it is");
        }
        return code;
    }

    private static JsonText wish(Arguments given) {
        StepPlan plan = plan(given);
        String onBroken = given.text(ON_BROKEN).orElse("take-back");
        if (!onBroken.equals("take-back") && !onBroken.equals("stay")) {
            throw Usage.error(NAME, "--on-broken is take-back or stay, not '" + onBroken + "'");
        }
        JsonText wish = new JsonText()
                .numbers("percents", plan.percents())
                .put("pause_seconds", plan.pause().toSeconds())
                .put("metric", given.text(METRIC))
                .put("on_broken", onBroken.replace('-', '_'))
                .put("reason", given.text(FlagPlace.REASON).orElse("rolled out with holdfast flags rollout"));
        When.of(given, NAME).ifPresent(time -> wish.put("at", time));
        return wish;
    }

    private static StepPlan plan(Arguments given) {
        List<Integer> percents = given.text(STEPS).map(FlagsRolloutCommand::percents).orElse(StepPlan.USUAL);
        Duration pause = given.text(PAUSE)
                .map(text -> DurationText.read(text).orElseThrow(() -> Usage.error(NAME, "--pause is a span such as 12h, 30min or 2d, not '" + text + "'")))
                .orElse(Duration.ofDays(1));
        try {
            return new StepPlan(percents, pause);
        } catch (IllegalArgumentException e) {
            throw Usage.error(NAME, String.valueOf(e.getMessage()));
        }
    }

    private static List<Integer> percents(String text) {
        if (!text.matches("[0-9]{1,3}%?(,[0-9]{1,3}%?)*")) {
            throw Usage.error(NAME, "--steps are shares such as 5,25,100, not '" + text + "'");
        }
        return Arrays.stream(text.replace("%", "").split(",")).map(Integer::valueOf).toList();
    }
}
