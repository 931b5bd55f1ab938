package io.crossdock.sandbox.http;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One endpoint.
 *
 * @param path matched against the raw path; named groups become {@link Call#path()}
 * @param operation the vendor's name of what is asked, for faults and ledger
 * @param guard throws {@link Refused} for a stranger
 * @param endpoint does it
 */
public record Route(
        String method,
        Pattern path,
        Function<Call, String> operation,
        Consumer<Call> guard,
        Function<Call, Reply> endpoint) {

    public static Route of(
            String method, String path, String operation, Consumer<Call> guard, Function<Call, Reply> endpoint) {
        return new Route(method, Pattern.compile(path), call -> operation, guard, endpoint);
    }
}
