package io.crossdock.hub.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of all orders of a channel in a period, as the leaves of a tree of secrets: 16 children a node, 16 levels, a
 * leaf for each of 2<sup>64</sup> positions. A child follows from its parent by a one-way function, so that the first node
 * is enough to have every key, and a single key can be destroyed by keeping its siblings and forgetting its parents. The
 * secret tree of Messaging Layer Security (RFC 9420, section 9) does the same.
 *
 * <p>Safe for many threads; one of them may put nodes while others look for keys.
 */
public final class KeyTree {

    static final int LEVELS = 16;
    static final int CHILDREN = 16;
    static final int SECRET_BYTES = 32;

    private static final byte[] CHILD = "crossdock node".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY = "crossdock key".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    KeyTree(String id) {
        this.id = id;
    }

    /**
     * A node whose secret is no longer kept, or never was: what is left of its children.
     *
     * @param path the way to it from the root, a hexadecimal digit a level; empty for the root
     * @param children secrets; null where there is none any more
     */
    record Node(String path, byte[][] children) {

        byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(CHILDREN * (1 + SECRET_BYTES));
            for (int i = 0; i < CHILDREN; i++) {
                if (children[i] != null) {
                    bytes.put((byte) i).put(children[i]);
                }
            }
            byte[] written = new byte[bytes.position()];
            bytes.flip().get(written);
            return written;
        }

        static Node read(String path, byte[] bytes) {
            byte[][] children = new byte[CHILDREN][];
            ByteBuffer from = ByteBuffer.wrap(bytes);
            while (from.hasRemaining()) {
                int child = from.get();
                children[child] = new byte[SECRET_BYTES];
                from.get(children[child]);
            }
            return new Node(path, children);
        }

        /** Never a secret. */
        @Override
        public String toString() {
            return "Node[" + path + "]";
        }
    }

    /** The root of a new tree. */
    static Node root(SecureRandom random) {
        byte[][] children = new byte[CHILDREN][SECRET_BYTES];
        for (byte[] child : children) {
            random.nextBytes(child);
        }
        return new Node("", children);
    }

    /** Such as {@code acme-eu:2026-10:3fa91c20d2b1}. */
    String id() {
        return id;
    }

    Collection<Node> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    void put(Node node) {
        nodes.put(node.path(), node);
    }

    void remove(String path) {
        nodes.remove(path);
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** The key at a position, 32 bytes; empty once it was destroyed. */
    Optional<byte[]> key(long position) {
        MessageDigest digest = sha256();
        Node node = nodes.get("");
        for (int level = 0; node != null; level++) {
            byte[] secret = node.children()[step(position, level)];
            if (secret != null) {
                for (int deeper = level + 1; deeper < LEVELS; deeper++) {
                    secret = child(digest, secret, step(position, deeper));
                }
                return Optional.of(derived(digest, secret, KEY, 0));
            }
            node = level == LEVELS - 1 ? null : nodes.get(path(position, level + 1));
        }
        return Optional.empty();
    }

    /**
     * What must replace the tree's nodes so that the key at a position is gone and all others stay: the deepest first, so
     * that whoever has seen a part of it misses no other key. Empty where it is gone already.
     */
    List<Node> without(long position) {
        Deque<Node> replaced = new ArrayDeque<>();
        MessageDigest digest = sha256();
        int level = 0;
        Node node = nodes.get("");
        while (node != null && node.children()[step(position, level)] == null && level < LEVELS - 1) {
            level++;
            node = nodes.get(path(position, level));
        }
        if (node == null || node.children()[step(position, level)] == null) {
            return List.of();
        }
        byte[] secret = node.children()[step(position, level)];
        replaced.push(new Node(node.path(), pruned(node.children(), step(position, level))));
        for (int deeper = level + 1; deeper < LEVELS; deeper++) {
            byte[][] children = new byte[CHILDREN][];
            for (int i = 0; i < CHILDREN; i++) {
                children[i] = child(digest, secret, i);
            }
            secret = children[step(position, deeper)];
            replaced.push(new Node(path(position, deeper), pruned(children, step(position, deeper))));
        }
        return List.copyOf(replaced);
    }

    private static byte[][] pruned(byte[][] children, int gone) {
        byte[][] left = children.clone();
        left[gone] = null;
        return left;
    }

    private static int step(long position, int level) {
        return (int) (position >>> (60 - 4 * level)) & 0xF;
    }

    private static String path(long position, int levels) {
        return HexFormat.of().toHexDigits(position).substring(0, levels);
    }

    private static byte[] child(MessageDigest digest, byte[] parent, int index) {
        return derived(digest, parent, CHILD, index);
    }

    /** One-step key derivation of NIST SP 800-56C Rev. 2, section 4, with SHA-256: one block, since all are short. */
    private static byte[] derived(MessageDigest digest, byte[] secret, byte[] use, int index) {
        digest.update(new byte[] {0, 0, 0, 1});
        digest.update(secret);
        digest.update(use);
        digest.update((byte) index);
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
