// A chain that begins on Capella and goes on to Deneb, kept in memory, with interop validators who all do their duty.
//
// States, signatures and the fork are the work of @lodestar/state-transition, payloads that of the execution layer. There
// is no clock: a slot comes when it is asked for. There are no peers and no fork choice, and blobs are not checked beyond
// their commitments.
import { createHash } from 'node:crypto'
import blst from '@chainsafe/blst'
import { Tree } from '@chainsafe/persistent-merkle-tree'
import { BitArray } from '@chainsafe/ssz'
import { createBeaconConfig, createChainForkConfig, defaultChainConfig } from '@lodestar/config'
import {
  DOMAIN_BEACON_ATTESTER, DOMAIN_BEACON_PROPOSER, DOMAIN_RANDAO, DOMAIN_SYNC_COMMITTEE, ForkSeq, SLOTS_PER_EPOCH,
} from '@lodestar/params'
import * as transition from '@lodestar/state-transition'
import { ssz } from '@lodestar/types'
import { hex } from './execution.mjs'

const VALIDATORS = 8
const BALANCE = 32_000_000_000 // Gwei
export const keys = transition.interopSecretKeys(VALIDATORS)
export const epochOf = (slot) => Math.floor(slot / SLOTS_PER_EPOCH)
export const versionedHash = (commitment) => '0x01' + createHash('sha256').update(commitment).digest('hex').slice(2)

// A block that is refused; everything else that fails is a fault of the chain itself.
export class Refused extends Error {}

// ---- genesis: after the merge, on the first block of the execution layer ----

const newState = (chainConfig, first) => {
  const forks = createChainForkConfig(chainConfig)
  const depositRoot = ssz.phase0.DepositDataRootList.hashTreeRoot([])
  const eth1Data = { depositRoot, depositCount: 0, blockHash: first.blockHash }
  const header = transition.getTemporaryBlockHeader(forks, ssz.capella.BeaconBlock.defaultValue())
  const state = transition.getGenesisBeaconState(forks, eth1Data, header)
  state.genesisTime = first.timestamp
  keys.forEach((key, index) => {
    state.validators.push(ssz.phase0.Validator.toViewDU({
      pubkey: key.toPublicKey().toBytes(),
      // to an execution address, so that what is above the balance is withdrawn
      withdrawalCredentials: Uint8Array.from([1, ...Array(11).fill(0), ...Array(20).fill(0xa0 + index)]),
      effectiveBalance: BALANCE, slashed: false, activationEligibilityEpoch: 0, activationEpoch: 0,
      exitEpoch: Infinity, withdrawableEpoch: Infinity,
    }))
    state.balances.push(BALANCE + 1_000_000 * (index + 1))
    state.previousEpochParticipation.push(0)
    state.currentEpochParticipation.push(0)
    state.inactivityScores.push(0)
  })
  const { transactions, withdrawals, ...fields } = first
  state.latestExecutionPayloadHeader = ssz.capella.ExecutionPayloadHeader.toViewDU({
    ...fields,
    transactionsRoot: ssz.bellatrix.Transactions.hashTreeRoot(transactions),
    withdrawalsRoot: ssz.capella.Withdrawals.hashTreeRoot(withdrawals),
  })
  state.commit()
  state.genesisValidatorsRoot = Uint8Array.from(state.validators.hashTreeRoot())
  state.commit()
  return state
}

const withCaches = (state, chainConfig, options) => {
  const { genesisValidatorsRoot } = state
  const shared = transition.createEmptyEpochCacheImmutableData(chainConfig, { genesisValidatorsRoot })
  return transition.createCachedBeaconState(state, shared, options)
}

const genesisState = (chainConfig, first) => {
  const state = newState(chainConfig, first)
  const { epochCtx } = withCaches(state.clone(), chainConfig, { skipSyncCommitteeCache: true })
  const everybody = Uint32Array.from(keys.keys())
  const { syncCommittee } =
    transition.getNextSyncCommittee(ForkSeq.capella, state, everybody, epochCtx.effectiveBalanceIncrements)
  state.currentSyncCommittee = ssz.altair.SyncCommittee.toViewDU(syncCommittee)
  state.nextSyncCommittee = ssz.altair.SyncCommittee.toViewDU(syncCommittee)
  state.commit()
  return withCaches(state, chainConfig)
}

