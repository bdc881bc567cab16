import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { platform } from 'node:os'
import { promisify } from 'node:util'

/** True where packages can be installed without asking anybody: Debian and its kin, as root. */
export function canUseApt(): boolean {
  return platform() === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Installs Debian packages. Several tests may ask at the same time: `apt-get update` waits for nobody, hence the lock. */
export async function installWithApt(...packages: string[]): Promise<void> {
  const apt = ['/tmp/trio-apt.lock', 'apt-get', '-y', '-qq', '-o', 'DPkg::Lock::Timeout=120']
  const options = ['-o', 'Dpkg::Options::=--force-confold', '--no-install-recommends']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await promisify(execFile)('flock', [...apt, 'update'], { env })
  await promisify(execFile)('flock', [...apt, ...options, 'install', ...packages], { env })
}
