package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnprivilegedTest {

    @Test
    void root_without_user_namespaces_runs_postgres_as_nobody() throws Exception {
        assumeTrue(Unprivileged.isRoot(), "only root can become somebody else");
        try (RunFolder run = RunFolder.create()) {
            // given
            PostgresServer postgres = new PostgresServer(run, Unprivileged.NOBODY);

            // when
            postgres.start();

            // then
            try (Connection connection = postgres.connect("postgres")) {
                assertThat(connection.isValid(5)).isTrue();
            }
            postgres.discard();
        }
    }

    @Test
    void root_is_told_from_other_users() {
        // when
        Unprivileged way = Unprivileged.detect();

        // then
        boolean root = System.getProperty("user.name").equals("root");
        assertThat(Unprivileged.isRoot()).isEqualTo(root);
        assertThat(way)
                .isIn(root ? Set.of(Unprivileged.USER_NAMESPACE, Unprivileged.NOBODY) : Set.of(Unprivileged.AS_WE_ARE));
    }
}