export class Chain {
  // Every block, with its state after it and its blobs: { fork, slot, root, signed, state, blobSidecars }.
  byRoot = new Map()
  bySlot = new Map()
  feeRecipients = new Map()
  listeners = new Set()

  static async begin(executionLayer, secondsPerSlot, denebEpoch) {
    return new Chain(executionLayer, await executionLayer.first(), secondsPerSlot, denebEpoch)
  }

  constructor(executionLayer, first, secondsPerSlot, denebEpoch) {
    this.executionLayer = executionLayer
    this.first = first
    this.secondsPerSlot = secondsPerSlot
    const chainConfig = {
      ...defaultChainConfig, CONFIG_NAME: 'lighthouse-compat', PRESET_BASE: 'minimal', TERMINAL_TOTAL_DIFFICULTY: 0n,
      SECONDS_PER_SLOT: secondsPerSlot, SLOT_DURATION_MS: 1000 * secondsPerSlot,
      ALTAIR_FORK_EPOCH: 0, BELLATRIX_FORK_EPOCH: 0, CAPELLA_FORK_EPOCH: 0, DENEB_FORK_EPOCH: denebEpoch,
      ELECTRA_FORK_EPOCH: Infinity, FULU_FORK_EPOCH: Infinity, GLOAS_FORK_EPOCH: Infinity,
    }
    const state = genesisState(chainConfig, first)
    this.genesisValidatorsRoot = state.genesisValidatorsRoot
    this.config = createBeaconConfig(chainConfig, state.genesisValidatorsRoot)
    const block = ssz.capella.SignedBeaconBlock.defaultValue()
    block.message.stateRoot = state.hashTreeRoot()
    this.store('capella', block, state, [])
  }

  store(fork, signed, state, blobSidecars) {
    const root = ssz[fork].BeaconBlock.hashTreeRoot(signed.message)
    this.head = { fork, slot: signed.message.slot, root, signed, state, blobSidecars }
    this.byRoot.set(hex(root), this.head)
    this.bySlot.set(this.head.slot, this.head)
  }

  genesis() {
    return this.bySlot.get(0)
  }

  justified() {
    return this.checkpointed(this.head.state.currentJustifiedCheckpoint)
  }

  finalized() {
    return this.checkpointed(this.head.state.finalizedCheckpoint)
  }

  // A checkpoint before the first has no root.
  checkpointed({ root }) {
    return this.byRoot.get(hex(root)) ?? this.genesis()
  }

  forkchoice() {
    const hash = ({ slot, signed: { message: { body } } }) =>
      hex(slot === 0 ? this.first.blockHash : body.executionPayload.blockHash)
    return {
      headBlockHash: hash(this.head), safeBlockHash: hash(this.justified()), finalizedBlockHash: hash(this.finalized()),
    }
  }

  // ---- duties of the validators ----

  signature(validator, objectRoot, domain) {
    return keys[validator].sign(ssz.phase0.SigningData.hashTreeRoot({ objectRoot, domain }))
  }

  attestationData(state, slot, index) {
    const epoch = epochOf(slot)
    const source = epoch === state.epochCtx.epoch ? state.currentJustifiedCheckpoint : state.previousJustifiedCheckpoint
    const root = (at) => transition.getBlockRootAtSlot(state, at)
    return {
      slot, index, beaconBlockRoot: root(slot), source: { epoch: source.epoch, root: source.root },
      target: { epoch, root: root(epoch * SLOTS_PER_EPOCH) },
    }
  }

