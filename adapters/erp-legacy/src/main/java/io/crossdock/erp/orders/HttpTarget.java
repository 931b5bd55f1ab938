package io.crossdock.erp.orders;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code http:} an API of the ERP's, asked once for each order.
 *
 * @param api where it is and how we prove who we are, by the names of the settings; holds secrets
 * @param path of the request, after the URL
 * @param request a JSLT expression that makes the request's body
 * @param idempotencyHeader takes the entry's key
 * @param known statuses which say that the ERP has it already
 * @param message a JSON pointer to what the ERP says in a refusal
 * @param lookup the path by which an entry can be looked up before it is sent; places {@code {id}}, {@code {version}},
 *     {@code {attempt}} and {@code {key}} are filled
 * @param attempts as {@link #attempts()} tells
 */
public record HttpTarget(
        Map<String, String> api,
        String method,
        String path,
        String request,
        String idempotencyHeader,
        List<Integer> known,
        Optional<String> message,
        Optional<String> lookup,
        int attempts)
        implements OrderTarget {

    public HttpTarget {
        api = Map.copyOf(api);
        known = List.copyOf(known);
    }

    @Override
    public String toString() {
        return "HttpTarget[" + method + " " + path + "]";
    }
}
