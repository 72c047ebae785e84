import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'

/**
 * Every package that a built file or declaration names must be one that its package.json declares:
 * an inferred type can name a package that no source line imports.
 */
const packages = join(import.meta.dirname, '../..')

const undeclared = globSync('*/dist', { cwd: packages }).flatMap((dist) => missingIn(join(packages, dist, '..')))
for (const line of undeclared) console.error(line)
if (undeclared.length > 0) process.exitCode = 1

function missingIn(folder: string): string[] {
  const { name, dependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const declared = new Set([name, ...Object.keys({ ...dependencies, ...peerDependencies })])
  return globSync('dist/**/*.{js,d.ts}', { cwd: folder }).flatMap((file) =>
    [...packagesNamed(readFileSync(join(folder, file), 'utf8'))]
      .filter((dependency) => !declared.has(dependency))
      .map((dependency) => `${name}: ${file} imports ${dependency}, which package.json does not declare.`),
  )
}

function packagesNamed(code: string): Set<string> {
  const specifiers = code.matchAll(
    /^(?:import|export|\}).*?from ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/gm,
  )
  const bare = [...specifiers].map((match) => match.slice(1).find(Boolean) ?? '').filter(isPackage)
  return new Set(bare.map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier))
}

function isPackage(specifier: string): boolean {
  return specifier !== '' && !specifier.startsWith('.') && !isBuiltin(specifier)
}