  // To the block of the last slot, if there is one.
  attestations(state) {
    const slot = state.slot - 1
    if (slot === 0 || this.head.slot !== slot) return []
    const domain = this.config.getDomain(state.slot, DOMAIN_BEACON_ATTESTER, slot)
    return Array.from({ length: state.epochCtx.getCommitteeCountPerSlot(epochOf(slot)) }, (_, index) => {
      const data = this.attestationData(state, slot, index)
      const root = ssz.phase0.AttestationData.hashTreeRoot(data)
      const members = [...state.epochCtx.getBeaconCommittee(slot, index)]
      const signatures = members.map((member) => this.signature(member, root, domain))
      return {
        aggregationBits: BitArray.fromBoolArray(members.map(() => true)), data,
        signature: blst.aggregateSignatures(signatures).toBytes(),
      }
    })
  }

  syncAggregate(state) {
    const domain = this.config.getDomain(state.slot, DOMAIN_SYNC_COMMITTEE, state.slot - 1)
    const root = transition.getBlockRootAtSlot(state, state.slot - 1)
    const members = [...state.epochCtx.currentSyncCommitteeIndexed.validatorIndices]
    const signatures = members.map((member) => this.signature(member, root, domain))
    return {
      syncCommitteeBits: BitArray.fromBoolArray(members.map(() => true)),
      syncCommitteeSignature: blst.aggregateSignatures(signatures).toBytes(),
    }
  }

  randaoReveal(state, proposer) {
    const domain = this.config.getDomain(state.slot, DOMAIN_RANDAO)
    return this.signature(proposer, ssz.Epoch.hashTreeRoot(state.epochCtx.epoch), domain).toBytes()
  }

  // ---- blocks ----

  stateAt(slot) {
    return transition.processSlots(this.head.state.clone(), slot)
  }

  // A block to sign: { fork, block, value, kzgProofs, blobs }.
  async produce(slot, randaoReveal, graffiti = 'lighthouse-compat') {
    const { head, config } = this
    if (slot <= head.slot) throw new Refused(`slot ${slot} is not after that of the head, ${head.slot}`)
    const state = this.stateAt(slot)
    const fork = config.getForkName(slot)
    const proposer = state.epochCtx.getBeaconProposer(slot)
    const built = await this.executionLayer.build(fork, this.forkchoice(), {
      timestamp: this.first.timestamp + slot * this.secondsPerSlot,
      prevRandao: transition.getRandaoMix(state, state.epochCtx.epoch),
      feeRecipient: this.feeRecipients.get(proposer) ?? '0x' + 'cc'.repeat(20),
      withdrawals: transition.getExpectedWithdrawals(config.getForkSeq(slot), state).withdrawals,
      parentRoot: head.root,
    })
    const block = ssz[fork].BeaconBlock.defaultValue()
    Object.assign(block, { slot, proposerIndex: proposer, parentRoot: head.root })
    Object.assign(block.body, {
      randaoReveal: randaoReveal ?? this.randaoReveal(state, proposer),
      graffiti: Buffer.concat([Buffer.from(graffiti), Buffer.alloc(32)], 32),
      eth1Data: state.eth1Data.toValue(), attestations: this.attestations(state),
      syncAggregate: this.syncAggregate(state), executionPayload: built.payload,
      ...(fork === 'deneb' && { blobKzgCommitments: built.commitments }),
    })
    block.stateRoot = this.apply({ message: block, signature: new Uint8Array(96) }, false).hashTreeRoot()
    const { value, kzgProofs, blobs } = built
    // the types keep roots on the values that they have seen, and this one was seen without its state root
    return { fork, block: ssz[fork].BeaconBlock.clone(block), value, kzgProofs, blobs }
  }

  apply(signed, isChecked) {
    return transition.stateTransition(this.head.state, signed, {
      verifyStateRoot: isChecked, verifyProposer: isChecked, verifySignatures: isChecked,
      executionPayloadStatus: transition.ExecutionPayloadStatus.valid,
      dataAvailabilityStatus: transition.DataAvailabilityStatus.Available,
    })
  }

