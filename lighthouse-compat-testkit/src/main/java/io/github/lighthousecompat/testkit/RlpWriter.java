package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** One RLP list that is being written. Plain on purpose: the product's own encoder is checked against it. */
final class RlpWriter {
    private static final int SHORT = 55;

    private final ByteArrayOutputStream items = new ByteArrayOutputStream();

    RlpWriter number(long unsigned) {
        int bytes = (Long.SIZE - Long.numberOfLeadingZeros(unsigned) + 7) / 8;
        byte[] minimal = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            minimal[i] = (byte) (unsigned >>> (8 * (bytes - 1 - i)));
        }
        return string(minimal);
    }

    RlpWriter string(byte[] bytes) {
        if (bytes.length != 1 || bytes[0] < 0) {
            header(0x80, bytes.length);
        }
        items.writeBytes(bytes);
        return this;
    }

    RlpWriter string(Bytes bytes) {
        return string(bytes.toArray());
    }

    RlpWriter address(Address address) {
        return string(address.toArray());
    }

    RlpWriter hashes(List<Hash32> hashes) {
        RlpWriter inner = new RlpWriter();
        hashes.forEach(hash -> inner.string(hash.toArray()));
        return list(inner);
    }

    RlpWriter list(RlpWriter inner) {
        header(0xc0, inner.items.size());
        items.writeBytes(inner.items.toByteArray());
        return this;
    }

    /** The list with its header, after the bytes of {@code prefix}. */
    Bytes toBytes(byte... prefix) {
        RlpWriter whole = new RlpWriter();
        whole.items.writeBytes(prefix);
        return Bytes.of(whole.list(this).items.toByteArray());
    }

    private void header(int base, int length) {
        if (length <= SHORT) {
            items.write(base + length);
            return;
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        items.write(base + SHORT + bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            items.write(length >>> (8 * i));
        }
    }
}
