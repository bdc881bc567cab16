import { useSyncExternalStore } from 'react'
import { toFileName } from '#whatsapp/file-name.ts'
import type { Mending } from '#whatsapp/file-words.ts'
import { describeSize } from '#whatsapp/file-words.ts'
import type { MediaKind } from '#whatsapp/media.ts'
import { MEDIA_KINDS, readExtension } from '#whatsapp/media.ts'
import type { FileCheck } from '#whatsapp/media-file.ts'
import { BYTES_TO_CHECK, checkMediaFile } from '#whatsapp/media-file.ts'
import { askToLogIn, refreshConfig } from '../../config.ts'
import type { MessageForm } from '../../form.ts'
import { hideOnTheWay, keepUploaded, showOnTheWay } from '../../local-media.ts'
import { announce } from '../../ui/announcer.tsx'
import { isWithinDraft } from '../../undo/within-draft.ts'
// All that an upload may need is loaded before it begins: when the line breaks, it is too late for that.
import type { Failure } from './explain-failure.ts'
import { explainFailure } from './explain-failure.ts'
import type { Post } from './post-file.ts'
import { postFile } from './post-file.ts'
import { toJpeg } from './to-jpeg.ts'
import { isGivenName, keepRecord } from './upload-record.ts'

/** `sent` in bytes. What has arrived is `idle` again: its media ID stands in the form. */
export type Upload =
  | { phase: 'idle' }
  | { phase: 'checking'; file: File }
  | { phase: 'converting'; file: File }
  | { phase: 'refused'; file: File; message: string; mending?: Mending }
  | { phase: 'sending'; file: File; sent: number }
  | { phase: 'failed'; file: File; message: string }

const IDLE: Upload = { phase: 'idle' }

// One upload for each kind of header. They outlive the fields, so that looking at another kind stops none.
const uploads = new Map<MediaKind, Upload>()
const posts = new Map<MediaKind, Post>()
/** The file name before that of a first document took its place, to be put back if that is cancelled. */
let fileNameBefore: string | undefined
const followed = new WeakSet<MessageForm['control']>()
const listeners = new Set<() => void>()

export function useUpload(kind: MediaKind): Upload {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => uploads.get(kind) ?? IDLE,
    () => IDLE,
  )
}

/** Takes what was chosen, dropped or pasted: one file, as a header holds no more. */
export async function takeFiles(form: MessageForm, kind: MediaKind, files: File[]): Promise<void> {
  const [file] = files
  if (!file) return
  if (files.length === 1) return takeFile(form, kind, file)
  stop(kind)
  refuse(kind, file, { message: `These are ${files.length} files, and a header holds one. Choose it alone.` })
}

/** Checks a file and, if nothing is wrong with it, uploads it and puts its media ID into the form. */
async function takeFile(form: MessageForm, kind: MediaKind, file: File): Promise<void> {
  stop(kind)
  const checking: Upload = { phase: 'checking', file }
  change(kind, checking)
  const [head, tail, config] = await Promise.all([
    readBytes(file.slice(0, BYTES_TO_CHECK[kind])),
    readBytes(file.slice(-BYTES_TO_CHECK.document)),
    refreshConfig(),
  ])
  if (uploads.get(kind) !== checking) return
  if (!head || !tail) return refuse(kind, file, { message: UNREADABLE })
  const most = kind === 'document' && typeof config === 'object' ? config.documentMaxBytes : undefined
  const check = checkMediaFile(kind, { name: file.name, size: file.size, head, tail }, most)
  if (!check.ok) return refuse(kind, file, check)
  return send(form, kind, file, check)
}

const UNREADABLE = 'This file cannot be read. It may be a folder, or have been moved since. Choose it again.'

/** Does what was offered with a refusal. */
export async function mendFile(form: MessageForm, kind: MediaKind): Promise<void> {
  const upload = uploads.get(kind)
  if (upload?.phase !== 'refused' || !upload.mending) return
  const { file, mending } = upload
  switch (mending.by) {
    case 'convert':
      return convert(form, kind, file)
    case 'rename':
      return takeFile(form, kind, new File([file], mending.name, { type: file.type }))
    case 'header':
      change(kind, IDLE)
      form.setValue(`header.${mending.kind}.source`, 'upload', { shouldDirty: true })
      form.setValue('header.type', mending.kind, { shouldDirty: true })
      return takeFile(form, mending.kind, file)
  }
}

export async function retry(form: MessageForm, kind: MediaKind): Promise<void> {
  const upload = uploads.get(kind)
  if (upload?.phase === 'failed') await takeFile(form, kind, upload.file)
}

/** Ends whatever goes on, and the form is as it was before it. */
export function cancel(form: MessageForm, kind: MediaKind): void {
  const filename = fileNameBefore
  clear(form, kind)
  if (kind === 'document' && filename !== undefined) fillIn(form, kind, { filename })
}

async function convert(form: MessageForm, kind: MediaKind, file: File): Promise<void> {
  const converting: Upload = { phase: 'converting', file }
  change(kind, converting)
  const jpeg = await toJpeg(file)
  if (uploads.get(kind) !== converting) return
  if (jpeg) return takeFile(form, kind, jpeg)
  const message = 'This browser cannot read the picture. Open it in another program and save it as JPEG.'
  refuse(kind, file, { message })
}

function refuse(kind: MediaKind, file: File, refusal: { message: string; mending?: Mending }): void {
  const { message, mending } = refusal
  change(kind, { phase: 'refused', file, message, ...(mending && { mending }) })
  announce(`${file.name} is not uploaded. ${message}`)
}