  // Checks all that a block says, then makes it the head here and in the execution layer.
  async importBlock(signed, kzgProofs = [], blobs = []) {
    const { slot, parentRoot, body } = signed.message
    const fork = this.config.getForkName(slot)
    const commitments = body.blobKzgCommitments ?? []
    if (hex(parentRoot) !== hex(this.head.root)) throw new Refused('the parent of the block is not the head')
    if (blobs.length !== commitments.length || kzgProofs.length !== commitments.length) {
      throw new Refused(`${commitments.length} commitments, ${kzgProofs.length} proofs and ${blobs.length} blobs`)
    }
    const state = this.checked(signed)
    const hashes = commitments.map(versionedHash)
    const { status, validationError } = await this.executionLayer.judge(fork, body.executionPayload, hashes, parentRoot)
    if (status !== 'VALID') throw new Refused(`the payload is ${status}: ${validationError}`)
    const finalized = this.finalized()
    this.store(fork, signed, state, this.sidecars(fork, signed, kzgProofs, blobs))
    await this.executionLayer.choose(fork, this.forkchoice())
    this.announce(this.finalized() !== finalized)
  }

  checked(signed) {
    try {
      return this.apply(signed, true)
    } catch (e) {
      throw new Refused('the block is not valid: ' + e.message)
    }
  }

  // The next slots, each with a block.
  async advance(count) {
    for (let i = 0; i < count; i++) {
      const { fork, block, kzgProofs, blobs } = await this.produce(this.head.slot + 1)
      const domain = this.config.getDomain(block.slot, DOMAIN_BEACON_PROPOSER)
      const signature = this.signature(block.proposerIndex, ssz[fork].BeaconBlock.hashTreeRoot(block), domain).toBytes()
      await this.importBlock({ message: block, signature }, kzgProofs, blobs)
    }
    return hex(this.head.root)
  }

  header(fork, { message: { body, ...fields }, signature }) {
    return { message: { ...fields, bodyRoot: ssz[fork].BeaconBlockBody.hashTreeRoot(body) }, signature }
  }

  sidecars(fork, signed, kzgProofs, blobs) {
    if (fork !== 'deneb') return []
    const type = ssz.deneb.BeaconBlockBody
    const { body } = signed.message
    const tree = new Tree(type.toView(body).node)
    const signedBlockHeader = this.header(fork, signed)
    return blobs.map((blob, index) => ({
      index, blob, kzgCommitment: body.blobKzgCommitments[index], kzgProof: kzgProofs[index], signedBlockHeader,
      kzgCommitmentInclusionProof: tree.getSingleProof(type.getPathInfo(['blobKzgCommitments', index]).gindex),
    }))
  }

  // ---- events ----

  announce(hasFinalized) {
    const { slot, root, state, signed, blobSidecars } = this.head
    const block = hex(root)
    const { epoch } = state.epochCtx
    blobSidecars.forEach(({ index, kzgCommitment }) => this.emit('blob_sidecar', {
      blockRoot: block, index, slot, kzgCommitment: hex(kzgCommitment), versionedHash: versionedHash(kzgCommitment),
    }))
    this.emit('block', { slot, block, executionOptimistic: false })
    this.emit('head', {
      slot, block, state: hex(signed.message.stateRoot), epochTransition: slot % SLOTS_PER_EPOCH === 0,
      previousDutyDependentRoot: hex(this.attesterDependentRoot(state, epoch)),
      currentDutyDependentRoot: hex(this.attesterDependentRoot(state, epoch + 1)), executionOptimistic: false,
    })
    if (hasFinalized) {
      const last = this.finalized()
      this.emit('finalized_checkpoint', {
        block: hex(last.root), state: hex(last.signed.message.stateRoot), epoch: state.finalizedCheckpoint.epoch,
        executionOptimistic: false,
      })
    }
  }

  attesterDependentRoot(state, epoch) {
    return transition.attesterShufflingDecisionRoot(state, epoch) ?? this.head.root
  }

  proposerDependentRoot(state) {
    return transition.proposerShufflingDecisionRoot(this.config.getForkName(state.slot), state) ?? this.head.root
  }

  emit(type, message) {
    this.listeners.forEach(({ topics, onEvent }) => topics.includes(type) && onEvent({ type, message }))
  }
}
