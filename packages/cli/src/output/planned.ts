import { type Diagnostic, isError, type Outlook, type Plan, planText, printable, type Style } from '@alb-ingress/core'

/** Ingresses that are somebody else's, a line for each. */
export const notServedText = ({ unmanaged }: Pick<Outlook, 'unmanaged'>): string =>
  unmanaged.map(({ ingress, because }) => printable(`Not served: ${ingress}, as ${because}.`)).join('\n')

/** The plan; where it is empty for another reason than that all is done, that reason. */
export const plannedText = (
  plan: Plan,
  outlook: Pick<Outlook, 'groups' | 'unmanaged'>,
  findings: ReadonlyArray<Diagnostic>,
  style: Style,
  withheld: ReadonlyArray<unknown> = []
): string => {
  if (plan.steps.length > 0) return planText(plan, style)
  if (findings.some(isError)) return 'Nothing to do until what is refused is mended.'
  if (withheld.length > 0) return 'Nothing to do that the policy allows.'
  if (outlook.groups.length > 0) return planText(plan, style)
  if (outlook.unmanaged.length === 0) return 'Nothing to do: the manifests have no Ingress.'
  return `Nothing to do: no Ingress is ours.\n${notServedText(outlook)}`
}
