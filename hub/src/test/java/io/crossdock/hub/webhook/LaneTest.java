package io.crossdock.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaneTest {

    static Stream<Throwable> bugs() {
        return Stream.of(new IllegalStateException("a bug"), new NoClassDefFoundError("a/Bug"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void a_task_that_throws_keeps_none_of_the_others_waiting(Throwable bug) {
        // given
        AtomicReference<Runnable> work = new AtomicReference<>();
        Lane lane = new Lane(work::set, 1);
        List<String> done = new ArrayList<>();
        // when
        lane.add(() -> LaneTest.<RuntimeException>raise(bug));
        lane.add(() -> done.add("next"));
        // then
        assertThatCode(() -> work.get().run()).doesNotThrowAnyException();
        assertThat(done).containsExactly("next");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable any) throws E {
        throw (E) any;
    }
}
