import type { Rule } from './rule.js'
import { commentInValue } from './rules/comment-in-value.js'
import { defaultTargetType } from './rules/default-target-type.js'
import { emptyValue } from './rules/empty-value.js'
import { listenPortsMissing } from './rules/listen-ports-missing.js'
import { listenPortsShape } from './rules/listen-ports-shape.js'
import { loadBalancerName } from './rules/load-balancer-name.js'
import { lostIndentation } from './rules/lost-indentation.js'
import { missingService } from './rules/missing-service.js'
import { noEffect } from './rules/no-effect.js'
import { notAnArn } from './rules/not-an-arn.js'
import { notOurs } from './rules/not-ours.js'
import { oddValue } from './rules/odd-value.js'
import { otherDialect } from './rules/other-dialect.js'
import { pathTypeMissing } from './rules/path-type-missing.js'
import { placeholder } from './rules/placeholder.js'
import { redirectToItself } from './rules/redirect-to-itself.js'
import { repeatedCondition } from './rules/repeated-condition.js'
import { repeatedMember } from './rules/repeated-member.js'
import { rootOnly } from './rules/root-only.js'
import { serviceDefault } from './rules/service-default.js'
import { sslRedirectWithoutHttp } from './rules/ssl-redirect-without-http.js'
import { tagValue } from './rules/tag-value.js'
import { tlsSecret } from './rules/tls-secret.js'
import { tlsWithoutHttps } from './rules/tls-without-https.js'
import { tooManyCertificates } from './rules/too-many-certificates.js'
import { tooManyListeners } from './rules/too-many-listeners.js'
import { tooManyRules } from './rules/too-many-rules.js'
import { tooManyTargetGroups } from './rules/too-many-target-groups.js'
import { tooManyTargets } from './rules/too-many-targets.js'
import { tooManyValues } from './rules/too-many-values.js'
import { tooManyWildcards } from './rules/too-many-wildcards.js'
import { twoClasses } from './rules/two-classes.js'
import { undefinedAction } from './rules/undefined-action.js'
import { unknownAttribute } from './rules/unknown-attribute.js'
import { unknownField } from './rules/unknown-field.js'
import { unknownKey } from './rules/unknown-key.js'
import { unknownMember } from './rules/unknown-member.js'
import { unreachableRule } from './rules/unreachable-rule.js'
import { unreadValue } from './rules/unread-value.js'
import { unusedAction } from './rules/unused-action.js'
import { unusedCondition } from './rules/unused-condition.js'
import { unusedEntry } from './rules/unused-entry.js'
import { unusedListenerAttributes } from './rules/unused-listener-attributes.js'
import { unusedTransform } from './rules/unused-transform.js'
import { useAnnotationSpelling } from './rules/use-annotation-spelling.js'
import { wrongObject } from './rules/wrong-object.js'
import { wrongPrefix } from './rules/wrong-prefix.js'

/** All rules of lint, by the names of their files. */
export const rules: ReadonlyArray<Rule> = [
  commentInValue,
  defaultTargetType,
  emptyValue,
  listenPortsMissing,
  listenPortsShape,
  loadBalancerName,
  lostIndentation,
  missingService,
  noEffect,
  notAnArn,
  notOurs,
  oddValue,
  otherDialect,
  pathTypeMissing,
  placeholder,
  redirectToItself,
  repeatedCondition,
  repeatedMember,
  rootOnly,
  serviceDefault,
  sslRedirectWithoutHttp,
  tagValue,
  tlsSecret,
  tlsWithoutHttps,
  tooManyCertificates,
  tooManyListeners,
  tooManyRules,
  tooManyTargetGroups,
  tooManyTargets,
  tooManyValues,
  tooManyWildcards,
  twoClasses,
  undefinedAction,
  unknownAttribute,
  unknownField,
  unknownKey,
  unknownMember,
  unreachableRule,
  unreadValue,
  unusedAction,
  unusedCondition,
  unusedEntry,
  unusedListenerAttributes,
  unusedTransform,
  useAnnotationSpelling,
  wrongObject,
  wrongPrefix
]
