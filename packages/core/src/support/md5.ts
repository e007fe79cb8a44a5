import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Lower-case hexadecimal MD5 of the UTF-8 bytes of the texts, joined without separators. Only for names that others gave: it protects nothing. */
export const md5Hex = (...texts: ReadonlyArray<string>): string => bytesToHex(md5(utf8ToBytes(texts.join(''))))
