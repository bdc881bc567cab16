import './index.css'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { askToLogIn } from './config.ts'
import { takeEarlyTyping } from './early-typing.ts'
import { openLast } from './library/current-draft.ts'

// With its own gone, any script in the page is a stranger.
for (const own of document.querySelectorAll('script')) own.remove()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id root')

const saved = openLast()
const app = <App saved={saved} earlyTyping={takeEarlyTyping(root)} />
// The build delivers a page with the example in it, the development server an empty one.
if (root.hasChildNodes() && !saved) hydrateRoot(root, app)
else createRoot(root).render(app)
if (document.documentElement.dataset.access === 'password') askToLogIn()
