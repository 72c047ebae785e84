import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const packages = join(import.meta.dirname, '../..')

/** A project that has installed packages as they are published. */
export interface Project extends AsyncDisposable {
  readonly folder: string
}

/** Packs what was built, and unpacks it into an empty project beside what it depends on: whatever is not published is not there. */
export async function installPacked(names: readonly string[]): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-packed-'))
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, '@tenantry'), { recursive: true })
  await Promise.all(names.map((name) => install(name, modules)))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

async function install(name: string, modules: string): Promise<void> {
  const source = join(packages, name)
  const tarball = join(modules, `${name}.tgz`)
  // Built already, by the check before this one.
  await run('pnpm', ['pack', '--config.ignore-scripts=true', '--out', tarball], { cwd: source })
  const target = join(modules, '@tenantry', name)
  await mkdir(target)
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])

  const { dependencies = {}, peerDependencies = {} } = JSON.parse(await readFile(join(target, 'package.json'), 'utf8'))
  const others = Object.keys({ ...dependencies, ...peerDependencies }).filter((key) => !key.startsWith('@tenantry/'))
  await Promise.all(others.map((other) => link(join(source, 'node_modules', other), join(modules, other))))
}

async function link(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true })
  // Two packages may depend on the same one.
  await symlink(from, to).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
}
