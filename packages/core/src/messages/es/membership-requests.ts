import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'Solicitudes',
  person: 'Persona',
  asked: 'Solicitado',
  approve: 'Aprobar',
  approveNamed: 'Aprobar la solicitud de {name}',
  approveTitle: '¿Permitir que {name} se una a {organization}?',
  noTeam: 'Sin equipo',
  approved: '{name} ahora es miembro.',
  deny: 'Rechazar',
  denyNamed: 'Rechazar la solicitud de {name}',
  denyTitle: '¿Rechazar la solicitud de {name}?',
  denyText: '{name} no se unirá a {organization}, pero podrá volver a solicitarlo.',
  denied: 'Se rechazó la solicitud de {name}.',
  emptyTitle: 'No hay solicitudes pendientes',
  emptyText: 'Quienes soliciten unirse aparecerán aquí hasta que decidas.',
}
