package io.crossdock.hub.availability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** An item's claims without Kafka. */
final class InMemoryClaims implements Claims {

    final Map<String, Claim> claims = new TreeMap<>();
    final TreeSet<String> waiting = new TreeSet<>();

    @Override
    public Claim get(String document) {
        return claims.getOrDefault(document, Claim.NONE);
    }

    @Override
    public void put(String document, Claim claim) {
        claims.put(document, claim);
    }

    @Override
    public void remove(String document) {
        claims.remove(document);
    }

    @Override
    public List<String> waiting() {
        return new ArrayList<>(waiting);
    }

    @Override
    public void waits(String document, boolean waits) {
        if (waits) {
            waiting.add(document);
        } else {
            waiting.remove(document);
        }
    }
}
