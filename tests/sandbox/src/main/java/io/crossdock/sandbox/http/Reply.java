package io.crossdock.sandbox.http;

import java.util.HashMap;
import java.util.Map;

/** @param headers besides the content type, which is always JSON */
public record Reply(int status, Map<String, String> headers, byte[] body) {

    public static Reply json(int status, Object body) {
        return new Reply(status, Map.of(), JsonText.write(body));
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
