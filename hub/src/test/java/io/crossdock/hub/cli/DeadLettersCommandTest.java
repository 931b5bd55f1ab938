package io.crossdock.hub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.spi.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator uses them, on the letters of two channels and an ERP. */
@OnBackbone(Part.KAFKA)
class DeadLettersCommandTest {

    private static final String BODY = "{\"name\": \"Alma Sample\", \"pcs\": 2}";

    private final LettersUnderTest letters;

    @TempDir
    private Path folder;

    DeadLettersCommandTest(Backbone backbone) {
        letters = new LettersUnderTest(backbone);
    }

    @BeforeEach
    void given_letters_of_every_origin() {
        letters.record("acme-eu", 1, BODY, Failure.unmappable("acme", "order", "K-1", "unknown type"));
        letters.record("acme-eu", 2, "no json", Failure.malformed("acme", "order", "K-2", "no JSON"));
        letters.record("acme-us", 1, BODY, Failure.unmappable("acme", "order", "K-3", "unknown type"));
        letters.refusedOffer("acme-eu", "A-1");
        letters.erpRows("legacy", "A-1");
    }

    @Test
    void open_letters_are_listed_and_nothing_of_their_bodies() {
        // when
        Invocation list = letters.call(folder, "list");
        // then
        assertThat(list.mistakes()).isEmpty();
        assertThat(list.out())
                .hasSize(7)
                .anyMatch(
                        line -> line.matches("acme-eu:0:1 .* acme-eu +UNMAPPABLE +open +acme order K-1: unknown type"))
                .anyMatch(line -> line.matches("legacy:stock:A-1@.* erp-legacy +UNMAPPABLE +open .*"))
                .noneMatch(line -> line.contains("Alma"));
        assertThat(list.out()).last().isEqualTo("5 open dead letters");
    }

    @Test
    void a_list_can_be_narrowed_by_channel_kind_time_and_number() {
        assertThat(ids("--channel", "acme-us")).containsExactly("acme-us:0:1");
        assertThat(ids("--kind", "malformed")).containsExactly("acme-eu:0:2");
        assertThat(ids("--channel", "erp-legacy")).hasSize(1);
        assertThat(ids("--id", "acme-eu:0:1,acme-us:0:1")).hasSize(2);
        assertThat(ids("--until", "1h")).isEmpty();
        assertThat(ids("--since", "1h")).hasSize(5);
        assertThat(ids("--since", "2026-01-02T03:04:05Z", "--limit", "3")).hasSize(3);
        assertThat(letters.call(folder, "list", "--limit", "3").out())
                .last()
                .isEqualTo("the newest 3 of 5 open dead letters");
    }

    @Test
    void a_letter_is_shown_without_what_the_buyer_wrote_unless_somebody_asks() {
        // when
        Invocation masked = letters.call(folder, "show", "acme-eu:0:1");
        Invocation whole = letters.call(folder, "show", "acme-eu:0:1", "--personal");
        Invocation raw = letters.call(
                folder,
                "show",
                "acme-eu:0:1",
                "--personal",
                "--raw",
                folder.resolve("body").toString());
        // then
        assertThat(masked.out())
                .contains("state: open", "journalposition: 0:1", "failurekind: UNMAPPABLE")
                .anyMatch(line -> line.contains("\"name\" : \"<text, 11>\""))
                .noneMatch(line -> line.contains("Alma"));
        assertThat(whole.out()).contains(BODY);
        assertThat(raw.out()).isEmpty();
        assertThat(folder.resolve("body")).hasContent(BODY);
    }

    @Test
    void raw_bytes_are_not_written_by_mistake() {
        // when
        int status = letters.status(folder, "show", "acme-eu:0:1", "--raw", "-");
        // then
        assertThat(status).isEqualTo(2);
    }

