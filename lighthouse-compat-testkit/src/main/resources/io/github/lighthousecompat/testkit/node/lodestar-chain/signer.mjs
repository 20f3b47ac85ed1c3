// Signs with the interop keys, which everybody knows: that of validator i is SHA-256 of i in 32 little-endian bytes.
//
//   node signer.mjs
//   < 3 0x...                validator and signing root
//   > ok 0x...               the signature, or: error <message>
import { createInterface } from 'node:readline'
import { interopSecretKey } from '@lodestar/state-transition'

process.stdin.on('close', () => process.exit(0))
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const [validator, root] = line.split(' ')
    const signature = interopSecretKey(Number(validator)).sign(Buffer.from(root.slice(2), 'hex'))
    console.log('ok ' + '0x' + Buffer.from(signature.toBytes()).toString('hex'))
  } catch (e) {
    console.log('error ' + String(e.message).replace(/\s+/g, ' '))
  }
}
