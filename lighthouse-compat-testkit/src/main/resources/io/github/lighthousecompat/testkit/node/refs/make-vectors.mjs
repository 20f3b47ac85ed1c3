// Prints the payload vectors: execution payloads with the block hashes, transaction roots and withdrawal roots that
// @ethereumjs/block computes for them. The output depends on nothing but the pinned packages.
//
//   npm ci --ignore-scripts && node make-vectors.mjs > payload-vectors.json
//
// Only the hashes have to be right: the state roots, receipts, gas figures and bodies are free of any chain, so the
// values reach places that no real chain visits.
import { createHash } from 'node:crypto'
import { createBlock, genTransactionsTrieRoot, genWithdrawalsTrieRoot } from '@ethereumjs/block'
import { Hardfork, Mainnet, createCustomCommon } from '@ethereumjs/common'
import {
  createAccessList2930Tx,
  createBlob4844Tx,
  createFeeMarket1559Tx,
  createLegacyTx,
} from '@ethereumjs/tx'
import { bytesToHex, createWithdrawal, hexToBytes } from '@ethereumjs/util'

const CHAIN_ID = 32382
const U64_MAX = 2n ** 64n - 1n
const U256_MAX = 2n ** 256n - 1n
const BLOB_GAS = 131072n
const ZERO_HASH = '0x' + '00'.repeat(32)
const EMPTY_BLOOM = '0x' + '00'.repeat(256)

// ---- a deterministic source of bytes: SHA-256 over a label and a counter ----

const source = (label) => {
  let counter = 0
  const bytes = (length) => {
    const chunks = []
    for (let have = 0; have < length; have += 32) {
      chunks.push(createHash('sha256').update(`${label}/${counter++}`).digest())
    }
    return Buffer.concat(chunks).subarray(0, length)
  }
  return {
    bytes: (length) => new Uint8Array(bytes(length)),
    hex: (length) => '0x' + bytes(length).toString('hex'),
    below: (bound) => BigInt('0x' + bytes(32).toString('hex')) % BigInt(bound),
    bits: (count) => BigInt('0x' + bytes(32).toString('hex')) >> BigInt(256 - count),
  }
}

// ---- chain rules of the two forks; signing and hashing need no KZG, but the library wants the object ----

const unusedKzg = new Proxy({}, { get: () => () => { throw new Error('no KZG operation is needed here') } })
const commonOf = {
  capella: createCustomCommon({ chainId: CHAIN_ID }, Mainnet, { hardfork: Hardfork.Shanghai }),
  deneb: createCustomCommon({ chainId: CHAIN_ID }, Mainnet, {
    hardfork: Hardfork.Cancun,
    customCrypto: { kzg: unusedKzg },
  }),
}

// ---- signed transactions ----

const keyOf = (random) => {
  const key = random.bytes(32)
  key[0] = 1 // stays below the order of the curve
  return key
}
const accessList = (random, entries, keysEach) =>
  Array.from({ length: entries }, () => ({
    address: random.hex(20),
    storageKeys: Array.from({ length: keysEach }, () => random.hex(32)),
  }))
const sign = (create, data, random, common) => create(data, { common }).sign(keyOf(random))