    @Test
    void a_replayed_record_is_journaled_as_it_was_with_who_and_of_which_letter() {
        // when
        Invocation replay = letters.call(
                folder, "replay", "acme-eu:0:1", "--reason", "the type is mapped", "--by", "Kim", "--json");
        // then
        assertThat(replay.out())
                .containsExactly("{\"id\":\"acme-eu:0:1\",\"result\":\"replayed\",\"detail\":\"journaled at 0:0\"}");
        ConsumerRecord<byte[], byte[]> journaled = letters.journal("acme-eu").get(0);
        assertThat(new String(journaled.value(), UTF_8)).isEqualTo(BODY);
        assertThat(new String(journaled.key(), UTF_8)).isEqualTo("K-1");
        assertThat(LettersUnderTest.headers(journaled))
                .containsEntry("ce_id", "msg_1")
                .containsEntry("ce_inboundkind", "order")
                .containsEntry("ce_time", LettersUnderTest.RECEIVED.toString())
                .containsEntry("ce_traceparent", LettersUnderTest.TRACE)
                .containsEntry("ce_replayof", "acme-eu:0:1")
                .containsEntry("ce_replayedby", "Kim")
                .containsEntry("content-type", "application/json")
                .doesNotContainKey("ce_edited");
        assertThat(letters.call(folder, "show", "acme-eu:0:1").out())
                .contains("state: replayed")
                .anyMatch(line -> line.endsWith(" by Kim, journaled at 0:0: the type is mapped"));
    }

