import preview from '../../.storybook/preview.tsx'
import { dark, phone } from '../looks.ts'
import { shows } from '../shows.tsx'
import { Icons } from './icons.tsx'

const meta = preview.meta({ title: 'Foundations/Icons', component: Icons, tags: ['!autodocs'] })

export const All = meta.story(shows('ready', () => ({})))
export const Dark = All.extend(dark)
export const Phone = All.extend(phone)
