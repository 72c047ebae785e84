import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'Equipos',
  name: 'Nombre del equipo',
  invalid: 'Escribe un nombre de 100 caracteres como máximo.',
  add: 'Añadir equipo',
  members: {
    one: '{count} miembro',
    many: '{count} de miembros',
    other: '{count} miembros',
  },
  emptyTitle: 'Todavía no hay equipos',
  emptyText: 'Un equipo agrupa a miembros. No da más permisos a nadie.',
  rename: 'Cambiar nombre',
  removeTitle: '¿Quitar el equipo {name}?',
  removeText: 'Sus miembros seguirán en la organización, sin equipo. Las invitaciones a este equipo siguen abiertas.',
  rule: 'Cada persona está en un equipo como máximo. Quien entra aquí deja el equipo anterior.',
  nobody: 'Todavía no hay nadie en este equipo',
  addMembers: 'Añadir miembros',
  inTeam: 'Mostrar el equipo',
  putIn: 'Añadir',
  moveHere: 'Mover aquí',
  takeOut: 'Quitar del equipo',
}
