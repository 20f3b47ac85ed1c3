// Prints the block vectors: signed blocks and what else the chain exchanges, with the JSON, the SSZ bytes and the roots that
// @lodestar/types makes of them. The output depends on nothing but the pinned packages.
//
//   npm ci --ignore-scripts
//   node make-block-vectors.mjs > block-vectors.jsonl
//   node make-block-vectors.mjs large | gzip -9n > large-block-vectors.jsonl.gz
//
// One vector a line. Signatures, roots and states are free of any chain, so the values reach places that no real chain
// visits. The library takes no numbers above 2^53 - 1 where it counts slots, validators and the like.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

// the library is set to one preset before it is loaded, so that each preset has a process of its own
const PRESETS = {
  mainnet: ['mainnet', {}],
  minimal: ['minimal', {}],
  // as Lighthouse has it; the specification has raised the limit since
  'minimal-16': ['minimal', { MAX_BLOB_COMMITMENTS_PER_BLOCK: 16, KZG_COMMITMENT_INCLUSION_PROOF_DEPTH: 9 }],
  gnosis: ['gnosis', {}],
}
const [part = 'ordinary', presetName] = process.argv.slice(2)
if (!presetName) {
  const self = fileURLToPath(import.meta.url)
  for (const preset of Object.keys(PRESETS)) {
    execFileSync(process.execPath, [self, part, preset], { stdio: 'inherit' })
  }
  process.exit(0)
}

const { setActivePreset, PresetName } = await import('@lodestar/params/setPreset')
const [base, overrides] = PRESETS[presetName]
setActivePreset(PresetName[base], overrides)
const { activePreset: P } = await import('@lodestar/params')
const { ssz } = await import('@lodestar/types')
const { BitArray } = await import('@chainsafe/ssz')

const MAX_SAFE = 2 ** 53 - 1
const U64_MAX = 2n ** 64n - 1n
const U256_MAX = 2n ** 256n - 1n
const BLOB_BYTES = 131072
const FORKS = ['capella', 'deneb']

// ---- a deterministic source of bytes: SHA-256 over a label and a counter ----

const source = (label) => {
  let counter = 0
  const bytes = (length) => {
    const chunks = []
    for (let have = 0; have < length; have += 32) {
      chunks.push(createHash('sha256').update(`${label}/${counter++}`).digest())
    }
    return new Uint8Array(Buffer.concat(chunks).subarray(0, length))
  }
  const bits = (count) => BigInt('0x' + Buffer.from(bytes(32)).toString('hex')) >> BigInt(256 - count)
  const below = (bound) => Number(bits(64) % BigInt(bound))
  return { bytes, bits, below, bit: () => below(2) === 1 }
}

// ---- values: `mode` makes the numbers of a block all zero, all largest or any ----

const make = (random, mode) => {
  const pick = (zero, largest, any) => (mode === 'zero' ? zero : mode === 'largest' ? largest : any())
  const num = () => pick(0, MAX_SAFE, () => Number(random.bits(1 + random.below(53))))
  const big = (bits, largest) => pick(0n, largest, () => random.bits(1 + random.below(bits)))
  const bytes = (length) =>
    pick(new Uint8Array(length), new Uint8Array(length).fill(0xff), () => random.bytes(length))
  const list = (count, element) => Array.from({ length: count }, element)
  const bitArray = (length) => BitArray.fromBoolArray(list(length, () => pick(false, true, random.bit)))

  const checkpoint = () => ({ epoch: num(), root: bytes(32) })
  const data = () => ({
    slot: num(), index: num(), beaconBlockRoot: bytes(32), source: checkpoint(), target: checkpoint(),
  })
  const header = () => ({
    slot: num(), proposerIndex: num(), parentRoot: bytes(32), stateRoot: bytes(32), bodyRoot: bytes(32),
  })
  const bigHeader = () => ({ ...header(), slot: big(64, U64_MAX), proposerIndex: num() })
  const bigData = () => ({
    slot: big(64, U64_MAX), index: big(64, U64_MAX), beaconBlockRoot: bytes(32),
    source: { epoch: big(64, U64_MAX), root: bytes(32) }, target: { epoch: big(64, U64_MAX), root: bytes(32) },
  })
  const attestation = (size) => ({ aggregationBits: bitArray(size), data: data(), signature: bytes(96) })
  const indexed = (count) => ({ attestingIndices: list(count, num), data: bigData(), signature: bytes(96) })
  const depositData = () => ({
    pubkey: bytes(48), withdrawalCredentials: bytes(32), amount: num(), signature: bytes(96),
  })
  const contribution = () => ({
    slot: num(), beaconBlockRoot: bytes(32), subcommitteeIndex: num(),
    aggregationBits: bitArray(P.SYNC_COMMITTEE_SIZE / 4), signature: bytes(96),
  })
  return {
    num, big, bytes, list, bitArray, data, attestation, indexed, depositData, contribution,
    signedHeader: () => ({ message: header(), signature: bytes(96) }),
    bigSignedHeader: () => ({ message: bigHeader(), signature: bytes(96) }),
    exit: () => ({ message: { epoch: num(), validatorIndex: num() }, signature: bytes(96) }),
    change: () => ({
      message: { validatorIndex: num(), fromBlsPubkey: bytes(48), toExecutionAddress: bytes(20) }, signature: bytes(96),
    }),
    deposit: () => ({ proof: list(33, () => bytes(32)), data: depositData() }),
  }
}

