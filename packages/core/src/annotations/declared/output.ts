/** Keys that the reference's controller writes for people to read, and nobody reads back. */
export const writtenKeys: ReadonlyArray<string> = ['dry-run-plan']
