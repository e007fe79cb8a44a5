import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Lower-case hexadecimal SHA-256 of the UTF-8 bytes of the texts, joined without separators. */
export const sha256Hex = (...texts: ReadonlyArray<string>): string => bytesToHex(sha256(utf8ToBytes(texts.join(''))))
