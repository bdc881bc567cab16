import { spawnSync } from 'node:child_process'
import { canUseApt, installWithApt } from './apt.ts'

const INTERPRETERS = {
  php: { variable: 'PHP_PATH', aptPackage: 'php-cli' },
  python3: { variable: 'PYTHON_PATH', aptPackage: 'python3' },
} as const

/** An interpreter that starts on this machine: the one its variable names, else that of the PATH. Installs it, or throws. */
export async function ensureInterpreter(name: keyof typeof INTERPRETERS): Promise<string> {
  const { variable, aptPackage } = INTERPRETERS[name]
  const wanted = process.env[variable]
  if (wanted && !starts(wanted)) throw new Error(`${variable} is ${wanted}, but that does not start.`)
  if (wanted || starts(name)) return wanted || name
  if (canUseApt()) {
    console.log(`No ${name} found (${variable} can name one). Installing ${aptPackage} with apt-get …`)
    await installWithApt(aptPackage)
    if (starts(name)) return name
  }
  throw new Error(
    `The tests of the snippets need ${name}. Install it (apt-get install ${aptPackage}), or set ${variable} to one.`,
  )
}

function starts(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}
