package io.github.lighthousecompat.hash;

import static java.lang.Long.rotateLeft;

/**
 * The permutation keccak-f[1600] over 25 lanes; lane (x, y) is {@code axy} below and has the index
 * {@code x + 5 * y} in the array.
 *
 * <p>Written out, because a lane in a local variable is a register or a spill slot, while one in an array costs a
 * bounds check, a load and a store at each step. The parity of the columns is taken at the end of a round for the next
 * one, when the compiler still has half of the lanes at hand.
 */
final class KeccakPermutation {
    /** Number of 64-bit lanes of the state. */
    static final int LANES = 25;

    private static final long[] ROUND_CONSTANTS = {
        0x0000000000000001L, 0x0000000000008082L, 0x800000000000808aL,
        0x8000000080008000L, 0x000000000000808bL, 0x0000000080000001L,
        0x8000000080008081L, 0x8000000000008009L, 0x000000000000008aL,
        0x0000000000000088L, 0x0000000080008009L, 0x000000008000000aL,
        0x000000008000808bL, 0x800000000000008bL, 0x8000000000008089L,
        0x8000000000008003L, 0x8000000000008002L, 0x8000000000000080L,
        0x000000000000800aL, 0x800000008000000aL, 0x8000000080008081L,
        0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L
    };

    private KeccakPermutation() {}

