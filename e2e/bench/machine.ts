import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'

const BUSY_LIMIT = 0.15
const PATIENCE_MS = 180_000
const SAMPLE_MS = 1_000

let patienceLeftMs = PATIENCE_MS

/** Waits until other work leaves the machine alone; gives the busy share (0…1) with which it had to go on. */
export async function waitForQuiet(): Promise<number> {
  let busy = await sampleBusyShare()
  for (; busy > BUSY_LIMIT && patienceLeftMs > 0; patienceLeftMs -= SAMPLE_MS) busy = await sampleBusyShare()
  return busy
}

export function isNoisy(busyShare: number): boolean {
  return busyShare > BUSY_LIMIT
}

export function describeMachine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.version}`
}

/** Processor time that a process has used so far, in milliseconds; not a number where there is no /proc. */
export function readProcessorMs(pid: number): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return Number.NaN
  // After the name in brackets: user and system time are the 12th and 13th entries, in hundredths of a second.
  const entries = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(entries[11]) + Number(entries[12])) * 10
}

/** Resident memory of a process in megabytes, now or at its highest; not a number where there is no /proc. */
export function readMemoryMb(pid: number, which: 'now' | 'highest' = 'now'): number {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return Number.NaN
  const line = which === 'now' ? /^VmRSS:\s+(\d+)/m : /^VmHWM:\s+(\d+)/m
  return (Number(line.exec(readFileSync(file, 'utf8'))?.[1]) * 1024) / 1e6
}

async function sampleBusyShare(): Promise<number> {
  const before = readTimes()
  await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS))
  const after = readTimes()
  return 1 - (after.idle - before.idle) / Math.max(1, after.total - before.total)
}

function readTimes(): { idle: number; total: number } {
  const times = cpus().map((cpu) => cpu.times)
  const idle = times.reduce((sum, time) => sum + time.idle, 0)
  return {
    idle,
    total: idle + times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0),
  }
}
