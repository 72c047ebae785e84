import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** The fenced blocks of a Markdown file that carry a file name, such as ```ts server.ts. */
export function namedSnippets(markdown: string): Record<string, string> {
  const fences = readFileSync(markdown, 'utf8').matchAll(/^```tsx? (\S+)\n(.*?)^```$/gms)
  return Object.fromEntries([...fences].map(([, name, code]) => [name, code]))
}

/** The tables of a Markdown file: the first cell of their head, and every name in the first column below it. */
export function tables(markdown: string): { readonly head: string; readonly names: readonly string[] }[] {
  const blocks = readFileSync(markdown, 'utf8').matchAll(/^\| *(.*?) *\|.*\n\|[ :|-]+\|\n((?:\|.*\n)*)/gm)
  return [...blocks].map(([, head = '', body = '']) => ({
    head,
    names: body
      .split('\n')
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)),
  }))
}

/**
 * A source that compiles only when a table names each property of a type, or each export of a module, and nothing else;
 * null for tables of other things.
 */
export function proofOf({ head, names }: { readonly head: string; readonly names: readonly string[] }): string | null {
  const [, type, module] = /^(?:`(\w+)` of )?`(@tenantry\/[\w/-]+)`$/.exec(head) ?? []
  if (!module) return null
  const imported = type ? `import type { ${type} as All }` : 'import * as all'
  const listed = names.map((name) => `${JSON.stringify(name)}: true`).join(', ')
  return `${imported} from '${module}'\nexport const names: Record<keyof ${type ? 'All' : 'typeof all'}, true> = { ${listed} }\n`
}

/** What the compiler has against sources that exist in memory only, as if they stood at the given paths. */
export function complaints(config: string, sources: Readonly<Record<string, string>>): string[] {
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, new URL('.', `file://${config}`).pathname)
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists, directoryExists } = host
  const paths = Object.keys(sources)
  host.readFile = (path) => sources[path] ?? readFile(path)
  host.fileExists = (path) => path in sources || fileExists(path)
  host.directoryExists = (path) => paths.some((one) => one.startsWith(`${path}/`)) || directoryExists?.(path) === true
  const program = ts.createProgram(paths, options, host)
  // File by file: what they import is checked elsewhere, and takes most of the time.
  const wrong = paths.flatMap((path) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path)))
  return wrong.map(
    ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  )
}