    /** Permutes the {@link #LANES} lanes in place. */
    static void permute(long[] lanes) {
        long a00 = lanes[0], a10 = lanes[1], a20 = lanes[2], a30 = lanes[3], a40 = lanes[4];
        long a01 = lanes[5], a11 = lanes[6], a21 = lanes[7], a31 = lanes[8], a41 = lanes[9];
        long a02 = lanes[10], a12 = lanes[11], a22 = lanes[12], a32 = lanes[13], a42 = lanes[14];
        long a03 = lanes[15], a13 = lanes[16], a23 = lanes[17], a33 = lanes[18], a43 = lanes[19];
        long a04 = lanes[20], a14 = lanes[21], a24 = lanes[22], a34 = lanes[23], a44 = lanes[24];

        long c0 = a00 ^ a01 ^ a02 ^ a03 ^ a04;
        long c1 = a10 ^ a11 ^ a12 ^ a13 ^ a14;
        long c2 = a20 ^ a21 ^ a22 ^ a23 ^ a24;
        long c3 = a30 ^ a31 ^ a32 ^ a33 ^ a34;
        long c4 = a40 ^ a41 ^ a42 ^ a43 ^ a44;

        for (int round = 0; round < ROUND_CONSTANTS.length; round++) {
            // Theta: what each column takes over from its neighbours.
            long d0 = c4 ^ rotateLeft(c1, 1);
            long d1 = c0 ^ rotateLeft(c2, 1);
            long d2 = c1 ^ rotateLeft(c3, 1);
            long d3 = c2 ^ rotateLeft(c4, 1);
            long d4 = c3 ^ rotateLeft(c0, 1);

            // For each row of the result: the lanes that rho and pi bring there, then chi (and iota for one lane).
            long b00 = a00 ^ d0;
            long b10 = rotateLeft(a11 ^ d1, 44);
            long b20 = rotateLeft(a22 ^ d2, 43);
            long b30 = rotateLeft(a33 ^ d3, 21);
            long b40 = rotateLeft(a44 ^ d4, 14);
            long e00 = b00 ^ (~b10 & b20) ^ ROUND_CONSTANTS[round];
            long e10 = b10 ^ (~b20 & b30);
            long e20 = b20 ^ (~b30 & b40);
            long e30 = b30 ^ (~b40 & b00);
            long e40 = b40 ^ (~b00 & b10);

            long b01 = rotateLeft(a30 ^ d3, 28);
            long b11 = rotateLeft(a41 ^ d4, 20);
            long b21 = rotateLeft(a02 ^ d0, 3);
            long b31 = rotateLeft(a13 ^ d1, 45);
            long b41 = rotateLeft(a24 ^ d2, 61);
            long e01 = b01 ^ (~b11 & b21);
            long e11 = b11 ^ (~b21 & b31);
            long e21 = b21 ^ (~b31 & b41);
            long e31 = b31 ^ (~b41 & b01);
            long e41 = b41 ^ (~b01 & b11);

            long b02 = rotateLeft(a10 ^ d1, 1);
            long b12 = rotateLeft(a21 ^ d2, 6);
            long b22 = rotateLeft(a32 ^ d3, 25);
            long b32 = rotateLeft(a43 ^ d4, 8);
            long b42 = rotateLeft(a04 ^ d0, 18);
            long e02 = b02 ^ (~b12 & b22);
            long e12 = b12 ^ (~b22 & b32);
            long e22 = b22 ^ (~b32 & b42);
            long e32 = b32 ^ (~b42 & b02);
            long e42 = b42 ^ (~b02 & b12);

            long b03 = rotateLeft(a40 ^ d4, 27);
            long b13 = rotateLeft(a01 ^ d0, 36);
            long b23 = rotateLeft(a12 ^ d1, 10);
            long b33 = rotateLeft(a23 ^ d2, 15);
            long b43 = rotateLeft(a34 ^ d3, 56);
            long e03 = b03 ^ (~b13 & b23);
            long e13 = b13 ^ (~b23 & b33);
            long e23 = b23 ^ (~b33 & b43);
            long e33 = b33 ^ (~b43 & b03);
            long e43 = b43 ^ (~b03 & b13);

            long b04 = rotateLeft(a20 ^ d2, 62);
            long b14 = rotateLeft(a31 ^ d3, 55);
            long b24 = rotateLeft(a42 ^ d4, 39);
            long b34 = rotateLeft(a03 ^ d0, 41);
            long b44 = rotateLeft(a14 ^ d1, 2);
            long e04 = b04 ^ (~b14 & b24);
            long e14 = b14 ^ (~b24 & b34);
            long e24 = b24 ^ (~b34 & b44);
            long e34 = b34 ^ (~b44 & b04);
            long e44 = b44 ^ (~b04 & b14);

            a00 = e00;
            a10 = e10;
            a20 = e20;
            a30 = e30;
            a40 = e40;
            a01 = e01;
            a11 = e11;
            a21 = e21;
            a31 = e31;
            a41 = e41;
            a02 = e02;
            a12 = e12;
            a22 = e22;
            a32 = e32;
            a42 = e42;
            a03 = e03;
            a13 = e13;
            a23 = e23;
            a33 = e33;
            a43 = e43;
            a04 = e04;
            a14 = e14;
            a24 = e24;
            a34 = e34;
            a44 = e44;

            c0 = a00 ^ a01 ^ a02 ^ a03 ^ a04;
            c1 = a10 ^ a11 ^ a12 ^ a13 ^ a14;
            c2 = a20 ^ a21 ^ a22 ^ a23 ^ a24;
            c3 = a30 ^ a31 ^ a32 ^ a33 ^ a34;
            c4 = a40 ^ a41 ^ a42 ^ a43 ^ a44;
        }

        lanes[0] = a00;
        lanes[1] = a10;
        lanes[2] = a20;
        lanes[3] = a30;
        lanes[4] = a40;
        lanes[5] = a01;
        lanes[6] = a11;
        lanes[7] = a21;
        lanes[8] = a31;
        lanes[9] = a41;
        lanes[10] = a02;
        lanes[11] = a12;
        lanes[12] = a22;
        lanes[13] = a32;
        lanes[14] = a42;
        lanes[15] = a03;
        lanes[16] = a13;
        lanes[17] = a23;
        lanes[18] = a33;
        lanes[19] = a43;
        lanes[20] = a04;
        lanes[21] = a14;
        lanes[22] = a24;
        lanes[23] = a34;
        lanes[24] = a44;
    }
}
