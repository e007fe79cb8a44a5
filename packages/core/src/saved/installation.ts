import { defaultGates, type FeatureGates, type Installation, installation } from '../install.js'
import { E, t } from '../prelude.js'
import { TextMap, word } from '../resources/fields.js'

const TextSet = new t.Type<ReadonlySet<string>, ReadonlyArray<string>, unknown>(
  'a list of texts',
  (value): value is ReadonlySet<string> => value instanceof Set,
  (value, context) => {
    const texts = t.array(t.string).validate(value, context)
    return E.isLeft(texts) ? texts : t.success(new Set(texts.right))
  },
  (texts) => [...texts].sort()
)

const maybe = <C extends t.Mixed>(codec: C) => t.union([codec, t.undefined])

const gates = Object.fromEntries(Object.keys(defaultGates).map((gate) => [gate, t.boolean]))

const Gates = new t.Type<FeatureGates, unknown, unknown>(
  'feature gates',
  (value): value is FeatureGates => t.type(gates).is(value),
  (value, context) => {
    const given = t.exact(t.partial(gates)).validate(value, context)
    return E.isLeft(given) ? given : t.success({ ...defaultGates, ...given.right })
  },
  (value) => value
)

const place = { clusterName: t.string, region: t.string, accountId: t.string, vpcId: t.string }

type Rest = Omit<Installation, keyof typeof place>

// Every setting has its line, so that none is lost on the way.
const rest: { readonly [K in keyof Rest]-?: t.Type<Rest[K], unknown, unknown> } = {
  ingressClass: t.string,
  annotationsPrefix: t.string,
  albNamePrefix: maybe(t.string),
  restrictScheme: t.boolean,
  restrictSchemeNamespace: t.string,
  defaultTags: TextMap,
  externalManagedTags: TextSet,
  defaultTargetType: word('instance', 'ip'),
  defaultBackendProtocol: word('HTTP', 'HTTPS'),
  defaultScheme: word('internal', 'internet-facing'),
  defaultSslPolicy: t.string,
  enableBackendSecurityGroup: t.boolean,
  backendSecurityGroup: maybe(t.string),
  manageBackendSecurityGroupRules: t.boolean,
  disableRestrictedSecurityGroupRules: t.boolean,
  tolerateNonExistentBackendService: t.boolean,
  tolerateNonExistentBackendAction: t.boolean,
  enableWaf: t.boolean,
  enableWafv2: t.boolean,
  enableShield: t.boolean,
  defaultPcaArn: maybe(t.string),
  allowedCertificateAuthorityArns: TextSet,
  requiredSecretsLabel: maybe(t.type({ key: t.string, value: t.string })),
  gates: Gates
}

const Shape = t.intersection([t.type(place), t.partial(rest)])

/** An installation as files keep it. What a file does not say has its usual value. */
export const InstallationCodec: t.Type<Installation, unknown, unknown> = new t.Type(
  'an installation',
  (value): value is Installation => Shape.is(value),
  (value, context) => {
    const read = Shape.validate(value, context)
    // A setting that is there and undefined is one that nobody has made.
    return E.isLeft(read) ? read : t.success(installation(read.right as Installation))
  },
  (install) => Shape.encode(install)
)
