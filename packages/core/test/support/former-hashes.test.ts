import { expect, test } from 'vitest'
import { crc32Hex } from '../../src/support/crc32.js'
import { md5Hex } from '../../src/support/md5.js'

// Values that Python's zlib and hashlib give for the same bytes.
test.each([
  { name: 'nothing', text: '', expected: '00000000' },
  { name: 'a cluster', text: 'prod', expected: 'b5b41197' },
  { name: 'text beyond ASCII, as UTF-8', text: 'clüster', expected: 'b9e897a3' },
  { name: 'a sum that begins with zeros, with its zeros', text: 'a21', expected: '0afa2c4e' }
])('the CRC-32 of $name', ({ text, expected }) => {
  expect(crc32Hex(text)).toBe(expected)
})

test.each([
  { name: 'one text', texts: ['namespaceingress'], expected: '1829bd10ea7e034f7cb71aae1cc47b75' },
  { name: 'several texts, joined', texts: ['namespace', 'ingress'], expected: '1829bd10ea7e034f7cb71aae1cc47b75' }
])('the MD5 of $name', ({ texts, expected }) => {
  expect(md5Hex(...texts)).toBe(expected)
})