// ---- blocks ----

const NONE = {
  proposerSlashings: 0, attesterSlashings: [], attestations: [], deposits: 0, exits: 0, changes: 0, transactions: [],
  withdrawals: 0, commitments: 0, extraData: 0,
}

const signedBlock = (fork, shape, random) => {
  const of = make(random, shape.mode)
  const payload = {
    parentHash: of.bytes(32), feeRecipient: of.bytes(20), stateRoot: of.bytes(32), receiptsRoot: of.bytes(32),
    logsBloom: of.bytes(256), prevRandao: of.bytes(32), blockNumber: of.num(), gasLimit: of.num(), gasUsed: of.num(),
    timestamp: of.num(), extraData: of.bytes(shape.extraData), baseFeePerGas: of.big(256, U256_MAX),
    blockHash: of.bytes(32), transactions: shape.transactions.map(of.bytes),
    withdrawals: of.list(shape.withdrawals, () => ({
      index: of.num(), validatorIndex: of.num(), address: of.bytes(20), amount: of.big(53, BigInt(MAX_SAFE)),
    })),
    ...(fork === 'deneb' && { blobGasUsed: of.big(64, U64_MAX), excessBlobGas: of.big(64, U64_MAX) }),
  }
  const body = {
    randaoReveal: of.bytes(96),
    eth1Data: { depositRoot: of.bytes(32), depositCount: of.num(), blockHash: of.bytes(32) },
    graffiti: of.bytes(32),
    proposerSlashings: of.list(shape.proposerSlashings, () => ({
      signedHeader1: of.bigSignedHeader(), signedHeader2: of.bigSignedHeader(),
    })),
    attesterSlashings: shape.attesterSlashings.map(([one, other]) => ({
      attestation1: of.indexed(one), attestation2: of.indexed(other),
    })),
    attestations: shape.attestations.map(of.attestation),
    deposits: of.list(shape.deposits, of.deposit),
    voluntaryExits: of.list(shape.exits, of.exit),
    syncAggregate: { syncCommitteeBits: of.bitArray(P.SYNC_COMMITTEE_SIZE), syncCommitteeSignature: of.bytes(96) },
    executionPayload: payload,
    blsToExecutionChanges: of.list(shape.changes, of.change),
    ...(fork === 'deneb' && { blobKzgCommitments: of.list(shape.commitments, () => of.bytes(48)) }),
  }
  return {
    message: {
      slot: of.num(), proposerIndex: of.num(), parentRoot: of.bytes(32), stateRoot: of.bytes(32), body,
    },
    signature: of.bytes(96),
  }
}

const payloadHeader = ({ transactions, withdrawals, ...shared }) => ({
  ...shared,
  transactionsRoot: ssz.bellatrix.Transactions.hashTreeRoot(transactions),
  withdrawalsRoot: ssz.capella.Withdrawals.hashTreeRoot(withdrawals),
})

const blinded = ({ message, signature }) => {
  const { executionPayload, ...body } = message.body
  return {
    message: { ...message, body: { ...body, executionPayloadHeader: payloadHeader(executionPayload) } },
    signature,
  }
}

// ---- one vector ----

const hex = (bytes) => '0x' + Buffer.from(bytes).toString('hex')
const print = (vector) => process.stdout.write(JSON.stringify(vector) + '\n')

const emit = (name, fork, type, codec, value, roots) =>
  print({
    name: `${presetName}-${fork}-${name}`,
    preset: base,
    maxBlobCommitmentsPerBlock: P.MAX_BLOB_COMMITMENTS_PER_BLOCK,
    fork,
    type,
    json: codec.toJson(value),
    ssz: Buffer.from(codec.serialize(value)).toString('base64'),
    roots,
  })

