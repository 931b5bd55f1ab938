package io.crossdock.hub.normalize;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * A list whose elements are made while it is gone through: by whoever asks for one and, ahead of it, by a helping thread
 * where one is free. A helper that is held up elsewhere is not waited for, so that one channel's slow translation costs
 * another no more than the help.
 */
final class MadeAhead<T, R> extends AbstractList<R> {

    /** Small enough for the first to be sent soon, large enough to be worth a thread's look. */
    private static final int AT_ONCE = 32;

    private final int size;
    private final List<FutureTask<List<R>>> parts = new ArrayList<>();

    /** @param make is called once for each element, by any thread */
    MadeAhead(List<T> from, Function<T, R> make, Executor helpers) {
        size = from.size();
        for (int first = 0; first < size; first += AT_ONCE) {
            List<T> part = from.subList(first, Math.min(size, first + AT_ONCE));
            parts.add(new FutureTask<>(() -> part.stream().map(make).toList()));
        }
        if (parts.size() > 1) {
            // A part that somebody has begun is not begun again.
            helpers.execute(() -> parts.forEach(FutureTask::run));
        }
    }

    /** @throws RuntimeException what making one of its part threw */
    @Override
    public R get(int index) {
        int wanted = index / AT_ONCE;
        FutureTask<List<R>> part = parts.get(wanted);
        for (int next = wanted; !part.isDone() && next < parts.size(); next++) {
            parts.get(next).run();
        }
        try {
            return part.get().get(index % AT_ONCE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a record is translated", e);
        }
    }

    @Override
    public int size() {
        return size;
    }
}
