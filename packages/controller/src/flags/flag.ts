import type { ValueType } from './value.js'

/** Under which heading a flag stands. */
export type Section =
  | 'General'
  | 'AWS'
  | 'Servers and leadership'
  | 'Ingress'
  | 'Security groups'
  | 'Targets'
  | 'How it acts'

/** A flag, declared once: parsing, help, the config file and the page follow from it. */
export interface Flag<A> {
  /** Without dashes; also the key in a config file. */
  readonly name: string
  readonly section: Section
  readonly type: ValueType<A>
  readonly fallback: NoInfer<A>
  /** How help writes the default where its text says too little. */
  readonly shownFallback?: string
  /** Whole sentences. */
  readonly help: string
}

/** A flag of the installation: which values it takes, and what they set, is said where installations are read. */
export interface InstallationFlag {
  readonly name: string
  readonly section: Section
  readonly placeholder: string
  readonly shownFallback: string
  readonly help: string
}
