import { describe, expect, test } from 'vitest'
import { asciiGlyphs, plainStyle } from '../../src/render/style.js'
import type { Status } from '../../src/status/status.js'
import { statusText } from '../../src/status/text.js'

const of = (kind: Status['kind'], name: string, more: Partial<Status> = {}): Status => ({
  ...{ kind, name, about: [], health: 'well', reasons: [], parts: [] },
  ...more
})

const ill = of('Target', 'target 10.0.0.2:80', { about: ['unhealthy'], health: 'unwell', reasons: ['Target.Timeout'] })
const group = of('Group', 'group shop/web', {
  about: ['Ingress shop/web'],
  parts: [of('TargetGroup', 'target group cart', { parts: [of('Target', 'target 10.0.0.1:80'), ill] })]
})

describe('a status as text', () => {
  test('shows each thing on a line, reasons below it, and of targets only those that are not well', () => {
    expect(statusText([group], plainStyle)).toBe(
      [
        '✓ group shop/web  Ingress shop/web',
        '  ✓ target group cart',
        '    ! target 10.0.0.2:80  unhealthy',
        '        Target.Timeout',
        '',
        '1 group is not well.'
      ].join('\n')
    )
  })

  test('has other signs where there is only ASCII', () => {
    const waiting = of('Group', 'group a', { health: 'waiting', reasons: ['soon'] })
    const text = statusText([waiting, of('Group', 'group b')], { ...plainStyle, glyphs: asciiGlyphs })
    expect(text).toBe('~ group a\n    soon\n\n* group b\n\n1 group is not well.')
  })

  test.each([
    { groups: [], says: 'No Ingress is ours.' },
    { groups: [of('Group', 'group a')], says: 'All is well.' },
    { groups: [group, group], says: '2 groups are not well.' }
  ])('ends with: $says', ({ groups, says }) => {
    expect(statusText(groups, plainStyle).split('\n').at(-1)).toBe(says)
  })
})
