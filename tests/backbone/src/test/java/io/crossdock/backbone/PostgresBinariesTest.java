package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostgresBinariesTest {

    @Test
    void the_programs_are_unpacked_once() {
        // given
        Path first = PostgresBinaries.cached();

        // when
        Path second = PostgresBinaries.cached();

        // then
        assertThat(second).isEqualTo(first);
        assertThat(first.resolve("bin/postgres")).isExecutable();
        assertThat(first.resolveSibling(first.getFileName() + ".unpacking")).doesNotExist();
    }
}