const transactions = {
  legacy: (random, common, data = {}) =>
    sign(createLegacyTx, {
      nonce: random.below(1000), gasPrice: random.bits(40), gasLimit: 21000n, to: random.hex(20),
      value: random.bits(70), ...data,
    }, random, common),
  // before replay protection the signature does not name the chain
  unprotected: (random, _, data = {}) =>
    sign(createLegacyTx, {
      nonce: random.below(9), gasPrice: random.bits(34), gasLimit: 21000n, to: random.hex(20),
      value: random.bits(60), ...data,
    }, random, createCustomCommon({ chainId: CHAIN_ID }, Mainnet, { hardfork: Hardfork.TangerineWhistle })),
  accessList: (random, common, data = {}) =>
    sign(createAccessList2930Tx, {
      chainId: CHAIN_ID, nonce: random.below(1000), gasPrice: random.bits(40), gasLimit: 90000n, to: random.hex(20),
      value: random.bits(50), data: random.hex(36), accessList: accessList(random, 2, 3), ...data,
    }, random, common),
  dynamicFee: (random, common, data = {}) => {
    const maxFeePerGas = random.bits(44)
    return sign(createFeeMarket1559Tx, {
      chainId: CHAIN_ID, nonce: random.below(1000), maxFeePerGas, maxPriorityFeePerGas: maxFeePerGas / 3n,
      gasLimit: 60000n, to: random.hex(20), value: random.bits(64), data: random.hex(68), ...data,
    }, random, common)
  },
  blob: (random, common, data = {}, blobs = 1) => {
    const maxFeePerGas = random.bits(44)
    return sign(createBlob4844Tx, {
      chainId: CHAIN_ID, nonce: random.below(1000), maxFeePerGas, maxPriorityFeePerGas: maxFeePerGas / 4n,
      maxFeePerBlobGas: random.bits(36), gasLimit: 60000n, to: random.hex(20), value: random.bits(64),
      data: random.hex(4),
      blobVersionedHashes: Array.from({ length: blobs }, () => '0x01' + random.hex(31).slice(2)), ...data,
    }, random, common)
  },
}
const create = { to: undefined, value: 0n, gasLimit: 400000n }

// ---- withdrawals ----

const withdrawals = (random, count, value = {}) =>
  Array.from({ length: count }, () => ({
    index: random.bits(40), validatorIndex: random.bits(24), address: random.hex(20), amount: random.bits(36), ...value,
  }))

// ---- one vector ----

const quantity = (value) => '0x' + value.toString(16)

const vector = async ({ name, fork, header = {}, txs = () => [], withdrawalList = () => [], beaconRoot }) => {
  const random = source(`${fork}/${name}`)
  const common = commonOf[fork]
  const signed = txs(random, common)
  const list = withdrawalList(random).map((w) => createWithdrawal(w))
  const versionedHashes = signed.flatMap((tx) => tx.blobVersionedHashes ?? [])
  const transactionsTrie = await genTransactionsTrieRoot(signed)
  const withdrawalsRoot = await genWithdrawalsTrieRoot(list)
  const baseFeePerGas = header.baseFeePerGas ?? random.bits(33)
  const parentBeaconBlockRoot = fork === 'deneb' ? (beaconRoot ?? random.hex(32)) : undefined
  const gasLimit = header.gasLimit ?? 30_000_000n
  const block = createBlock(
    {
      header: {
        parentHash: random.hex(32),
        coinbase: random.hex(20),
        stateRoot: random.hex(32),
        receiptTrie: random.hex(32),
        logsBloom: EMPTY_BLOOM,
        mixHash: random.hex(32),
        number: 1n + random.below(20_000_000),
        gasUsed: random.below(gasLimit + 1n),
        timestamp: 1_700_000_000n + random.below(100_000_000),
        extraData: random.hex(Number(random.below(33))),
        ...header,
        gasLimit,
        baseFeePerGas,
        transactionsTrie,
        withdrawalsRoot,
        ...(fork === 'deneb' && {
          blobGasUsed: header.blobGasUsed ?? BLOB_GAS * BigInt(versionedHashes.length),
          excessBlobGas: header.excessBlobGas ?? random.below(8) * BLOB_GAS,
          parentBeaconBlockRoot,
        }),
      },
      transactions: signed,
      withdrawals: list,
    },
    { common, setHardfork: false, skipConsensusFormatValidation: true },
  )
  if (!(await block.transactionsTrieIsValid()) || !(await block.withdrawalsTrieIsValid())) {
    throw new Error(`${fork}/${name}: roots do not fit the body`)
  }
  const h = block.header
  const blockHash = bytesToHex(block.hash())
  return {
    name: `${fork}-${name}`,
    fork,
    payload: {
      parentHash: bytesToHex(h.parentHash),
      feeRecipient: h.coinbase.toString(),
      stateRoot: bytesToHex(h.stateRoot),
      receiptsRoot: bytesToHex(h.receiptTrie),
      logsBloom: bytesToHex(h.logsBloom),
      prevRandao: bytesToHex(h.mixHash),
      blockNumber: quantity(h.number),
      gasLimit: quantity(h.gasLimit),
      gasUsed: quantity(h.gasUsed),
      timestamp: quantity(h.timestamp),
      extraData: bytesToHex(h.extraData),
      baseFeePerGas: quantity(h.baseFeePerGas),
      blockHash,
      transactions: signed.map((tx) => bytesToHex(tx.serialize())),
      withdrawals: list.map((w) => ({
        index: quantity(w.index),
        validatorIndex: quantity(w.validatorIndex),
        address: w.address.toString(),
        amount: quantity(w.amount),
      })),
      ...(fork === 'deneb' && { blobGasUsed: quantity(h.blobGasUsed), excessBlobGas: quantity(h.excessBlobGas) }),
    },
    ...(fork === 'deneb' && { versionedHashes, parentBeaconBlockRoot }),
    blockHash,
    transactionsRoot: bytesToHex(transactionsTrie),
    withdrawalsRoot: bytesToHex(withdrawalsRoot),
  }
}

