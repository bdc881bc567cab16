import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canUseApt, installWithApt } from '../setup/apt.ts'
import type { RunningProcess } from '../setup/process.ts'
import { startProgram } from '../setup/process.ts'

/** Installs nginx where there is none; a sentence where it cannot be had. */
export async function findNginx(): Promise<string | undefined> {
  if (isInstalled()) return undefined
  if (!canUseApt()) return 'nginx is not installed, and only Debian as root can be given it.'
  try {
    await installWithApt('nginx-light')
  } catch {
    return 'nginx could not be installed.'
  }
  return isInstalled() ? undefined : 'nginx was installed but does not start.'
}

/** One worker, as Trio is one process, that adds the token to what it forwards to the fake Cloud API. */
export async function startNginx(port: number, upstreamPort: number): Promise<RunningProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'trio-nginx-'))
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, toConfiguration(folder, port, upstreamPort))
  const args = ['-c', file, '-p', folder, '-e', join(folder, 'error.log')]
  const server = startProgram('nginx', args, { cwd: folder, env: process.env })
  return {
    ...server,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function isInstalled(): boolean {
  return spawnSync('nginx', ['-v']).status === 0
}

function toConfiguration(folder: string, port: number, upstreamPort: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `daemon off;
master_process off;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 100000000;
${temporary.map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  upstream cloud { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      rewrite ^ /v26.0/106540352242922/messages break;
      proxy_pass http://cloud;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Authorization "Bearer measured";
    }
  }
}
`
}