    @Test
    void a_replayed_record_is_encrypted_where_no_hub_has_made_a_key_of_its_channel() {
        // given
        letters.thereAreKeys();
        letters.variable("CROSSDOCK_ENCRYPTION_KEY", "{{secret:master}}");
        letters.variable("CROSSDOCK_SECRET_MASTER", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        // when
        Invocation replay = letters.call(folder, "replay", "acme-eu:0:1", "--reason", "mapped");
        // then
        assertThat(replay.mistakes()).isEmpty();
        ConsumerRecord<byte[], byte[]> journaled = letters.journal("acme-eu").get(0);
        assertThat(new String(journaled.value(), UTF_8)).doesNotContain("Alma");
        assertThat(LettersUnderTest.headers(journaled)).containsKey("ce_keyid");
    }

    @Test
    void a_record_is_not_replayed_in_plain_among_others_that_are_encrypted() {
        // given
        letters.thereAreKeys();
        // when
        Invocation replay = letters.call(folder, "replay", "acme-eu:0:1", "--reason", "mapped");
        // then
        assertThat(replay.status()).isEqualTo(2);
        assertThat(replay.mistakes()).singleElement().satisfies(line -> assertThat(line)
                .contains("CROSSDOCK_ENCRYPTION_KEY: is not set"));
        assertThat(letters.journal("acme-eu")).isEmpty();
    }

    @Test
    void nothing_is_replayed_twice_unless_somebody_says_so() {
        // given
        letters.call(folder, "replay", "--channel", "acme-us", "--reason", "first");
        // when
        Invocation again = letters.call(folder, "replay", "acme-us:0:1", "--reason", "second");
        Invocation byFilter = letters.call(folder, "replay", "--channel", "acme-us", "--reason", "third");
        assertThat(letters.journal("acme-us")).hasSize(1);
        Invocation meant = letters.call(folder, "replay", "acme-us:0:1", "--reason", "fourth", "--again");
        // then
        assertThat(again.out()).first().isEqualTo("acme-us:0:1 skipped: it was replayed before");
        assertThat(byFilter.out()).containsExactly("replayed: 0, settled before: 1");
        assertThat(meant.out()).last().isEqualTo("replayed: 1");
        assertThat(letters.journal("acme-us")).hasSize(2);
    }

    @Test
    void what_is_no_inbound_record_is_not_replayed_and_says_why() {
        // given
        letters.record("gone", 1, BODY, Failure.unmappable("acme", "order", "K-9", "unknown type"));
        // when
        Invocation replay = letters.call(folder, "replay", "--since", "1h", "--reason", "all of it");
        // then
        assertThat(replay.status()).isEqualTo(3);
        assertThat(replay.out()).last().isEqualTo("replayed: 3");
        assertThat(replay.mistakes())
                .hasSize(3)
                .anyMatch(line -> line.contains("it is an offer that the channel refused"))
                .anyMatch(line -> line.contains("it is a row of the ERP"))
                .anyMatch(line -> line.endsWith("there is no journal of the channel 'gone' here"));
        assertThat(ids()).hasSize(3);
    }

    @Test
    void a_letter_without_its_body_is_not_replayed_and_says_where_the_record_is() {
        // given
        letters.record("acme-eu", 4, "x".repeat(KafkaClients.MAX_RECORD_BYTES), Failure.stale("acme", "o", "K-4", "x"));
        // when
        Invocation replay = letters.call(folder, "replay", "acme-eu:0:4", "--reason", "a try");
        // then
        assertThat(replay.status()).isEqualTo(3);
        assertThat(replay.mistakes()).singleElement().asString().contains("the journal has it at 0:4");
        assertThat(letters.journal("acme-eu")).isEmpty();
    }

    @Test
    void a_rehearsal_changes_nothing() {
        // when
        Invocation replay = letters.call(folder, "replay", "acme-eu:0:1", "--reason", "a try", "--dry-run");
        // then
        assertThat(replay.out()).first().isEqualTo("acme-eu:0:1 would be replayed");
        assertThat(letters.journal("acme-eu")).isEmpty();
        assertThat(ids()).hasSize(5);
    }

    @Test
    void whoever_waits_is_told_that_nobody_translates() {
        // when
        Invocation replay = letters.call(folder, "replay", "--wait", "1", "acme-eu:0:1", "--reason", "mapped");
        // then
        assertThat(replay.status()).isEqualTo(3);
        assertThat(replay.out()).last().isEqualTo("replayed: 1");
        assertThat(replay.mistakes())
                .containsExactly(
                        "crossdock: not all were translated in time; is a process with the role normalize up?");
    }

    @Test
    void where_a_channel_fetches_a_replay_is_done_only_when_that_is() {
        // given
        letters.committed("normalize", "acme-eu", 100);
        letters.committed("normalize", "acme-us", 100);
        letters.committed("fetch", "acme-eu", 0);
        letters.committed("fetch", "acme-us", 100);
        // when
        Invocation waiting = letters.call(folder, "replay", "--wait", "1", "acme-eu:0:1", "--reason", "mended");
        Invocation done = letters.call(folder, "replay", "--wait", "30", "acme-us:0:1", "--reason", "mended");
        // then
        assertThat(waiting.status()).isEqualTo(3);
        assertThat(waiting.mistakes())
                .singleElement()
                .asString()
                .contains("not all were fetched or translated in time");
        assertThat(done.status()).isZero();
        assertThat(done.out()).last().isEqualTo("fetched or translated: 1, failed again: 0");
    }

    @Test
    void one_letter_can_be_replayed_with_another_body() throws IOException {
        // given
        Path body = Files.writeString(folder.resolve("mended.json"), "{}");
        // when
        letters.call(folder, "replay", "acme-eu:0:2", "--reason", "mended", "--body", body.toString());
        // then
        ConsumerRecord<byte[], byte[]> journaled = letters.journal("acme-eu").get(0);
        assertThat(new String(journaled.value(), UTF_8)).isEqualTo("{}");
        assertThat(LettersUnderTest.headers(journaled)).containsEntry("ce_edited", "true");
        assertThat(letters.call(folder, "show", "acme-eu:0:2").out())
                .anyMatch(line -> line.contains(", edited: mended"));
    }

    @Test
    void a_body_is_mended_in_the_operators_editor_and_an_unchanged_one_is_not_replayed() throws IOException {
        // given
        Path seen = folder.resolve("seen");
        letters.variable("EDITOR", editor("stat -c %a \"$1\" > " + seen + "; printf '{\"mended\": 1}' > \"$1\""));
        // when
        Invocation edited = letters.call(folder, "replay", "acme-eu:0:2", "--reason", "mended", "--edit");
        letters.variable("EDITOR", editor("true"));
        Invocation unchanged = letters.call(folder, "replay", "acme-eu:0:1", "--reason", "mended", "--edit");
        letters.variable("EDITOR", editor("exit 1"));
        Invocation aborted = letters.call(folder, "replay", "acme-eu:0:1", "--reason", "mended", "--edit");
        // then
        assertThat(edited.out()).last().isEqualTo("replayed: 1");
        assertThat(seen).content().isEqualToIgnoringNewLines("600");
        assertThat(unchanged.status()).isEqualTo(1);
        assertThat(unchanged.mistakes()).containsExactly("crossdock: the body was not changed; nothing was replayed");
        assertThat(aborted.mistakes())
                .containsExactly("crossdock: the editor ended with status 1; nothing was replayed");
        assertThat(letters.journal("acme-eu"))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("{\"mended\": 1}");
    }

    @Test
    void a_dropped_letter_is_off_the_list_and_says_who_did_it_and_why() {
        // when
        Invocation drop = letters.call(folder, "drop", "acme-eu:0:1", "--reason", "a test order", "--by", "Kim");
        // then
        assertThat(drop.out()).containsExactly("acme-eu:0:1 dropped", "dropped: 1");
        assertThat(ids()).hasSize(4).doesNotContain("acme-eu:0:1");
        assertThat(letters.call(folder, "list", "--all", "--id", "acme-eu:0:1")
                        .out()
                        .get(1))
                .contains(" dropped ");
        assertThat(letters.call(folder, "replay", "acme-eu:0:1", "--reason", "x")
                        .out())
                .contains("acme-eu:0:1 skipped: it was dropped before");
        assertThat(letters.call(folder, "show", "acme-eu:0:1").out())
                .anyMatch(line -> line.endsWith(" by Kim: a test order"));
    }

    @Test
    void a_letter_of_the_same_id_that_comes_later_is_open_again() {
        // given
        letters.call(folder, "replay", "acme-eu:0:1", "--reason", "first");
        assertThat(ids()).doesNotContain("acme-eu:0:1");
        // when
        letters.record("acme-eu", 1, BODY, Failure.unmappable("acme", "order", "K-1", "unknown type"));
        // then
        assertThat(ids()).contains("acme-eu:0:1");
    }

    @Test
    void a_letter_that_was_written_twice_is_one_letter() {
        // given
        letters.record("acme-eu", 1, BODY, Failure.unmappable("acme", "order", "K-1", "unknown type"));
        // when
        letters.call(folder, "replay", "acme-eu:0:1", "--reason", "mapped");
        // then
        assertThat(letters.journal("acme-eu")).hasSize(1);
        assertThat(ids()).hasSize(4);
    }

    @Test
    void a_strangers_words_do_not_steer_the_terminal() {
        // given
        letters.record("acme-eu", 3, "\u001b[2J\u202e", Failure.unmappable("acme", "\u001b[2J", "K", "x"));
        // when
        List<String> list = letters.call(folder, "list").out();
        List<String> shown =
                letters.call(folder, "show", "acme-eu:0:3", "--personal").out();
        // then
        assertThat(list).noneMatch(line -> line.contains("\u001b"));
        assertThat(shown).contains("\\u001b[2J\\u202e").noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void what_cannot_be_meant_is_told_in_one_line() {
        assertThat(letters.call(folder, "show", "acme-eu:0:99").mistakes())
                .containsExactly("crossdock: there is no dead letter 'acme-eu:0:99'");
        assertThat(letters.status(folder, "show", "acme-eu:0:99")).isEqualTo(3);
        assertThat(letters.status(folder, "replay", "acme-eu:0:99", "--reason", "x"))
                .isEqualTo(3);
        assertThat(letters.call(folder, "replay", "--channel", "acme-fr", "--reason", "x")
                        .mistakes())
                .containsExactly("crossdock: no dead letter fits");
        assertThat(letters.status(folder, "replay", "--reason", "x")).isEqualTo(2);
        assertThat(letters.status(folder, "replay", "acme-eu:0:1")).isEqualTo(2);
        assertThat(letters.status(folder, "list", "--kind", "broken")).isEqualTo(2);
        assertThat(letters.status(folder, "list", "--since", "yesterday")).isEqualTo(2);
        assertThat(letters.status(folder, "list", "--limit", "0")).isEqualTo(2);
    }

    @Test
    void a_prefix_without_a_hub_is_told_in_one_line() {
        // given
        letters.variable("CROSSDOCK_PREFIX", "nobody");
        // then
        assertThat(letters.call(folder, "list").mistakes())
                .containsExactly(
                        "crossdock: Kafka has no topic nobody.dead-letter-actions: it is made when a hub starts");
        assertThat(letters.status(folder, "list")).isEqualTo(1);
    }

    private List<String> ids(String... options) {
        return letters.ids(folder, options);
    }

    private String editor(String script) throws IOException {
        Path file = Files.createTempFile(folder, "editor", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
