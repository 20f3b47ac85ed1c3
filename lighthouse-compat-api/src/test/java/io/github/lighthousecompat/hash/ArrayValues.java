package io.github.lighthousecompat.hash;

import java.util.List;

/** Values that stand in arrays of their own. */
class ArrayValues implements OrderedTrie.Values {
    private final List<byte[]> values;

    ArrayValues(List<byte[]> values) {
        this.values = values;
    }

    @Override
    public int count() {
        return values.size();
    }

    @Override
    public int size(int index) {
        return values.get(index).length;
    }

    @Override
    public void write(int index, byte[] out, int at) {
        byte[] value = values.get(index);
        System.arraycopy(value, 0, out, at, value.length);
    }
}
