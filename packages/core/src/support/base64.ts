const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const sixBits: ReadonlyMap<string, number> = new Map([...alphabet].map((letter, value) => [letter, value]))

const bytesOf = (letters: string): ReadonlyArray<number> => {
  const bytes: Array<number> = []
  let bits = 0
  let held = 0
  for (const letter of letters) {
    held = ((held << 6) | (sixBits.get(letter) ?? 0)) & 0xfff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  return bytes
}

const utf8 = (bytes: ReadonlyArray<number>): string | undefined => {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return undefined
  }
}

/** Padded base64, in which line breaks may stand as in a YAML block. */
export const isBase64 = (text: string): boolean => {
  const letters = text.replace(/[\r\n]/g, '')
  return letters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(letters)
}

/** The text that base64 stands for, or `undefined` where its bytes are no UTF-8. Core has neither `atob` nor `Buffer`: it runs everywhere. */
export const textOfBase64 = (text: string): string | undefined => utf8(bytesOf(text.replace(/[\r\n=]/g, '')))
