import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** Every name that a package offers, door by door, types marked as such: what a release promises. */
export function namesAtDoors(folder: string): string {
  const doors = sourceDoors(folder)
  const program = ts.createProgram(Object.values(doors), compilerOptions(folder))
  const sections = Object.entries(doors).map(([door, path]) => [door, ...exportedNames(program, path)].join('\n  '))
  return `${sections.join('\n\n')}\n`
}

function sourceDoors(folder: string): Record<string, string> {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const doors: Record<string, string> = {}
  for (const [door, target] of Object.entries<Record<string, string>>(exports)) {
    const source = target['@tenantry/source']
    if (source?.match(/\.tsx?$/)) doors[door] = join(folder, source)
  }
  return doors
}

function compilerOptions(folder: string): ts.CompilerOptions {
  const path = join(folder, 'tsconfig.json')
  return ts.parseJsonConfigFileContent(ts.readConfigFile(path, ts.sys.readFile).config, ts.sys, folder).options
}

function exportedNames(program: ts.Program, path: string): string[] {
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(path)
  const module = file && checker.getSymbolAtLocation(file)
  if (!module) return []
  const names = checker.getExportsOfModule(module).map((symbol) => describe(checker, symbol))
  return names.sort((a, b) => a.localeCompare(b, 'en'))
}

function describe(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return target.flags & ts.SymbolFlags.Value ? symbol.name : `type ${symbol.name}`
}
