package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Hash32;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;

/**
 * The trie as the yellow paper defines it, over a map from keys in hex digits to values; knows nothing of the order of
 * the keys. Unlike other implementations it takes an empty value for a value.
 */
final class NaiveTrie {
    private NaiveTrie() {}

    static Hash32 root(List<byte[]> values) {
        SortedMap<String, byte[]> map = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            map.put(RLP.encodeInt(i).toUnprefixedHexString(), values.get(i));
        }
        return Hash32.of(Oracles.keccak(node(map, 0).toArrayUnsafe()));
    }

    private static Bytes node(SortedMap<String, byte[]> map, int depth) {
        String first = map.firstKey();
        if (first.equals(map.lastKey())) {
            return RLP.encodeList(writer -> {
                writer.writeValue(path(first.substring(depth), 2));
                writer.writeByteArray(map.get(first));
            });
        }
        String last = map.lastKey();
        int shared = depth;
        while (first.charAt(shared) == last.charAt(shared)) {
            shared++;
        }
        int branch = shared;
        if (shared > depth) {
            return RLP.encodeList(writer -> {
                writer.writeValue(path(first.substring(depth, branch), 0));
                writeReference(writer, node(map, branch));
            });
        }
        return RLP.encodeList(writer -> {
            for (char digit : "0123456789abcdef".toCharArray()) {
                String prefix = first.substring(0, depth) + digit;
                SortedMap<String, byte[]> children = map.subMap(prefix, prefix + 'g');
                if (children.isEmpty()) {
                    writer.writeValue(Bytes.EMPTY);
                } else {
                    writeReference(writer, node(children, depth + 1));
                }
            }
            writer.writeValue(Bytes.EMPTY);
        });
    }

    private static void writeReference(RLPWriter writer, Bytes node) {
        if (node.size() < 32) {
            writer.writeRLP(node);
        } else {
            writer.writeByteArray(Oracles.keccak(node.toArrayUnsafe()));
        }
    }

    private static Bytes path(String digits, int flag) {
        return Bytes.fromHexString(digits.length() % 2 == 0 ? flag + "0" + digits : (flag + 1) + digits);
    }
}