const emitFull = (name, fork, block) => {
  const types = ssz[fork]
  emit(name, fork, 'SignedBeaconBlock', types.SignedBeaconBlock, block, {
    block: hex(types.BeaconBlock.hashTreeRoot(block.message)),
    body: hex(types.BeaconBlockBody.hashTreeRoot(block.message.body)),
    payload: hex(types.ExecutionPayload.hashTreeRoot(block.message.body.executionPayload)),
  })
}

const emitBlinded = (name, fork, block) => {
  const types = ssz[fork]
  const value = blinded(block)
  const root = hex(types.BlindedBeaconBlock.hashTreeRoot(value.message))
  if (root !== hex(types.BeaconBlock.hashTreeRoot(block.message))) {
    throw new Error(`${name}: a blinded block has another root than the block`)
  }
  emit(name + '-blinded', fork, 'SignedBlindedBeaconBlock', types.SignedBlindedBeaconBlock, value, {
    block: root,
    body: hex(types.BlindedBeaconBlockBody.hashTreeRoot(value.message.body)),
    payload: hex(types.ExecutionPayloadHeader.hashTreeRoot(value.message.body.executionPayloadHeader)),
  })
}

// ---- what is covered ----

const typical = (random) => ({
  proposerSlashings: random.below(2),
  attesterSlashings: random.bit() ? [[random.below(5), 1 + random.below(4)]] : [],
  attestations: [random.below(300), 1 + random.below(64), random.below(2049)],
  deposits: random.below(2),
  exits: random.below(3),
  changes: random.below(3),
  transactions: Array.from({ length: random.below(5) }, () => 1 + random.below(300)),
  withdrawals: random.below(P.MAX_WITHDRAWALS_PER_PAYLOAD + 1),
  commitments: random.below(7),
  extraData: random.below(33),
})
const one = {
  proposerSlashings: 1, attesterSlashings: [[1, 1]], attestations: [1], deposits: 1, exits: 1, changes: 1,
  transactions: [1], withdrawals: 1, commitments: 1, extraData: 1,
}
const shapes = {
  empty: { mode: 'zero' },
  one: { ...one },
  largest: { ...one, mode: 'largest', attestations: [8], extraData: 32 },
  bits: { attestations: [0, 1, 7, 8, 9, 255, 256, 257, 2047, 2048] },
  transactions: { transactions: [0, 1, 31, 32, 33, 0, 64, 65, 255, 256, 257, 0] },
  indices: { attesterSlashings: [[0, 4], [5, 33]] },
  withdrawals: { withdrawals: P.MAX_WITHDRAWALS_PER_PAYLOAD, extraData: 31 },
  operations: { exits: P.MAX_VOLUNTARY_EXITS, changes: P.MAX_BLS_TO_EXECUTION_CHANGES, extraData: 32 },
  commitments: { commitments: 6, transactions: [500], withdrawals: 2 },
}
const chosen = {
  mainnet: Object.keys(shapes),
  minimal: Object.keys(shapes),
  'minimal-16': ['empty', 'one', 'commitments'],
  gnosis: ['one', 'withdrawals'],
}
const full = {
  proposerSlashings: P.MAX_PROPOSER_SLASHINGS,
  attesterSlashings: Array.from({ length: P.MAX_ATTESTER_SLASHINGS }, (_, i) => [P.MAX_VALIDATORS_PER_COMMITTEE >> (4 * i), 300]),
  attestations: Array.from({ length: P.MAX_ATTESTATIONS }, (_, i) => 13 * i),
  deposits: P.MAX_DEPOSITS,
  exits: P.MAX_VOLUNTARY_EXITS,
  changes: P.MAX_BLS_TO_EXECUTION_CHANGES,
  transactions: Array.from({ length: 200 }, (_, i) => i),
  withdrawals: P.MAX_WITHDRAWALS_PER_PAYLOAD,
  commitments: Math.min(P.MAX_BLOB_COMMITMENTS_PER_BLOCK, 100),
  extraData: 32,
}
const blockOf = (name, fork, shape) =>
  signedBlock(fork, { ...NONE, ...shape }, source(`${presetName}/${fork}/${name}`))

