package io.crossdock.hub.encryption;

import java.nio.BufferUnderflowException;
import java.security.SecureRandom;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All key trees that there are, as the topic of keys tells them: some kilobytes a channel and month, and eight more for
 * each order that was forgotten in it. For many threads, one of which applies what is new.
 */
final class KeyRing implements Keys {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int DISTINCTION_BYTES = 6;

    private final Map<String, KeyTree> trees = new ConcurrentHashMap<>();
    private final Map<String, KeyTree> current = new ConcurrentHashMap<>();
    private final Map<String, String> locked = new ConcurrentHashMap<>();

    /** The id of a new tree. */
    static String newTree(String owner, YearMonth period) {
        byte[] distinction = new byte[DISTINCTION_BYTES];
        RANDOM.nextBytes(distinction);
        return slot(owner, period) + ":" + HexFormat.of().formatHex(distinction);
    }

    static KeyTree.Node newRoot() {
        return KeyTree.root(RANDOM);
    }

    /** The key of the record that holds a node. */
    static String recordKey(String tree, KeyTree.Node node) {
        return tree + "/" + node.path();
    }

    /** Takes in a record of the topic of keys. */
    void apply(String recordKey, byte[] wrapped, MasterKeys masters) {
        int slash = recordKey.indexOf('/');
        if (slash < 0) {
            return;
        }
        String id = recordKey.substring(0, slash);
        String path = recordKey.substring(slash + 1);
        if (wrapped == null) {
            remove(id, path);
            return;
        }
        try {
            put(id, KeyTree.Node.read(path, masters.unwrap(recordKey, wrapped)));
            locked.remove(recordKey);
        } catch (NoKeyException e) {
            locked.put(recordKey, e.getMessage());
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            locked.put(recordKey, "the key record " + recordKey + " is of no form that this release knows");
        }
    }

    void put(String id, KeyTree.Node node) {
        String slot = slot(id);
        KeyTree tree = trees.computeIfAbsent(id, KeyTree::new);
        tree.put(node);
        current.put(slot, tree);
    }

    private void remove(String id, String path) {
        locked.remove(id + "/" + path);
        KeyTree tree = trees.get(id);
        if (tree != null) {
            tree.remove(path);
            if (tree.isEmpty()) {
                trees.remove(id);
                current.remove(slot(id), tree);
            }
        }
    }

    @Override
    public KeyTree current(String owner, YearMonth period) {
        KeyTree tree = current.get(slot(owner, period));
        if (tree == null) {
            throw new NoKeyException("no key yet for " + slot(owner, period));
        }
        return tree;
    }

    boolean has(String owner, YearMonth period) {
        return current.containsKey(slot(owner, period));
    }

    @Override
    public Optional<KeyTree> tree(String id) {
        if (!locked.isEmpty()) {
            locked.forEach((recordKey, why) -> {
                if (recordKey.startsWith(id + "/")) {
                    throw new NoKeyException(why);
                }
            });
        }
        return Optional.ofNullable(trees.get(id));
    }

    Collection<KeyTree> trees() {
        return Collections.unmodifiableCollection(trees.values());
    }

    /** Why some keys cannot be used; empty as a rule. */
    Optional<String> trouble() {
        return locked.values().stream().sorted().findFirst();
    }

    private static String slot(String owner, YearMonth period) {
        return owner + ":" + period;
    }

    private static String slot(String id) {
        return id.substring(0, id.lastIndexOf(':'));
    }
}
