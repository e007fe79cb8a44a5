/** The part of the library that is used here; it brings no types of its own. */
declare module 'write-file-atomic' {
  const writeFileAtomic: (path: string, text: string, options?: { readonly mode: number }) => Promise<void>
  // biome-ignore lint/style/noDefaultExport: this is how the library exports it
  export default writeFileAtomic
}