// ---- what is covered ----

const mixOf = (kinds) => (random, common) => kinds.map((kind) => transactions[kind](random, common))
const times = (count, kind, data = () => ({})) => (random, common) =>
  Array.from({ length: count }, (_, i) => transactions[kind](random, common, data(random, i)))

const cases = []
const add = (name, fork, rest = {}) => cases.push({ name, fork, ...rest })

for (const fork of ['capella', 'deneb']) {
  // bodies
  add('empty', fork)
  add('zeroes', fork, {
    header: {
      parentHash: ZERO_HASH, coinbase: '0x' + '00'.repeat(20), stateRoot: ZERO_HASH, receiptTrie: ZERO_HASH,
      mixHash: ZERO_HASH, number: 0n, gasLimit: 0n, gasUsed: 0n, timestamp: 0n, extraData: '0x', baseFeePerGas: 0n,
      ...(fork === 'deneb' && { excessBlobGas: 0n }),
    },
    beaconRoot: ZERO_HASH,
  })
  add('legacy', fork, { txs: times(1, 'legacy') })
  add('legacy-unprotected', fork, { txs: times(2, 'unprotected') })
  add('access-list', fork, { txs: times(1, 'accessList') })
  add('access-list-empty', fork, { txs: times(1, 'accessList', () => ({ accessList: [], data: '0x' })) })
  add('access-list-long', fork, {
    txs: times(1, 'accessList', (random) => ({ accessList: accessList(random, 12, 9) })),
  })
  add('dynamic-fee', fork, { txs: times(1, 'dynamicFee') })
  add('contract-creation', fork, {
    txs: (random, common) => [
      transactions.legacy(random, common, { ...create, data: '0x600a600c600039600a6000f3602a60005260206000f3' }),
      transactions.accessList(random, common, { ...create, data: random.hex(200) }),
      transactions.dynamicFee(random, common, { ...create, data: random.hex(5000) }),
    ],
  })
  add('every-type', fork, {
    txs: mixOf(['legacy', 'unprotected', 'accessList', 'dynamicFee', ...(fork === 'deneb' ? ['blob'] : [])]),
    withdrawalList: (random) => withdrawals(random, 4),
  })
  add('largest-numbers-in-transactions', fork, {
    txs: (random, common) => [
      transactions.legacy(random, common, { nonce: U64_MAX - 1n, gasPrice: 1n, gasLimit: U64_MAX, value: U256_MAX }),
      transactions.dynamicFee(random, common, {
        maxFeePerGas: U256_MAX, maxPriorityFeePerGas: 0n, gasLimit: 1n, value: U256_MAX, data: '0x',
      }),
    ],
  })
  add('large-calldata', fork, { txs: times(1, 'dynamicFee', (random) => ({ data: random.hex(40_000) })) })
  add('data-length-edges', fork, {
    txs: (random, common) =>
      [0, 1, 55, 56, 255, 256, 257].map((length) =>
        transactions.dynamicFee(random, common, { data: random.hex(length) })),
  })
  add('single-byte-data', fork, {
    txs: (random, common) =>
      ['0x00', '0x7f', '0x80', '0xff'].map((data) => transactions.legacy(random, common, { data })),
  })
  // the 129th entry is the first whose key in the ordered trie has two bytes
  for (const count of [2, 16, 17, 127, 128, 129]) add(`transactions-${count}`, fork, { txs: times(count, 'legacy') })
  // withdrawals
  for (const count of [1, 2, 15, 16]) {
    add(`withdrawals-${count}`, fork, { withdrawalList: (random) => withdrawals(random, count) })
  }
  add('withdrawals-zero', fork, {
    withdrawalList: (random) =>
      withdrawals(random, 2, { index: 0n, validatorIndex: 0n, address: '0x' + '00'.repeat(20), amount: 0n }),
  })
  add('withdrawals-largest', fork, {
    withdrawalList: (random) => withdrawals(random, 3, { index: U64_MAX, validatorIndex: U64_MAX, amount: U64_MAX }),
  })
  // header values
  for (const length of [0, 1, 31, 32]) {
    add(`extra-data-${length}`, fork, { header: { extraData: source(`extra/${fork}/${length}`).hex(length) } })
  }
  add('extra-data-one-small-byte', fork, { header: { extraData: '0x05' } })
  const fees = { 1: 1n, 127: 127n, 128: 128n, 'u64-max': U64_MAX, 'two-to-64': U64_MAX + 1n, 'u256-max': U256_MAX }
  for (const [label, baseFeePerGas] of Object.entries(fees)) {
    add(`base-fee-${label}`, fork, { header: { baseFeePerGas } })
  }
  add('largest-header', fork, {
    header: {
      number: U64_MAX, gasLimit: U64_MAX, gasUsed: U64_MAX, timestamp: U64_MAX, extraData: '0x' + 'ff'.repeat(32),
      baseFeePerGas: U256_MAX, logsBloom: '0x' + 'ff'.repeat(256),
      ...(fork === 'deneb' && { blobGasUsed: U64_MAX, excessBlobGas: U64_MAX }),
    },
    beaconRoot: '0x' + 'ff'.repeat(32),
    withdrawalList: (random) => withdrawals(random, 16, { index: U64_MAX, validatorIndex: U64_MAX, amount: U64_MAX }),
  })
  add('bloom', fork, { header: { logsBloom: source(`bloom/${fork}`).hex(256) }, txs: times(3, 'dynamicFee') })
}
add('transactions-300', 'capella', {
  txs: times(300, 'legacy', (random) => ({ gasPrice: 1n, value: random.below(100) })),
})
add('one-blob', 'deneb', { txs: times(1, 'blob') })
add('six-blobs-in-one-transaction', 'deneb', { txs: (random, common) => [transactions.blob(random, common, {}, 6)] })
add('six-blobs-in-three-transactions', 'deneb', {
  txs: (random, common) =>
    [1, 2, 3].map((blobs) => transactions.blob(random, common, { accessList: accessList(random, 1, blobs) }, blobs)),
  withdrawalList: (random) => withdrawals(random, 16),
})
add('blobs-between-others', 'deneb', {
  txs: mixOf(['legacy', 'blob', 'dynamicFee', 'blob', 'accessList', 'unprotected']),
  header: { excessBlobGas: 3n * BLOB_GAS },
})
add('excess-blob-gas-one', 'deneb', { header: { excessBlobGas: 1n } })
add('excess-blob-gas-large', 'deneb', { header: { excessBlobGas: 2n ** 53n + 1n } })
add('beacon-root-zero', 'deneb', { beaconRoot: ZERO_HASH })
add('beacon-root-leading-zeroes', 'deneb', { beaconRoot: '0x' + '00'.repeat(31) + '01' })

const vectors = []
for (const one of cases) vectors.push(await vector(one))
process.stdout.write('[\n' + vectors.map((one) => JSON.stringify(one)).join(',\n') + '\n]\n')
