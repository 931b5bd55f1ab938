package io.crossdock.bench.sync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One channel's shop: takes offers in the words of the sample's partner and remembers what it shows. For one thread. */
final class Shop {

    /** How it behaves. */
    enum Mood {
        WELL,
        /** Takes requests and never answers. */
        HUNG,
        /** Answers 429 to everything. */
        THROTTLED,
        /** Refuses every second article. */
        HALF
    }

    private static final JsonFactory JSON = new JsonFactory();

    private final int[] shown;
    private Mood mood = Mood.WELL;
    private long requests;
    private long changedMillis;

    /** @param articles that it lists */
    Shop(int articles) {
        shown = new int[articles];
    }

    Mood mood() {
        return mood;
    }

    void behave(Mood next) {
        mood = next;
    }

    /** Takes a batch and gives the answer's body. */
    String take(byte[] batch) throws IOException {
        requests++;
        StringBuilder results = new StringBuilder("{\"results\":[");
        try (JsonParser json = JSON.createParser(batch)) {
            String article = null;
            int pieces = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "article".equals(json.currentName())) {
                    article = json.getText();
                } else if (token == JsonToken.VALUE_NUMBER_INT && "pieces".equals(json.currentName())) {
                    pieces = json.getIntValue();
                } else if (token == JsonToken.END_OBJECT && article != null) {
                    results.append(results.charAt(results.length() - 1) == '[' ? "" : ",")
                            .append(take(article, pieces));
                    article = null;
                }
            }
        }
        return results.append("]}").toString();
    }

    private String take(String article, int pieces) {
        int number = Articles.number(article);
        boolean taken = mood != Mood.HALF || number % 2 == 0;
        if (taken) {
            shown[number] = pieces;
            changedMillis = System.currentTimeMillis();
        }
        return "{\"article\":\"" + article + "\",\"status\":\"" + (taken ? "ok" : "error") + "\"}";
    }

    /** Requests for offers so far, refused ones included. */
    long requests() {
        return requests;
    }

    void refused() {
        requests++;
    }

    /** When it last took an offer, in milliseconds since 1970. */
    long changedMillis() {
        return changedMillis;
    }

    /** How many articles show so many pieces or more. */
    long showing(int least) {
        return IntStream.of(shown).filter(each -> each >= least).count();
    }

    /** What each article shows, by its number, with commas. */
    String shown() {
        return IntStream.of(shown).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
