import { Dialog } from '../ui/dialog.tsx'
import { isQuestionMarkOn, turnQuestionMark } from './question-mark.ts'

const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.platform)
const COMMAND = IS_APPLE ? '⌘' : 'Ctrl'
const SHIFT = IS_APPLE ? '⇧' : 'Shift'

const SHORTCUTS: readonly { what: string; where?: string; keys: readonly string[] }[] = [
  { what: 'Undo', keys: [COMMAND, 'Z'] },
  { what: 'Redo', keys: [COMMAND, SHIFT, 'Z'] },
  { what: 'Bold', where: 'in the body', keys: [COMMAND, 'B'] },
  { what: 'Italic', where: 'in the body', keys: [COMMAND, 'I'] },
  { what: 'Drafts', keys: [COMMAND, 'O'] },
  { what: 'Next thing to fix', keys: ['F8'] },
  { what: 'Previous thing to fix', keys: [SHIFT, 'F8'] },
  { what: 'Send', keys: [COMMAND, IS_APPLE ? '↩' : 'Enter'] },
  { what: 'This list', where: 'outside of fields', keys: ['?'] },
]

/** The list of shortcuts, with the names that the keys have on this computer. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" className="[--wide:420px]" onClose={onClose}>
      <dl>
        {SHORTCUTS.map(({ what, where, keys }) => (
          <div
            key={what}
            className="flex items-center justify-between gap-4 border-line py-1.5 not-first:border-t"
          >
            <dt>
              {what} {where && <span className="text-[13px] text-faint">{where}</span>}
            </dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-7 rounded-sm border border-line bg-well px-2 py-0.5 text-center font-sans text-[13px]"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex cursor-pointer items-center gap-2 text-[13px] text-soft">
        <input
          type="checkbox"
          className="size-4"
          defaultChecked={isQuestionMarkOn()}
          onChange={(event) => turnQuestionMark(event.target.checked)}
        />
        Open this list with the key ?
      </label>
    </Dialog>
  )
}
