import { families } from '../../annotations/registry.js'
import { settleFamily } from '../../annotations/settle.js'
import { valueIn } from '../../checked/checked.js'
import { nameOf } from '../../checked/diagnostic.js'
import { O } from '../../prelude.js'
import { actionNames } from '../../translate/backends.js'
import { limits } from '../data/limits.js'
import { anIngress, path, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { counted, valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { OurIngress } from '../view.js'

const inIngress = ({ object, ingress }: OurIngress): ReadonlyArray<Finding> =>
  ingress === undefined
    ? []
    : [...actionNames(ingress)].flatMap((name) => {
        const setting = valueIn(settleFamily(families.actions, ingress, name))
        if (setting === undefined || O.isNone(setting) || setting.value.value.type !== 'forward') return []
        const count = setting.value.value.targetGroups.length
        const { most } = limits.targetGroupsOfAction
        if (count <= most) return []
        const at = valueAt(object, families.actions.fullKey(name))
        const message = `${nameOf(object)}: action ${name} forwards to ${counted(count, 'target group')}, and AWS allows ${most} in one action.`
        return [finding('lint/too-many-targets', at, message, 'Divide the requests among fewer Services.')]
      })

const forward = (count: number): string =>
  JSON.stringify({
    type: 'forward',
    forwardConfig: {
      targetGroups: Array.from({ length: count }, (_, i) => ({ serviceName: `web-${i}`, servicePort: 80, weight: 1 }))
    }
  })

const sharing = (count: number): unknown =>
  anIngress({ 'actions.shared': forward(count) }, { spec: { rules: [rule('', path('/', 'shared:use-annotation'))] } })

export const tooManyTargets: Rule = {
  code: 'lint/too-many-targets',
  page: {
    why: 'One action may forward to 5 target groups. AWS refuses a rule with more, and does not raise this limit.',
    remedy: 'Divide the requests among fewer Services, or among several paths.'
  },
  valid: [[sharing(5)]],
  invalid: [[sharing(6)]],
  run: ({ ours }) => ours.flatMap(inIngress)
}
