import { describe, expect, test } from 'vitest'
import { colours, darkRules, faint, ink, kinds, type Look, paper, row, states } from '../../src/picture/palette.js'

const channel = (hex: string): number => {
  const part = Number.parseInt(hex, 16) / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

const luminance = (colour: string): number =>
  0.2126 * channel(colour.slice(1, 3)) + 0.7152 * channel(colour.slice(3, 5)) + 0.0722 * channel(colour.slice(5, 7))

/** The contrast of two colours as WCAG 2 reckons it. */
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const looks: ReadonlyArray<readonly [string, Look]> = [
  ...Object.entries(kinds),
  ...Object.entries(states),
  ['row', row]
]

describe.each(['light', 'dark'] as const)('on a %s page', (page) => {
  test.each(looks)('text on %s can be read', (_, { fill }) => {
    expect(contrast(ink[page], fill[page])).toBeGreaterThan(7)
    expect(contrast(faint[page], fill[page])).toBeGreaterThan(4.5)
  })

  test.each([...Object.entries(kinds), ...Object.entries(states)])('the line around %s can be seen', (_, { line }) => {
    expect(contrast(line[page], paper[page])).toBeGreaterThan(3)
  })
})

test('no two colours of a light page are the same, as each has one of its own in the dark', () => {
  expect(new Set(colours.map(({ light }) => light)).size).toBe(colours.length)
  for (const { light, dark } of colours) expect(darkRules()).toContain(`[fill="${light}"]{fill:${dark}}`)
})
