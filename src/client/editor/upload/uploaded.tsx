import { describeSize } from '#whatsapp/file-words.ts'
import { readMode } from '../../config.ts'
import { Remark } from '../remark.tsx'
import { NOUN } from './drop-zone.tsx'
import type { FileInputProps } from './file-input.tsx'
import { FileInput } from './file-input.tsx'
import { KindIcon } from './kind-icon.tsx'
import type { UploadRecord } from './upload-record.ts'
import { findRecord } from './upload-record.ts'

type UploadedProps = Omit<FileInputProps, 'label'> & { id: string; hintId: string }

/** A file that WhatsApp holds, as far as this browser remembers it. */
export function Uploaded({ id, hintId, ...input }: UploadedProps) {
  const { kind } = input
  const record = findRecord(id)
  return (
    <>
      <div className="upload-card">
        <KindIcon kind={kind} id={id} />
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate font-medium">
            {record ? record.name : `Media ID ${id}`}
          </p>
          <p id={hintId} className="text-[13px] text-soft">
            {record
              ? `${describeSize(record.size)}, uploaded, ${describeLife(record)}`
              : 'Uploaded from elsewhere. It works for 30 days from then.'}
          </p>
        </div>
        <span className="upload-replace quiet">
          Replace
          <FileInput label={`Replace the ${NOUN[kind]}`} {...input} />
        </span>
      </div>
      {record && remarksOn(record).map((remark) => <Remark key={remark}>{remark}</Remark>)}
    </>
  )
}

// Source: Cloud API media page, September 2026.
const LIFE_DAYS = 30
const DAY = 86_400_000

function daysLeft({ at }: UploadRecord): number {
  return LIFE_DAYS - Math.floor((Date.now() - at) / DAY)
}

function describeLife(record: UploadRecord): string {
  const days = daysLeft(record)
  if (days <= 0) return 'no longer good'
  return days === 1 ? 'good for one more day' : `good for ${days} days`
}

function remarksOn(record: UploadRecord): string[] {
  const days = daysLeft(record)
  const isOfOtherMode = record.mode === 'simulator' && readMode() === 'live'
  return [
    ...(isOfOtherMode
      ? ['This file went to the simulator alone. Choose it again, so that WhatsApp gets it.']
      : []),
    ...(days <= 0 ? ['WhatsApp keeps a file for 30 days. Choose it again.'] : []),
    ...(days > 0 && days <= 3
      ? ['WhatsApp keeps a file for 30 days. Choose it again if you send this later.']
      : []),
    ...record.remarks,
  ]
}
