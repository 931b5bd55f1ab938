package io.crossdock.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crossdock.sandbox.http.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** Calls an API with the headers that a test gives. */
public final class Caller {

    public record Answer(int status, JsonNode json, HttpResponse<byte[]> http) {

        public String text(String pointer) {
            return json.at(pointer).asText();
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final Map<String, String> headers;

    private Caller(URI url, Map<String, String> headers) {
        this.url = url;
        this.headers = headers;
    }

    public static Caller of(Shop shop) {
        return new Caller(shop.url(), Map.of());
    }

    public Caller with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Caller(url, more);
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, "");
    }

    public Answer json(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, "application/json", body);
    }

    public Answer send(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), JsonText.read(answer.body()).orElse(MissingNode.getInstance()), answer);
    }
}
