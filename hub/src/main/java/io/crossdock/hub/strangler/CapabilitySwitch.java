package io.crossdock.hub.strangler;

import io.crossdock.canonical.CapabilityDiffered;
import io.crossdock.canonical.SwitchMode;
import io.crossdock.erp.strangler.CallWindow;
import io.crossdock.erp.strangler.Comparison;
import io.crossdock.erp.strangler.Differences;
import io.crossdock.erp.strangler.SideAnswer;
import io.crossdock.erp.strangler.StepBack;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.spi.Failure;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One capability: asks the side that has it now, and where it is told to, the other one beside it. Nobody who waits for
 * an answer waits for the side that does not give it.
 */
final class CapabilitySwitch implements AutoCloseable {

    static final String LEGACY = "legacy";
    static final String MODERN = "modern";

    private final SwitchedCapability capability;
    private final Supplier<Standing> standing;
    private final SwitchThreads threads;
    private final SwitchMeters meters;
    private final Consumer<CapabilityDiffered> reports;
    private final BiConsumer<Standing, StepBack> stepBacks;
    private final Comparison comparison;
    private final CallWindow window;
    private final SideCalls legacy;
    private final SideCalls modern;
    private final SideCalls legacyBeside;
    private final SideCalls modernBeside;

    /**
     * @param body the answer, as the side gave it
     * @param side {@code legacy} or {@code modern}
     */
    record Answered(byte[] body, String side) {}

    /** How it asks. */
    record Sides(SideCaller legacy, SideCaller modern) {}

    /**
     * @param standing where the switch stands at the moment of the call
     * @param reports takes what differs
     * @param stepBacks is told where the switch stood and where it has to go
     */
    CapabilitySwitch(
            SwitchedCapability capability,
            Supplier<Standing> standing,
            Sides sides,
            SwitchThreads threads,
            SwitchMeters meters,
            Consumer<CapabilityDiffered> reports,
            BiConsumer<Standing, StepBack> stepBacks,
            Clock clock) {
        this.capability = capability;
        this.standing = standing;
        this.threads = threads;
        this.meters = meters;
        this.reports = reports;
        this.stepBacks = stepBacks;
        this.comparison = new Comparison(capability.rules());
        this.window = new CallWindow(capability.limits().window(), clock);
        this.legacy = calls(LEGACY, "answers", sides);
        this.modern = calls(MODERN, "answers", sides);
        this.legacyBeside = calls(LEGACY, "beside", sides);
        this.modernBeside = calls(MODERN, "beside", sides);
        meters.watch(standing, () -> window.totals(standing.get().revision()));
    }

    private SideCalls calls(String which, String purpose, Sides sides) {
        boolean isLegacy = which.equals(LEGACY);
        return new SideCalls(
                capability.name(),
                which,
                purpose,
                isLegacy ? capability.legacy() : capability.modern(),
                isLegacy ? sides.legacy() : sides.modern(),
                threads.timer());
    }

    /**
     * Asks, and waits for the answer of the side that has the key.
     *
     * @throws Failure what that side did wrong
     * @throws IllegalStateException when that side itself is broken
     */
    Answered answer(byte[] request) {
        Standing now = standing.get();
        Question question = Question.of(request, capability);
        boolean isModern = capability.isModern(now.position(), question.key());
        CompletableFuture<Outcome> beside =
                capability.asksBoth(now.position()) ? (isModern ? legacyBeside : modernBeside).ask(request) : null;
        Outcome outcome = await((isModern ? modern : legacy).ask(request));
        meters.asked(isModern ? MODERN : LEGACY, now.position().mode(), "answer", outcome);
        if (beside != null) {
            beside.thenAccept(other -> compareLater(now, question, isModern, outcome, other));
        }
        if (!isModern) {
            return new Answered(outcome.orThrow(), LEGACY);
        }
        boolean failed = outcome.isFailure() && !outcome.isRejection();
        window.asked(now.revision(), failed);
        if (!failed) {
            return new Answered(outcome.orThrow(), MODERN);
        }
        judge(now);
        return fallBack(now, request, outcome, beside);
    }

    private Answered fallBack(Standing now, byte[] request, Outcome outcome, CompletableFuture<Outcome> beside) {
        SwitchMode mode = now.position().mode();
        if (!capability.fallback().contains(mode)) {
            throw outcome.failure();
        }
        Outcome asked = beside == null ? null : beside.getNow(null);
        Outcome instead = asked == null || asked.isFailure() ? await(legacy.ask(request)) : asked;
        meters.asked(LEGACY, mode, "fallback", instead);
        return new Answered(instead.orThrow(), LEGACY);
    }

    private Outcome await(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unavailable(capability.name(), "ask", "interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never exceptional", e);
        }
    }

    /** Runs on whatever thread the other side ended on, and so does nothing there. */
    private void compareLater(Standing now, Question question, boolean isModern, Outcome given, Outcome other) {
        meters.asked(isModern ? LEGACY : MODERN, now.position().mode(), "compare", other);
        if (other.isRefused() || given.isRefused()) {
            meters.skipped("busy");
            return;
        }
        Outcome ofLegacy = isModern ? other : given;
        Outcome ofModern = isModern ? given : other;
        if (!threads.compare(() -> compare(now, question, ofLegacy.comparable(), ofModern.comparable()))) {
            meters.skipped("busy");
        }
    }

    private void compare(Standing now, Question question, SideAnswer ofLegacy, SideAnswer ofModern) {
        Differences found = comparison.of(ofLegacy, ofModern);
        boolean bothFailed = ofLegacy.isFailure() && ofModern.isFailure();
        if (bothFailed && found.isEmpty() && !ofLegacy.failure().equals(Failure.Kind.REJECTED.name())) {
            meters.skipped("both_failed");
            return;
        }
        // An ERP that is away says nothing about the modern side, which must not be set back to it for that.
        boolean isLegacyAway = ofLegacy.isFailure() && !ofLegacy.failure().equals(Failure.Kind.REJECTED.name());
        if (!isLegacyAway) {
            window.compared(now.revision(), !found.isEmpty());
            judge(now);
        }
        if (!found.isEmpty()) {
            reports.accept(new CapabilityDiffered(
                    capability.name(), question.told(capability), now.position(), found.count(), found.named()));
        }
        meters.compared(found);
    }

    private void judge(Standing now) {
        StepBack.of(now.position(), window.totals(now.revision()), capability.limits())
                .ifPresent(back -> stepBacks.accept(now, back));
    }

    SwitchedCapability capability() {
        return capability;
    }

    void skipped(String why) {
        meters.skipped(why);
    }

    @Override
    public void close() {
        legacy.close();
        modern.close();
        legacyBeside.close();
        modernBeside.close();
    }
}
