package io.crossdock.hub.duties;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Who has which duty, and what went wrong: two owners of one, or one that leaves what it never had. */
final class DutyRoster {

    static final List<String> NAMES =
            IntStream.range(0, 12).mapToObj(number -> "duty:" + number).toList();

    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final Queue<String> left = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    List<Duty> of(String process) {
        return NAMES.stream()
                .map(name -> new Duty(name, () -> take(name, process), () -> leave(name, process)))
                .toList();
    }

    Map<String, String> owners() {
        return Map.copyOf(owners);
    }

    List<String> left() {
        return List.copyOf(left);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void take(String name, String process) {
        String other = owners.putIfAbsent(name, process);
        if (other != null) {
            wrong.add(process + " took " + name + " which " + other + " had");
        }
    }

    private void leave(String name, String process) {
        left.add(name);
        if (!owners.remove(name, process)) {
            wrong.add(process + " left " + name + " which it had not");
        }
    }
}
