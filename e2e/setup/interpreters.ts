import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { platform } from 'node:os'

const INTERPRETERS = {
  php: { variable: 'PHP_PATH', aptPackage: 'php-cli' },
  python3: { variable: 'PYTHON_PATH', aptPackage: 'python3' },
} as const

// The lock keeps installations of one test run from meeting in apt's own, which `update` does not wait for.
const APT = ['/tmp/trio-apt.lock', 'apt-get', '-y', '-qq', '-o', 'DPkg::Lock::Timeout=120']

/** An interpreter that starts on this machine: the one its variable names, else that of the PATH. Installs it, or throws. */
export function ensureInterpreter(name: keyof typeof INTERPRETERS): string {
  const { variable, aptPackage } = INTERPRETERS[name]
  const wanted = process.env[variable]
  if (wanted && !starts(wanted)) throw new Error(`${variable} is ${wanted}, but that does not start.`)
  if (wanted || starts(name)) return wanted || name
  if (platform() === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`No ${name} found (${variable} can name one). Installing ${aptPackage} with apt-get …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync('flock', [...APT, 'update'], { stdio: 'inherit', env })
    execFileSync('flock', [...APT, 'install', '--no-install-recommends', aptPackage], {
      stdio: 'inherit',
      env,
    })
    if (starts(name)) return name
  }
  throw new Error(
    `The tests of the snippets need ${name}. Install it (apt-get install ${aptPackage}), or set ${variable} to one.`,
  )
}

function starts(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}
