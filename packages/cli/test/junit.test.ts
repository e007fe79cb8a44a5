import { expect, test } from 'vitest'
import { junitText } from '../src/output/junit.js'

test('suites, cases and failures are counted, and failures told', () => {
  const text = junitText('alb-ingress lint', [
    {
      name: 'shop.yaml',
      cases: [
        { name: 'sound' },
        { name: 'unsound', file: 'shop.yaml', line: 3, failure: { type: 'code', message: 'why', text: 'more\nlines' } }
      ]
    },
    { name: 'empty', cases: [] }
  ])
  expect(text).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="alb-ingress lint" tests="2" failures="1" errors="0" skipped="0" time="0">
      <testsuite name="shop.yaml" tests="2" failures="1" errors="0" skipped="0" time="0">
        <testcase name="sound" classname="shop.yaml" time="0"/>
        <testcase name="unsound" classname="shop.yaml" file="shop.yaml" line="3" time="0">
          <failure type="code" message="why">more
    lines</failure>
        </testcase>
      </testsuite>
      <testsuite name="empty" tests="0" failures="0" errors="0" skipped="0" time="0">
      </testsuite>
    </testsuites>
    "
  `)
})

test.each([
  {
    name: 'markup is escaped',
    text: `<a href="x">'&'</a>`,
    expected: '&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;'
  },
  { name: 'a line break in an attribute stays one', text: 'a\nb\r\nc', expected: 'a&#10;b&#10;c' },
  {
    name: 'characters that XML cannot hold are replaced',
    text: 'a\u0000b\u001b[31m\u{FFFE}',
    expected: 'a\u{FFFD}b\u{FFFD}[31m\u{FFFD}'
  },
  { name: 'half of a surrogate pair is replaced, a whole one stays', text: 'a\uD800b😀', expected: 'a\u{FFFD}b😀' }
])('$name', ({ text, expected }) => {
  const cases = [{ name: 'x', failure: { type: 't', message: text, text: '' } }]
  expect(junitText('suite', [{ name: 'x', cases }])).toContain(`message="${expected}"`)
})
