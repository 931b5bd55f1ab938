package io.crossdock.hub.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTreeTest {

    private static final long SEED = 9420;

    private final Random random = new Random(SEED);
    private final KeyTree tree = new KeyTree("acme-eu:2026-10:000000000000");

    KeyTreeTest() {
        tree.put(KeyTree.root(new SecureRandom()));
    }

    @Test
    void every_position_has_a_key_of_its_own() {
        assertThat(random.longs(1000).mapToObj(this::key)).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(List.of(key(0), key(1), key(-1), key(Long.MIN_VALUE)))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_key_that_was_destroyed_is_gone_and_every_other_is_as_it_was() {
        // given
        List<Long> positions = new ArrayList<>(random.longs(300).boxed().toList());
        // neighbours, which share all of their way but the last step
        positions.addAll(List.of(positions.get(0) ^ 1, positions.get(0) ^ 16, positions.get(1) ^ (1L << 60)));
        List<String> before = positions.stream().map(this::key).toList();
        // when
        List<Integer> destroyed = List.of(0, 7, 8, 42, 299, 300);
        destroyed.forEach(index -> tree.without(positions.get(index)).forEach(tree::put));
        // then
        for (int i = 0; i < positions.size(); i++) {
            assertThat(key(positions.get(i))).isEqualTo(destroyed.contains(i) ? null : before.get(i));
        }
    }

    @Test
    void nothing_that_is_kept_leads_to_a_key_that_was_destroyed() {
        // given
        long position = random.nextLong();
        String key = key(position);
        int first = (int) (position >>> 60) & 0xF;
        String parent = HexFormat.of().formatHex(tree.nodes().iterator().next().children()[first]);
        // when
        List<KeyTree.Node> written = tree.without(position);
        written.forEach(tree::put);
        // then
        assertThat(written).hasSize(KeyTree.LEVELS);
        assertThat(tree.without(position)).isEmpty();
        assertThat(tree.nodes())
                .allSatisfy(node -> assertThat(Arrays.stream(node.children()).anyMatch(Objects::isNull))
                        .isTrue())
                .noneMatch(node -> HexFormat.of().formatHex(node.bytes()).contains(key))
                .noneMatch(node -> HexFormat.of().formatHex(node.bytes()).contains(parent));
    }

    /** Who follows the topic sees one record after the other. */
    @Test
    void between_two_records_of_a_change_no_other_key_is_missed() {
        // given
        long position = random.nextLong();
        List<Long> others = List.of(position ^ 1, position ^ (1L << 32), position ^ (1L << 60), random.nextLong());
        List<String> before = others.stream().map(this::key).toList();
        for (KeyTree.Node node : tree.without(position)) {
            // when
            tree.put(node);
            // then
            assertThat(others.stream().map(this::key)).isEqualTo(before);
        }
    }

    @Test
    void a_node_is_read_as_it_was_written() {
        // given
        tree.without(random.nextLong()).forEach(tree::put);
        KeyTree copy = new KeyTree(tree.id());
        // when
        tree.nodes().forEach(node -> copy.put(KeyTree.Node.read(node.path(), node.bytes())));
        // then
        random.longs(100).forEach(position -> assertThat(copy.key(position).map(HexFormat.of()::formatHex))
                .isEqualTo(tree.key(position).map(HexFormat.of()::formatHex)));
    }

    /** Other programs find keys by these rules (docs/encryption.md): a change would lose what is encrypted. */
    @Test
    void a_key_follows_from_the_root_as_it_is_documented() {
        // given
        byte[][] children = new byte[KeyTree.CHILDREN][KeyTree.SECRET_BYTES];
        for (int i = 0; i < KeyTree.CHILDREN; i++) {
            children[i][0] = (byte) i;
        }
        tree.put(new KeyTree.Node("", children));
        // when
        long position = KeyId.position("acme-eu", "P-1", 0);
        // then
        assertThat(HexFormat.of().toHexDigits(position)).isEqualTo("449ea47bc751131b");
        assertThat(key(position)).isEqualTo("ac0b1cf7bd5c4ec990c1e6c68ad3df9fdc232a304fbd00fcf1885e919b88fe2e");
    }

    private String key(long position) {
        return tree.key(position).map(HexFormat.of()::formatHex).orElse(null);
    }
}
