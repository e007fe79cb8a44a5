import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Lower-case hexadecimal SHA-256 of the UTF-8 bytes of the texts, joined without separators. */
export const sha256Hex = (...texts: ReadonlyArray<string>): string => bytesToHex(sha256(utf8ToBytes(texts.join(''))))

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** SHA-256 of the UTF-8 bytes of a text, as base64 for URLs and without padding. */
export const sha256Base64Url = (text: string): string => {
  const bytes = sha256(utf8ToBytes(text))
  let letters = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const three = [bytes[i] ?? 0, bytes[i + 1] ?? 0, bytes[i + 2] ?? 0] as const
    const bits = (three[0] << 16) | (three[1] << 8) | three[2]
    for (const shift of [18, 12, 6, 0]) letters += alphabet[(bits >> shift) & 63]
  }
  return letters.slice(0, Math.ceil((bytes.length * 4) / 3))
}
