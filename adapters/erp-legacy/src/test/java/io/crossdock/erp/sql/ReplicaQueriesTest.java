package io.crossdock.erp.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.erp.DatabaseType;
import io.crossdock.erp.ErpDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica is behind, and is asked nevertheless. */
@OnBackbone(Part.POSTGRES)
class ReplicaQueriesTest {

    private static final String DATABASE = "nachgezogen";
    private static final String QUERY = "select artnr as sku, bestd::text as onhand from lagbst where artnr = any(?)";

    /** Not the common pool, which on two cores has one thread: who waits there would keep the others from it. */
    private static final Executor OWN_THREAD = task -> new Thread(task, "asks-the-replica").start();

    private final PostgresServer server;
    private PostgresServer replica;
    private DatabaseQueries queries;

    ReplicaQueriesTest(Backbone backbone) {
        this.server = backbone.postgres();
    }

    @BeforeEach
    void aReplicaThatHasHaltedBeforeTheLastChange() throws SQLException {
        on(server, "postgres", "drop database if exists " + DATABASE + " with (force)");
        server.createDatabase(DATABASE);
        on(server, DATABASE, "create table lagbst (artnr text primary key, bestd numeric)");
        on(server, DATABASE, "insert into lagbst values ('A-1', 5)");
        replica = server.startStandby();
        queries = DatabaseQueries.of(
                "legacy",
                new ErpDatabase(
                                DatabaseType.POSTGRESQL,
                                server.host(),
                                server.port(),
                                DATABASE,
                                server.user(),
                                server.password(),
                                "slot",
                                "publication")
                        .withReplica(replica.host(), replica.port()));
        // Once it has what there is.
        assertThat(level(Set.of())).isEqualTo("5");
        on(replica, "postgres", "select pg_wal_replay_pause()");
    }

    @AfterEach
    void theConnectionEnds() {
        queries.close();
        replica.discard();
    }

    @Test
    void an_answer_waits_until_the_replica_shows_the_transactions_that_asked_for_it() throws Exception {
        // given
        long transaction = sell();
        // when
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> level(Set.of(transaction)), OWN_THREAD);
        // then
        assertThat(answersBeforeTheReplicaGoesOn(answer)).isEqualTo("4");
    }

    @Test
    void where_no_transaction_is_named_an_answer_waits_for_all_that_the_server_has() throws Exception {
        // given
        sell();
        // when
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> level(Set.of()), OWN_THREAD);
        // then
        assertThat(answersBeforeTheReplicaGoesOn(answer)).isEqualTo("4");
    }

    /** What a reader that does not wait would get is out within moments; then the replica goes on. */
    private String answersBeforeTheReplicaGoesOn(CompletableFuture<String> answer) throws Exception {
        CompletableFuture<Void> moments =
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        CompletableFuture.anyOf(answer, moments).get(30, TimeUnit.SECONDS);
        on(replica, "postgres", "select pg_wal_replay_resume()");
        return answer.get(30, TimeUnit.SECONDS);
    }

    private String level(Set<Long> transactions) {
        List<Map<String, Object>> rows = queries.rows(QUERY, List.of("A-1"), transactions);
        return (String) rows.get(0).get("onhand");
    }

    private long sell() throws SQLException {
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update lagbst set bestd = bestd - 1");
            try (ResultSet row = statement.executeQuery("select txid_current()")) {
                row.next();
                long transaction = row.getLong(1);
                connection.commit();
                return transaction;
            }
        }
    }

    private static void on(PostgresServer server, String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
