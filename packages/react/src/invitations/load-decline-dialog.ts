/** Loads the dialog that asks why an invitation is declined. */
export const loadDeclineDialog = () => import('./decline-dialog.tsx').then(({ declineDialog }) => declineDialog)
