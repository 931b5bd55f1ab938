package io.crossdock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A channel's API that follows a script: which requests it expects, what it answers. It keeps the requests, so that a
 * test can look at them. A request that is not in the script fails the test.
 */
public final class ApiScript implements Api {

    private record Step(String operation, Function<Request, Answer> answer) {}

    private final boolean ordered;
    private final List<Step> steps = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    private ApiScript(boolean ordered) {
        this.ordered = ordered;
    }

    /** Expects the requests in the order of the script. */
    public static ApiScript inOrder() {
        return new ApiScript(true);
    }

    /** Expects the requests of each operation in the order of the script, and the operations in any. */
    public static ApiScript byOperation() {
        return new ApiScript(false);
    }

    /** One request of the operation gets 200 with this JSON. */
    public ApiScript answers(String operation, String json) {
        return answers(operation, 200, json);
    }

    /** One request of the operation gets this status with this JSON. */
    public ApiScript answers(String operation, int status, String json) {
        return answers(
                operation, request -> new Answer(status, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    }

    /** One request of the operation gets what the function makes of it. */
    public synchronized ApiScript answers(String operation, Function<Request, Answer> answer) {
        steps.add(new Step(operation, answer));
        return this;
    }

    /** One request of the operation fails, as {@link Api#call} says. */
    public ApiScript fails(String operation, Failure failure) {
        return answers(operation, request -> {
            throw failure;
        });
    }

    @Override
    public Answer call(Request request) {
        return next(request).answer().apply(request);
    }

    private synchronized Step next(Request request) {
        requests.add(request);
        List<Step> candidates = ordered ? steps.subList(0, Math.min(1, steps.size())) : steps;
        Step step = candidates.stream()
                .filter(candidate -> candidate.operation().equals(request.operation()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "request not in the script: " + request + "; still expected: " + expected()));
        steps.remove(step);
        return step;
    }

    /** All requests so far, in order. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<Request> requests(String operation) {
        return requests().stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    /** The body of a request as JSON. */
    public static JsonNode json(Request request) {
        try {
            return new ObjectMapper().readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails where the script expects more. */
    public synchronized void isDone() {
        assertThat(expected()).as("requests that never came").isEmpty();
    }

    private List<String> expected() {
        return steps.stream().map(Step::operation).toList();
    }
}
