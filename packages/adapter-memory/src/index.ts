export { memoryAws } from './account/account.js'
export { defaultLimits, type Limits } from './account/limits.js'
export type { Delays } from './account/load-balancers.js'
export { copyOf, type World, worldFrom } from './account/world.js'
export {
  type AccountInShort,
  anAccount,
  type CertificateInShort,
  decodeAccountInShort
} from './account-file/an-account.js'
export { AccountFile, type Remembered, type Resources, schemaVersion } from './account-file/codec.js'
export { accountFileNamed, decodeAccountFile } from './account-file/decode.js'
export { accountFileText, toAccountFile } from './account-file/encode.js'
export { flagsInEnvironment, type Surroundings } from './account-file/environment.js'
export { flags as installationFlags } from './account-file/flags.js'
export { type FormerFlag, formerFlags } from './account-file/former-flags.js'
export { installationFrom } from './account-file/installation.js'
export { type MemoryClock, memoryClock } from './clock.js'
export { type ClusterState, memoryCluster, rememberedOf, type Told } from './cluster/cluster.js'
export { memoryKubernetes } from './cluster/kubernetes.js'
export { isStoredObject, keyOfObject as storedKeyOf, type StoredObject } from './cluster/stored-object.js'
export { isStop, type Mishap, type Occasion, withMishaps } from './mishaps.js'
