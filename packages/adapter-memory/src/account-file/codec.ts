import { t } from '@alb-ingress/core'
import { GivenLimits } from '../account/limits.js'
import { Listener, LoadBalancer, Rule, SecurityGroup, TargetGroup } from '../account/records.js'
import { GivenMembers } from './given.js'

/** The shape of the members that we write ourselves; a file of another shape is refused, not guessed at. */
export const schemaVersion = 1

/** What was made or changed since the account was written down, by ARN or id; `gone` names what was deleted of it. */
const Resources = t.readonly(
  t.partial({
    /** Counts what was ever made, so that no id is given twice. */
    sequence: t.number,
    loadBalancers: t.readonlyArray(LoadBalancer),
    listeners: t.readonlyArray(Listener),
    rules: t.readonlyArray(Rule),
    targetGroups: t.readonlyArray(TargetGroup),
    securityGroups: t.readonlyArray(SecurityGroup),
    gone: t.readonlyArray(t.string)
  })
)
export type Resources = t.TypeOf<typeof Resources>

/** What Kubernetes would remember: manifests in a user's files cannot take up finalizers, status and bindings. */
const Remembered = t.readonly(
  t.partial({
    /** All finalizers of an object, by `Ingress shop/cart`. */
    finalizers: t.readonly(t.record(t.string, t.readonlyArray(t.string))),
    /** `status.loadBalancer.ingress`, by object. */
    status: t.readonly(t.record(t.string, t.readonlyArray(t.unknown))),
    /** Whole objects, as the API server would give them. */
    bindings: t.readonlyArray(t.readonly(t.record(t.string, t.unknown))),
    /** ConfigMaps that we keep, whole as well. */
    configMaps: t.readonlyArray(t.readonly(t.record(t.string, t.unknown))),
    /** Conditions of Pods that the manifest does not have, by object. */
    conditions: t.readonly(t.record(t.string, t.readonlyArray(t.unknown))),
    gone: t.readonlyArray(t.string)
  })
)
export type Remembered = t.TypeOf<typeof Remembered>

const OwnMembers = t.partial({ schema: t.number, limits: GivenLimits, resources: Resources, kubernetes: Remembered })

/** An AWS account written down: what a user says of it, and what we did there. Members that nobody knows are kept. */
export const AccountFile = t.readonly(t.intersection([GivenMembers, OwnMembers]))
export type AccountFile = t.TypeOf<typeof AccountFile>

/** Members that a file may have, for people who misspell one. */
export const memberNames: ReadonlyArray<string> = [...Object.keys(GivenMembers.props), ...Object.keys(OwnMembers.props)]
