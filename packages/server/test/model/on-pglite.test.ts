import { playOn } from './sequences.ts'

playOn('pglite')