const ordinary = () => {
  for (const fork of FORKS) {
    for (const name of chosen[presetName]) {
      const block = blockOf(name, fork, shapes[name])
      emitFull(name, fork, block)
      if (name === 'one' || name === 'withdrawals' || name === 'empty') emitBlinded(name, fork, block)
    }
    for (let i = 1; i <= 2; i++) {
      const random = source(`${presetName}/${fork}/typical/${i}`)
      const block = signedBlock(fork, typical(random), random)
      emitFull(`typical-${i}`, fork, block)
      if (i === 1) emitBlinded(`typical-${i}`, fork, block)
    }
  }
  if (presetName === base && base !== 'gnosis') others()
}

// what is no block; the root stands under the name of its type
const others = () => {
  const random = source(`${presetName}/others`)
  const of = make(random, 'any')
  const values = {
    Attestation: ['phase0', of.attestation(77)],
    AttestationData: ['phase0', of.data()],
    IndexedAttestation: ['phase0', { attestingIndices: of.list(9, of.num), data: of.data(), signature: of.bytes(96) }],
    AttesterSlashing: ['phase0', { attestation1: of.indexed(3), attestation2: of.indexed(0) }],
    ProposerSlashing: ['phase0', { signedHeader1: of.bigSignedHeader(), signedHeader2: of.bigSignedHeader() }],
    DepositData: ['phase0', of.depositData()],
    SignedVoluntaryExit: ['phase0', of.exit()],
    SignedBeaconBlockHeader: ['phase0', of.signedHeader()],
    SignedAggregateAndProof: ['phase0', {
      message: { aggregatorIndex: of.num(), aggregate: of.attestation(2048), selectionProof: of.bytes(96) },
      signature: of.bytes(96),
    }],
    SyncCommitteeMessage: ['altair', {
      slot: of.num(), beaconBlockRoot: of.bytes(32), validatorIndex: of.num(), signature: of.bytes(96),
    }],
    SyncCommitteeContribution: ['altair', of.contribution()],
    SignedContributionAndProof: ['altair', {
      message: { aggregatorIndex: of.num(), contribution: of.contribution(), selectionProof: of.bytes(96) },
      signature: of.bytes(96),
    }],
    SignedBLSToExecutionChange: ['capella', of.change()],
  }
  for (const [type, [since, value]] of Object.entries(values)) {
    const codec = ssz[since][type]
    emit(type, since, type, codec, value, { [type]: hex(codec.hashTreeRoot(value)) })
  }
}

// a blob of mostly zeros, so that the file is small
const blob = (random) => {
  const bytes = new Uint8Array(BLOB_BYTES)
  for (let i = 0; i < 20; i++) bytes.set(random.bytes(31), 1 + 32 * random.below(BLOB_BYTES / 32))
  return bytes
}

const emitContents = (count) => {
  const name = `blobs-${count}`
  const random = source(`${presetName}/${name}`)
  const value = {
    signedBlock: blockOf(name, 'deneb', { ...one, commitments: count }),
    kzgProofs: Array.from({ length: count }, () => random.bytes(48)),
    blobs: Array.from({ length: count }, () => blob(random)),
  }
  emit(name, 'deneb', 'SignedBlockContents', ssz.deneb.SignedBlockContents, value, {
    SignedBlockContents: hex(ssz.deneb.SignedBlockContents.hashTreeRoot(value)),
  })
  const { signedBlock: { message: block }, kzgProofs, blobs } = value
  const contents = { block, kzgProofs, blobs }
  emit(name, 'deneb', 'BlockContents', ssz.deneb.BlockContents, contents, {
    BlockContents: hex(ssz.deneb.BlockContents.hashTreeRoot(contents)),
  })
}

const large = () => {
  if (presetName === 'mainnet') {
    emitFull('full', 'deneb', blockOf('full', 'deneb', full))
    for (const count of [0, 1, 6]) emitContents(count)
  }
  if (presetName === 'minimal') {
    emitFull('full', 'capella', blockOf('full', 'capella', full))
    emitContents(1)
  }
  if (presetName === 'gnosis') return
  const random = source(`${presetName}/sidecar`)
  const of = make(random, 'any')
  const sidecar = {
    index: 5, blob: blob(random), kzgCommitment: of.bytes(48), kzgProof: of.bytes(48), signedBlockHeader: of.signedHeader(),
    kzgCommitmentInclusionProof: of.list(P.KZG_COMMITMENT_INCLUSION_PROOF_DEPTH, () => of.bytes(32)),
  }
  emit('sidecar', 'deneb', 'BlobSidecar', ssz.deneb.BlobSidecar, sidecar, {
    BlobSidecar: hex(ssz.deneb.BlobSidecar.hashTreeRoot(sidecar)),
  })
}

if (part === 'large') large()
else ordinary()
