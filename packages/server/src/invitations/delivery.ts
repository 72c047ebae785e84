import type { Database } from '../database/database.ts'

/** Records what became of an invitation's mail, for the admins to see; a later success overwrites a failure. */
export async function markDelivery(
  { kysely }: Database,
  id: string,
  delivery_status: 'sent' | 'failed',
): Promise<void> {
  await kysely.updateTable('invitations').set({ delivery_status }).where('id', '=', id).execute()
}
