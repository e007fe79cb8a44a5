import { utf8ToBytes } from '@noble/hashes/utils.js'

const polynomial = 0xedb88320

const shifted = (remainder: number): number => (remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1)

/** The CRC-32 (IEEE) of the UTF-8 bytes of a text, as eight lower-case hexadecimal digits. */
export const crc32Hex = (text: string): string => {
  let remainder = 0xffffffff
  for (const byte of utf8ToBytes(text)) {
    remainder ^= byte
    for (let bit = 0; bit < 8; bit++) remainder = shifted(remainder)
  }
  return (~remainder >>> 0).toString(16).padStart(8, '0')
}
