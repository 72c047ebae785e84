import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** The fenced blocks of a Markdown file that carry a file name, such as ```ts server.ts. */
export function namedSnippets(markdown: string): Record<string, string> {
  const fences = readFileSync(markdown, 'utf8').matchAll(/^```tsx? (\S+)\n(.*?)^```$/gms)
  return Object.fromEntries([...fences].map(([, name, code]) => [name, code]))
}

/** What the compiler has against sources that exist in memory only, as if they stood at the given paths. */
export function complaints(config: string, sources: Readonly<Record<string, string>>): string[] {
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, new URL('.', `file://${config}`).pathname)
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = (path) => sources[path] ?? readFile(path)
  host.fileExists = (path) => path in sources || fileExists(path)
  const program = ts.createProgram(Object.keys(sources), options, host)
  const wrong = ts.getPreEmitDiagnostics(program).filter(({ file }) => file && file.fileName in sources)
  return wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
