import {
  type Action,
  isRef,
  kinds,
  mapLeaves,
  type Resource,
  sameActions,
  sameConditions,
  sameMutualAuthentication,
  sameTransforms
} from '@alb-ingress/core'
import { physicalIdOf, stackOf, stackShapes } from '@alb-ingress/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentActions, shownActions } from '../../src/shapes/actions.js'
import { sentConditions, shownConditions } from '../../src/shapes/conditions.js'
import { sentHealthCheck, shownHealthCheck } from '../../src/shapes/health-check.js'
import { sentMutualAuthentication, shownMutualAuthentication } from '../../src/shapes/mutual-authentication.js'
import { sentPermissions, shownPermissions } from '../../src/shapes/permissions.js'
import { sentTargets, shownTargets } from '../../src/shapes/targets.js'
import { sentPairs, shownPairs } from '../../src/shapes/text-map.js'
import { sentTransforms, shownTransforms } from '../../src/shapes/transforms.js'
import * as arbitrary from '../support/shape-arbitraries.js'

// Whatever is sent comes back as it was, when AWS shows it as it was sent.

const withoutSecret = (action: Action): Action => {
  if (action.type !== 'authenticate-oidc') return action
  const { clientSecret: _, ...shown } = action
  return shown
}

const law = <A>(name: string, values: fc.Arbitrary<A>, holds: (value: A) => void): void =>
  test(name, () => {
    fc.assert(fc.property(values, holds))
  })

describe('what is sent and shown again says the same', () => {
  law('actions, but for client secrets', arbitrary.actions, (actions) => {
    const shown = shownActions(sentActions(actions).map(withoutItsSecret))
    expect(shown).toEqual(actions.map(withoutSecret))
    expect(sameActions(actions, shown ?? [])).toBe(true)
  })

  law('conditions', arbitrary.conditions, (conditions) => {
    expect(shownConditions(sentConditions(conditions))).toEqual(conditions)
  })

  law('transforms', arbitrary.transforms, (transforms) => {
    expect(shownTransforms(sentTransforms(transforms))).toEqual(transforms)
  })

  law('a health check', arbitrary.healthChecks, (check) => {
    expect(shownHealthCheck(sentHealthCheck(check))).toEqual(check)
  })

  law('mutual authentication', arbitrary.mutualAuthentications, (authentication) => {
    expect(shownMutualAuthentication(sentMutualAuthentication(authentication))).toEqual(authentication)
  })

  law('permissions', arbitrary.permissions, (permissions) => {
    expect(shownPermissions(sentPermissions(permissions))).toEqual(permissions)
  })

  law('tags and attributes', arbitrary.textMaps, (map) => {
    expect(shownPairs(sentPairs(map))).toEqual(map)
  })

  law('targets', arbitrary.targets, (targets) => {
    const shown = shownTargets(sentTargets(targets).map((Target) => ({ Target, TargetHealth: { State: 'initial' } })))
    expect(shown).toEqual(targets.map((target) => ({ ...target, state: 'initial' })))
  })
})

type SdkAction = ReturnType<typeof sentActions>[number]

const withoutItsSecret = (action: SdkAction): SdkAction =>
  action.AuthenticateOidcConfig === undefined
    ? action
    : { ...action, AuthenticateOidcConfig: { ...action.AuthenticateOidcConfig, ClientSecret: undefined } }

const bound = (resource: Resource): Resource =>
  // Literal as in a call, and otherwise as it was.
  mapLeaves(resource, (part) => (isRef(part) ? physicalIdOf(part) : part)) as Resource

const says = (resource: Resource): void => {
  switch (resource.kind) {
    case 'ListenerRule': {
      const { actions, conditions, transforms = [] } = resource.spec
      expect(sameActions(actions, shownActions(sentActions(actions)) ?? [])).toBe(true)
      expect(sameConditions(conditions, shownConditions(sentConditions(conditions)) ?? [])).toBe(true)
      expect(sameTransforms(transforms, shownTransforms(sentTransforms(transforms)) ?? [])).toBe(true)
      return
    }
    case 'Listener': {
      const { defaultActions, mutualAuthentication = { mode: 'off' } } = resource.spec
      const shown = shownMutualAuthentication(sentMutualAuthentication(mutualAuthentication))
      expect(sameActions(defaultActions, shownActions(sentActions(defaultActions)) ?? [])).toBe(true)
      expect(shown !== undefined && sameMutualAuthentication(mutualAuthentication, shown)).toBe(true)
      return
    }
    case 'TargetGroup': {
      const { healthCheck } = resource.spec
      const shown = shownHealthCheck(sentHealthCheck(healthCheck))
      expect(shown && kinds.TargetGroup.fields.healthCheck.same(healthCheck, shown)).toBe(true)
      return
    }
    case 'SecurityGroup': {
      const { ingress = [] } = resource.spec
      expect(shownPermissions(sentPermissions(ingress))).toEqual(ingress)
    }
  }
}

test('what a stack holds is the same to the core when AWS shows it', () => {
  fc.assert(
    fc.property(stackShapes, (shape) => {
      for (const resource of stackOf(shape).resources) says(bound(resource))
    })
  )
})
