import { playOn } from './sequences.ts'

playOn('postgres')