async function send(
  form: MessageForm,
  kind: MediaKind,
  file: File,
  { type, isDrawable, remarks }: Extract<FileCheck, { ok: true }>,
): Promise<void> {
  const name = toFileName(file.name)
  const before = readForm(form, kind)
  const chosen = chooseFileName(form, name)
  change(kind, { phase: 'sending', file, sent: 0 })
  // The message must not leave with the old file while the new one is on its way.
  mark(form, kind, true)
  // An old file keeps its name until then too: whoever leaves the draft meanwhile comes back to both.
  if (kind === 'document' && before.id === '') {
    fileNameBefore ??= before.filename
    fillIn(form, kind, { filename: chosen })
  }
  if (isDrawable || kind === 'video') showOnTheWay(kind, file)
  announce(`Uploading ${name}`)
  const parcel = { file, mime: type.mime, ...(kind === 'document' && { name }) }
  const post = postFile(parcel, createProgress(kind, file))
  posts.set(kind, post)
  const end = await post.end
  if (posts.get(kind) !== post) return
  posts.delete(kind)
  if (end.outcome !== 'uploaded') return fail(kind, file, end)
  keepRecord({ id: end.id, name, size: file.size, remarks })
  keepUploaded(kind, end.id)
  clear(form, kind)
  const { filename } = readForm(form, kind)
  fillIn(form, kind, { id: end.id, filename: filename === before.filename ? chosen : filename })
  announce(`${name} is uploaded, ${describeSize(file.size)}`)
}

async function fail(kind: MediaKind, file: File, end: Failure): Promise<void> {
  if (end.outcome === 'refused' && end.problem?.code === 'unauthenticated') askToLogIn()
  const message = await explainFailure(end)
  const upload = uploads.get(kind)
  if (upload?.phase !== 'sending' || upload.file !== file) return
  change(kind, { phase: 'failed', file, message })
  announce(`${file.name} is not uploaded. ${message}`)
}

const ANNOUNCE_EVERY = 5000

/** Shows each step, and says now and then how far it is. */
function createProgress(kind: MediaKind, file: File): (sent: number) => void {
  let said = performance.now()
  return (loaded) => {
    if (uploads.get(kind)?.phase !== 'sending') return
    const sent = Math.min(loaded, file.size)
    change(kind, { phase: 'sending', file, sent })
    if (performance.now() - said < ANNOUNCE_EVERY || sent === file.size) return
    said = performance.now()
    announce(`${Math.floor((sent / file.size) * 100)} percent sent`)
  }
}

/**
 * Another draft in the form, a media ID by hand, or undo beyond the choice of the file: what is on its way belongs to none. And
 * a draft that was left with a file on its way comes back with none, and so with the file that it had.
 */
export function followDrafts(form: MessageForm): void {
  if (followed.has(form.control)) return
  followed.add(form.control)
  const follow = (isExchanged: boolean) => {
    for (const kind of MEDIA_KINDS) if (isExchanged || isAstray(form, kind)) clear(form, kind)
  }
  follow(false)
  form.subscribe({
    formState: { values: true },
    callback: ({ name }) => follow(name === undefined && !isWithinDraft()),
  })
}

/** The draft waits for a file and none is on its way, or the other way round. */
function isAstray(form: MessageForm, kind: MediaKind): boolean {
  const { source, isReplaced = false } = form.getValues(`header.${kind}`)
  const { phase } = uploads.get(kind) ?? IDLE
  if (phase === 'idle') return isReplaced
  return (phase === 'sending' || phase === 'failed') && (source === 'id' || !isReplaced)
}

/** From here on nothing is on its way to this header. */
function clear(form: MessageForm, kind: MediaKind): void {
  stop(kind)
  if (kind === 'document') fileNameBefore = undefined
  change(kind, IDLE)
  const { id, isReplaced } = form.getValues(`header.${kind}`)
  if (!isReplaced) return
  mark(form, kind, undefined)
  if (id !== '') form.clearErrors(`header.${kind}.id`)
}

function mark(form: MessageForm, kind: MediaKind, isReplaced: true | undefined): void {
  form.setValue(`header.${kind}.isReplaced`, isReplaced, { shouldDirty: true })
}

function stop(kind: MediaKind): void {
  const post = posts.get(kind)
  posts.delete(kind)
  post?.abort()
  hideOnTheWay(kind)
}

function change(kind: MediaKind, upload: Upload): void {
  uploads.set(kind, upload)
  for (const tell of listeners) tell()
}

function readForm(form: MessageForm, kind: MediaKind): { id: string; filename: string } {
  return { id: form.getValues(`header.${kind}.id`), filename: form.getValues('header.document.filename') }
}

function fillIn(
  form: MessageForm,
  kind: MediaKind,
  { id, filename }: { id?: string; filename?: string },
): void {
  if (kind === 'document' && filename !== undefined)
    form.setValue('header.document.filename', filename, { shouldDirty: true })
  if (id !== undefined) form.setValue(`header.${kind}.id`, id, { shouldDirty: true, shouldValidate: true })
}

/** The file's own name, unless somebody wrote one that goes with it as well. */
function chooseFileName(form: MessageForm, name: string): string {
  const { filename, ...medium } = form.getValues('header.document')
  const isKept = !isGivenName(filename, medium) && readExtension(filename) === readExtension(name)
  return isKept ? filename : name
}

async function readBytes(part: Blob): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await part.arrayBuffer())
  } catch {
    return undefined
  }
}
